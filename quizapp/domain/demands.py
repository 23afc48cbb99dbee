"""Demands: what a posting's lines ask for that a quiz can measure, and the facts that are declared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.domain.postings import is_declarable, is_measurable, once, weight
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.review import Line, alternatives

_SENIOR = frozenset({"senior", "lead"})


@dataclass(frozen=True)
class Demand:
    """A measurable line: `weight` counts it among the others, each of `branches` (competency keys) meets it alone.

    `position` is its place in the posting. `topics` are those its words name, by competency. `track` is "" where all
    candidates are asked. A weight of 0 leaves the line out of a quiz.
    """

    position: int
    quote: str
    weight: float
    bar: Bar
    branches: tuple[tuple[str, ...], ...]
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    track: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the competencies of all branches, each once."""
        return tuple(dict.fromkeys(key for branch in self.branches for key in branch))


@dataclass(frozen=True)
class Fact:
    """A line that the candidate declares."""

    position: int
    quote: str


def demands_of(text: str, lines: Sequence[Line], seniority: str = "") -> tuple[Demand, ...]:
    """Return what a posting's lines ask for that a quiz can measure; what is said twice is asked once."""
    places = {line.start: position for position, line in enumerate(lines)}
    measured = once(line for line in lines if is_measurable(line.measured_by, len(line.keys)))
    return tuple(
        Demand(
            places[line.start],
            _quote(text, line),
            weight(line.kind, line.weight),
            bar_of(line, seniority),
            alternatives(line.keys, line.choices),
            _topics(line),
            line.track,
        )
        for line in measured
    )


def facts_of(text: str, lines: Sequence[Line]) -> tuple[Fact, ...]:
    """Return the facts that a posting's lines ask a candidate to declare, what is said twice once."""
    places = {line.start: position for position, line in enumerate(lines)}
    declared = once(line for line in lines if is_declarable(line.kind, line.measured_by))
    first = {_quote(text, line): line for line in reversed(declared)}
    return tuple(Fact(places[line.start], quote) for quote, line in reversed(first.items()))


def bar_of(line: Line, seniority: str) -> Bar:
    """Return the bar that a line's words or a person set, else the one that goes with the posting's seniority."""
    is_set = "bar" in line.decided or any(evidence.field == "bar" for evidence in line.evidence)
    if is_set:
        return line.bar
    return Bar.STRONG if seniority in _SENIOR else Bar.WORKING


def _quote(text: str, line: Line) -> str:
    return " ".join(text[line.start : line.end].split())


def _topics(line: Line) -> dict[str, tuple[str, ...]]:
    topics: dict[str, dict[str, None]] = defaultdict(dict)
    for link in line.links:
        if link.topic:
            topics[link.key][link.topic] = None
    return {key: tuple(named) for key, named in topics.items()}
