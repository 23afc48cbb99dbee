"""Blueprints: what a quiz on a posting asks about, as the posting has it or as a mentor has set it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.domain.blueprint import (
    DEFAULT_MINUTES,
    FEWEST_MINUTES,
    MOST_MINUTES,
    Blueprint,
    Drift,
    Place,
    Plan,
    PlannedRow,
    Supply,
    derive,
    drift,
    follow,
    multipliers,
)
from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError
from quizapp.domain.readiness.scale import Bar
from quizapp.services.postings import reviewable_posting
from quizapp.services.standings import posting_demands
from quizapp.storage import content, people, postings
from quizapp.storage.tables import Blueprint as Version
from quizapp.storage.tables import Posting

__all__ = ["Posting"]

LONGEST_NOTE = 500
_OTHER_WAS_FIRST = (
    "Somebody else has kept a version meanwhile, so yours was not kept. Look at theirs; then do it once more if you "
    "still want it."
)
_SOMEBODY = "somebody whose account is gone"


@dataclass(frozen=True)
class VersionRecord:
    """A version as the history shows it."""

    number: int
    by: str
    made_at: datetime
    note: str
    plan: Plan | None
    """None where the version goes back to what the posting itself asks for."""


@dataclass(frozen=True, eq=False)
class BlueprintReading:
    """A posting's blueprint with all that a mentor decides on."""

    posting: Posting
    derived: Blueprint
    """What the posting itself asks for today."""
    chosen: Blueprint
    """What holds: the last version over today's posting, else the derived one."""
    drift: Drift
    """How far the posting has moved away since the version that holds."""
    versions: tuple[VersionRecord, ...]
    """Newest first."""
    names: Mapping[str, str]
    """Competencies' names by key, topics' by competency/topic."""

    @property
    def revision(self) -> int:
        """Return the number of the last version, 0 without any: a change names the one it builds on."""
        return self.versions[0].number if self.versions else 0

    @property
    def is_mentors(self) -> bool:
        """Tell whether a mentor's version holds."""
        return bool(self.versions) and self.versions[0].plan is not None


@dataclass(frozen=True)
class Guide:
    """What the diagnostic heeds of a mentor's version: nothing where there is none."""

    emphasis: Mapping[str, float]
    """How much more of the quiz a competency gets than the posting itself gives it; 1 where none is named."""
    items: int | None
    """How many items are planned, at least 1."""


@dataclass(frozen=True)
class Wish:
    """What a mentor wants of a row: its part of the items, in any unit, and its bar."""

    part: float
    bar: Bar


def read_blueprint(session: Session, posting: str) -> BlueprintReading:
    """Read the blueprint of a posting that mentors may review.

    Raises:
        NotFoundError: when there is none.
    """
    found = reviewable_posting(session, posting)
    demands, supplies = posting_demands(found), supplies_of(session)
    versions = _versions(session, posting)
    plan = versions[0].plan if versions else None
    derived = derive(demands, supplies, plan.minutes if plan else DEFAULT_MINUTES)
    return BlueprintReading(
        found,
        derived,
        follow(plan, demands, supplies) if plan else derived,
        drift(plan, derived) if plan else Drift((), (), ()),
        versions,
        topic_names(session),
    )


def save_blueprint(
    session: Session, *, mentor: int, posting: str, revision: int, minutes: int, wishes: Mapping[Place, Wish],
    note: str, now: datetime,
) -> None:  # fmt: skip
    """Keep a new version; parts are brought to a sum of 1. `revision` is the last version its page knew.

    Raises:
        NotFoundError: when the posting is not there to plan.
        InvalidInputError: when a number or the note can't be used.
        ConflictError: when somebody else was first, or the posting asks for something else by now.
    """
    found = reviewable_posting(session, posting)
    _check(minutes, wishes, note)
    derived = derive(posting_demands(found), supplies_of(session), minutes)
    if {row.place for row in derived.rows} != set(wishes):
        raise ConflictError(
            "The posting asks for other competencies than when this page was made, so nothing was kept. The rows below "
            "are those of today; look through them, then keep them once more."
        )
    whole = sum(wish.part for wish in wishes.values())
    rows = [
        {"competency": row.competency, "track": row.track, "share": wishes[row.place].part / whole,
         "bar": wishes[row.place].bar.value, "derived": row.share}
        for row in derived.rows
    ]  # fmt: skip
    _keep(session, posting, mentor, revision, {"minutes": minutes, "rows": rows}, note, now)


def _check(minutes: int, wishes: Mapping[Place, Wish], note: str) -> None:
    if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
        raise InvalidInputError(f"A quiz takes {FEWEST_MINUTES} to {MOST_MINUTES} minutes.", "minutes")
    if len(note) > LONGEST_NOTE:
        raise InvalidInputError(f"A note may have at most {LONGEST_NOTE} characters.", "note")
    if not all(0 <= wish.part <= 100 for wish in wishes.values()):
        raise InvalidInputError("A share is a number from 0 to 100.", "share")
    if not any(wish.part > 0 for wish in wishes.values()):
        raise InvalidInputError("At least one share must be above 0.", "share")


def restore_blueprint(
    session: Session, *, mentor: int, posting: str, revision: int, number: int, now: datetime
) -> None:  # fmt: skip
    """Keep an earlier version once more as the newest; 0 stands for what the posting itself asks for.

    Raises:
        NotFoundError: when the posting is not there to plan, or has no such version.
        ConflictError: when somebody else was first.
    """
    reviewable_posting(session, posting)
    if number == 0:
        _keep(session, posting, mentor, revision, {}, "Back to what the posting itself asks for.", now)
        return
    earlier = next((v for v in postings.blueprints_of(session, posting) if v.number == number), None)
    if earlier is None:
        raise NotFoundError("There is no such version of this blueprint.")
    _keep(session, posting, mentor, revision, earlier.content, f"Version {number} again.", now)


def read_guide(session: Session, posting: Posting) -> Guide:
    """Return what the diagnostic on a posting heeds of the version that holds."""
    versions = postings.blueprints_of(session, posting.id)
    plan = _plan(versions[0].content) if versions else None
    if plan is None:
        return Guide({}, None)
    demands, supplies = posting_demands(posting), supplies_of(session)
    chosen = follow(plan, demands, supplies)
    return Guide(multipliers(chosen, derive(demands, supplies)), max(1, chosen.items))


def supplies_of(session: Session) -> dict[str, Supply]:
    """Return what the banks hold, by competency."""
    topics: dict[str, dict[str, int]] = defaultdict(dict)
    minutes: dict[str, float] = defaultdict(float)
    for stock in content.topic_stock(session):
        topics[stock.bank][stock.topic] = stock.items
        minutes[stock.bank] += stock.minutes
    return {key: Supply(held, minutes[key] / sum(held.values())) for key, held in topics.items()}


def topic_names(session: Session) -> dict[str, str]:
    """Map competencies' keys, and competency/topic, to names."""
    names: dict[str, str] = {}
    for competency in content.competencies(session):
        names[competency.key] = competency.name
        names |= {f"{competency.key}/{topic['key']}": topic["name"] for topic in competency.topics}
    return names


def _versions(session: Session, posting: str) -> tuple[VersionRecord, ...]:
    stored: Sequence[Version] = postings.blueprints_of(session, posting)
    names = people.names(session, {v.person_id for v in stored if v.person_id is not None})
    return tuple(
        VersionRecord(v.number, names.get(v.person_id or 0, _SOMEBODY), v.made_at, v.note, _plan(v.content))
        for v in stored
    )


def _plan(stored: Mapping[str, Any]) -> Plan | None:
    if not stored:
        return None
    rows = (PlannedRow(r["competency"], r["track"], r["share"], Bar(r["bar"]), r["derived"]) for r in stored["rows"])
    return Plan(stored["minutes"], tuple(rows))


def _keep(
    session: Session, posting: str, mentor: int, revision: int, kept: dict[str, Any], note: str, now: datetime
) -> None:
    last = next((version.number for version in postings.blueprints_of(session, posting)), 0)
    if last != revision:
        raise ConflictError(_OTHER_WAS_FIRST)
    session.add(
        Version(
            posting_id=posting, number=revision + 1, content=kept, note=note.strip(), person_id=mentor, made_at=now
        )
    )  # fmt: skip
    try:
        session.flush()
    except IntegrityError as problem:
        raise ConflictError(_OTHER_WAS_FIRST) from problem
