"""Blueprints: what a quiz on a posting asks about, derived from what the posting asks for.

A line's weight is shared by its alternatives, by the competencies of each, and by the topics that its words name.
Shares of the whole become items by the highest averages of Sainte-Laguë within the minutes there are: unlike largest
remainders they never give a competency fewer items because its weight or the time grew (Balinski & Young 2001, Fair
Representation).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quizapp.domain.demands import Demand
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.readiness.verdict import FEWEST_ANSWERS

DEFAULT_MINUTES = 45
FEWEST_MINUTES = 10
MOST_MINUTES = 180
ITEM_MINUTES = 2.0
"""Assumed for a competency of which the banks hold no item."""
NOTABLE = 0.02
"""A change of share that is worth a word."""
ANY_TOPIC = ""
"""The topic of lines that name a competency and none of its topics."""

_EXACT = 1e-9

Place = tuple[str, str]
"""A row's competency and track: no two rows of a blueprint share them."""


@dataclass(frozen=True)
class Supply:
    """What the banks hold of a competency: published items in each topic, and the mean of their minutes."""

    topics: Mapping[str, int] = field(default_factory=dict)
    minutes: float = ITEM_MINUTES

    @property
    def items(self) -> int:
        """Count the items."""
        return sum(self.topics.values())


@dataclass(frozen=True)
class TopicShare:
    """A topic's part of a row: `share` 0 to 1, all of a row's sum to 1; the key may be ``ANY_TOPIC``."""

    key: str
    share: float
    items: int


@dataclass(frozen=True)
class Row:
    """What is asked of one competency: `share` of all items (0 to 1) and the lines that ask for it, by position."""

    competency: str
    track: str
    share: float
    items: int
    minutes: float
    bar: Bar
    topics: tuple[TopicShare, ...]
    lines: tuple[int, ...]

    @property
    def place(self) -> Place:
        """Return what names the row."""
        return self.competency, self.track


@dataclass(frozen=True)
class Gap:
    """A line that the banks can't measure fully: fewer items than needed of a competency, or of a topic of it."""

    position: int
    quote: str
    competency: str
    topic: str
    """"" where it is the competency as a whole."""
    needed: int
    have: int


@dataclass(frozen=True)
class Blueprint:
    """What a quiz asks about within `minutes`: rows, the greatest share first; their shares sum to 1."""

    minutes: int
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]

    @property
    def items(self) -> int:
        """Count the items of all rows."""
        return sum(row.items for row in self.rows)

    @property
    def planned_minutes(self) -> float:
        """Sum the minutes that the items take."""
        return sum(row.minutes for row in self.rows)


@dataclass(frozen=True)
class PlannedRow:
    """A row as a mentor set it; `derived` is the share that the posting gave it at the time."""

    competency: str
    track: str
    share: float
    bar: Bar
    derived: float

    @property
    def place(self) -> Place:
        """Return what names the row."""
        return self.competency, self.track


@dataclass(frozen=True)
class Plan:
    """A mentor's version: minutes, and shares (0 to 1) that sum to 1 with a bar for each row."""

    minutes: int
    rows: tuple[PlannedRow, ...]


@dataclass(frozen=True)
class Drift:
    """How far a posting has moved away from a version.

    `new` rows it did not know, `gone` ones that are not asked for any more, `moved` ones whose derived share has
    changed by ``NOTABLE`` or more.
    """

    new: tuple[Place, ...]
    gone: tuple[Place, ...]
    moved: tuple[Place, ...]

    def __bool__(self) -> bool:
        """Tell whether anything has moved."""
        return bool(self.new or self.gone or self.moved)


def apportion(weights: Sequence[float], minutes: Sequence[float], total: float) -> tuple[int, ...]:
    """Give out items, one after the other, until the next would not fit into `total` minutes; returns how many to each.

    `weights` are not negative, `minutes` an item's of each, above 0. The next item goes where weight / (2 items + 1) is
    greatest (Sainte-Laguë), the first of equals. More weight or more time never means fewer items.
    """
    counts = [0] * len(weights)
    left = total + _EXACT
    while any(weight > 0 for weight in weights):
        # Rounded, so that shares that differ by arithmetic alone are equals.
        best = max(range(len(weights)), key=lambda index: round(weights[index] / (2 * counts[index] + 1), 12))
        if minutes[best] > left:
            break
        counts[best] += 1
        left -= minutes[best]
    return tuple(counts)


def derive(demands: Sequence[Demand], supplies: Mapping[str, Supply], minutes: int = DEFAULT_MINUTES) -> Blueprint:
    """Derive the blueprint of a posting from its measurable lines; without any it has no rows."""
    asked = [demand for demand in demands if demand.weight > 0]
    weights = _weights(asked)
    whole = sum(sum(topics.values()) for topics in weights.values())
    shares = {place: sum(topics.values()) / whole for place, topics in weights.items()}
    rows = [
        Row(*place, shares[place], 0, 0.0, _bar(asked, place), _topics(weights[place]), _lines(asked, place))
        for place in weights
    ]
    return _filled(rows, asked, supplies, minutes)


def follow(plan: Plan, demands: Sequence[Demand], supplies: Mapping[str, Supply]) -> Blueprint:
    """Return the blueprint as a mentor set it, over what the posting asks for today.

    A row that the version does not know keeps its derived share, one that is not asked for any more is left out, and
    all are brought to a sum of 1 again.
    """
    derived = derive(demands, supplies, plan.minutes)
    known = {row.place: row for row in plan.rows}
    rows = [
        replace(row, share=known[row.place].share, bar=known[row.place].bar) if row.place in known else row
        for row in derived.rows
    ]
    whole = sum(row.share for row in rows)
    if whole <= 0:
        return derived
    asked = [demand for demand in demands if demand.weight > 0]
    return _filled([replace(row, share=row.share / whole) for row in rows], asked, supplies, plan.minutes)


def drift(plan: Plan, derived: Blueprint) -> Drift:
    """Tell how far a posting's own blueprint has moved away from a version made over an earlier one."""
    known = {row.place: row.derived for row in plan.rows}
    today = {row.place: row.share for row in derived.rows}
    return Drift(
        tuple(place for place in today if place not in known),
        tuple(place for place in known if place not in today),
        tuple(place for place in today if place in known and abs(today[place] - known[place]) >= NOTABLE),
    )


def multipliers(chosen: Blueprint, derived: Blueprint) -> dict[str, float]:
    """Return for each competency how much more of the quiz a blueprint gives it than the posting itself does."""
    wanted, natural = _by_competency(chosen), _by_competency(derived)
    return {key: wanted.get(key, 0.0) / share for key, share in natural.items()}


def _by_competency(blueprint: Blueprint) -> dict[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for row in blueprint.rows:
        shares[row.competency] += row.share
    return shares


def _weights(demands: Iterable[Demand]) -> dict[Place, dict[str, float]]:
    """Share each line's weight among its branches, their competencies and their topics."""
    asked = tuple(demands)
    scale = _track_scale(asked)
    weights: dict[Place, dict[str, float]] = {}
    for demand in asked:
        for branch in demand.branches:
            part = scale.get(demand.track, 1.0) * demand.weight / (len(demand.branches) * len(branch))
            for key in branch:
                topics = demand.topics.get(key) or (ANY_TOPIC,)
                row = weights.setdefault((key, demand.track), defaultdict(float))
                for topic in topics:
                    row[topic] += part / len(topics)
    return weights


def _track_scale(demands: Iterable[Demand]) -> dict[str, float]:
    """Return by what each track's lines count, so that all tracks together weigh as one of them, in equal parts."""
    totals: dict[str, float] = defaultdict(float)
    for demand in demands:
        if demand.track:
            totals[demand.track] += demand.weight
    mean = sum(totals.values()) / max(len(totals), 1)
    return {track: mean / (len(totals) * total) for track, total in totals.items()}


def _asks(demand: Demand, place: Place) -> bool:
    return demand.track == place[1] and place[0] in demand.keys


def _bar(demands: Iterable[Demand], place: Place) -> Bar:
    """Return the highest bar that any line sets."""
    return max((d.bar for d in demands if _asks(d, place)), key=lambda bar: bar.cut)


def _lines(demands: Iterable[Demand], place: Place) -> tuple[int, ...]:
    return tuple(demand.position for demand in demands if _asks(demand, place))


def _topics(weights: Mapping[str, float]) -> tuple[TopicShare, ...]:
    whole = sum(weights.values())
    ordered = sorted(weights.items(), key=lambda topic: -topic[1])
    return tuple(TopicShare(key, weight / whole, 0) for key, weight in ordered)


def _filled(rows: Iterable[Row], demands: Iterable[Demand], supplies: Mapping[str, Supply], minutes: int) -> Blueprint:
    """Give the rows their items and minutes, and name what the banks lack for them."""
    ordered = sorted(rows, key=lambda row: -row.share)
    each = [supplies.get(row.competency, Supply()).minutes for row in ordered]
    counts = apportion([row.share for row in ordered], each, minutes)
    filled = tuple(
        replace(row, items=items, minutes=items * one, topics=_topic_items(row.topics, items))
        for row, items, one in zip(ordered, counts, each, strict=True)
    )
    by_place = {row.place: row for row in filled}
    gaps = (gap for demand in demands for gap in _gaps(demand, by_place, supplies))
    return Blueprint(minutes, filled, tuple(gaps))


def _topic_items(topics: Sequence[TopicShare], items: int) -> tuple[TopicShare, ...]:
    counts = apportion([topic.share for topic in topics], [1.0] * len(topics), items)
    return tuple(replace(topic, items=count) for topic, count in zip(topics, counts, strict=True))


def _gaps(demand: Demand, rows: Mapping[Place, Row], supplies: Mapping[str, Supply]) -> Iterable[Gap]:
    """Name what the banks lack for one line: no verdict rests on fewer than ``FEWEST_ANSWERS`` answers."""
    for key in demand.keys:
        row, supply = rows[key, demand.track], supplies.get(key, Supply())
        needed = max(row.items, FEWEST_ANSWERS)
        if row.share > 0 and supply.items < needed:
            yield Gap(demand.position, demand.quote, key, "", needed, supply.items)
            if not supply.items:
                continue
        planned = {topic.key: topic.items for topic in row.topics}
        for topic in demand.topics.get(key, ()):
            wanted, have = max(planned[topic], 1), supply.topics.get(topic, 0)
            if row.share > 0 and have < wanted:
                yield Gap(demand.position, demand.quote, key, topic, wanted, have)
