"""Cohorts: making one, joining it, and reading where its students stand."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from quizapp.domain.cohorts import new_join_code, read_join_code
from quizapp.domain.errors import InvalidInputError, NotFoundError
from quizapp.domain.people import normalise_name
from quizapp.domain.postings import Block, lay_out
from quizapp.domain.readiness.verdict import Verdict
from quizapp.services.accounts import limit_tries
from quizapp.services.reports import Painting, paint
from quizapp.services.standings import Standing, read_standings
from quizapp.storage import cohorts, postings
from quizapp.storage.tables import Cohort, Membership, Posting
from quizapp.storage.upsert import insert_once

JOIN_TRIES = (10, timedelta(hours=1))
_NOT_YOURS = "There is no such cohort, or it is somebody else's."


@dataclass(frozen=True)
class CohortSummary:
    """A cohort in a list."""

    cohort: Cohort
    students: int
    instructor: str


def create_cohort(session: Session, *, instructor: int, name: str, now: datetime) -> Cohort:
    """Make a cohort with a fresh join code.

    Raises:
        InvalidInputError: when it has no name.
    """
    try:
        tidy = normalise_name(name)
    except InvalidInputError as problem:
        raise InvalidInputError("Please give the cohort a name of at most 120 characters.") from problem
    cohort = Cohort(
        id=secrets.token_hex(6), name=tidy, instructor_id=instructor, join_code=new_join_code(), created_at=now
    )
    session.add(cohort)
    session.flush()
    return cohort


def list_taught(session: Session, instructor: int) -> list[CohortSummary]:
    """List the cohorts an instructor looks after."""
    return [CohortSummary(cohort, count, "") for cohort, count in cohorts.taught_cohorts(session, instructor)]


def list_joined(session: Session, student: int) -> list[CohortSummary]:
    """List the cohorts a student belongs to."""
    return [CohortSummary(cohort, 0, name) for cohort, name in cohorts.joined_cohorts(session, student)]


def count_join_try(session: Session, *, student: int, now: datetime) -> None:
    """Count a try at a join code, in a transaction of its own.

    Raises:
        TooManyTriesError: when codes are being guessed.
    """
    tries, window = JOIN_TRIES
    limit_tries(session, what="join", who=str(student), tries=tries, window=window, now=now)


def join_cohort(session: Session, *, student: int, code: str, now: datetime) -> str:
    """Make a student a member of the cohort a code belongs to; returns its name.

    Raises:
        InvalidInputError: when no cohort has the code.
    """
    found = cohorts.cohort_with_code(session, read_join_code(code))
    if found is None:
        raise InvalidInputError(
            "No cohort has this code. It has eight letters and digits; ask your instructor.", "code"
        )
    cohort, _ = found
    insert_once(session, Membership, {"cohort_id": cohort.id, "student_id": student, "joined_at": now})
    return cohort.name


def leave_cohort(session: Session, *, student: int, cohort: str) -> None:
    """End a student's membership; the instructor sees nothing of them any more.

    Raises:
        NotFoundError: when the student is not a member.
    """
    kept = session.get(Membership, (cohort, student))
    if kept is None:
        raise NotFoundError(_NOT_YOURS)
    session.delete(kept)


def renew_join_code(session: Session, *, instructor: int, cohort: str) -> None:
    """Replace a cohort's code; the old one no longer works.

    Raises:
        NotFoundError: when the cohort is not the instructor's.
    """
    _own(session, cohort, instructor).join_code = new_join_code()


@dataclass(frozen=True)
class StudentStanding:
    """A student of the cohort with where they stand."""

    id: int
    name: str
    standing: Standing


@dataclass(frozen=True, eq=False)
class CohortReading:
    """A cohort on one posting."""

    cohort: Cohort
    postings: tuple[Posting, ...]
    posting: Posting | None
    blocks: tuple[Block, ...]
    students: tuple[StudentStanding, ...]

    def tally(self, line: int) -> Mapping[Verdict, int]:
        """Count the verdicts on one measured line, by its index."""
        verdicts = [s.standing.judgements[line].verdict for s in self.students]
        return {verdict: verdicts.count(verdict) for verdict in Verdict}


def read_cohort(session: Session, *, instructor: int, cohort: str, posting: str | None) -> CohortReading:
    """Read where a cohort's students stand on a shared posting, the first one when none is named.

    Raises:
        NotFoundError: when the cohort is not the instructor's, or there is no such posting.
    """
    found = _own(session, cohort, instructor)
    shared = tuple(postings.shared_postings(session))
    chosen = next((p for p in shared if p.id == posting), None) if posting else next(iter(shared), None)
    if posting and chosen is None:
        raise NotFoundError("There is no such posting for cohorts.")
    people = cohorts.members(session, found.id)
    standings = read_standings(session, [p.id for p in people], chosen) if chosen else []
    students = tuple(StudentStanding(p.id, p.name, s) for p, s in zip(people, standings, strict=bool(chosen)))
    blocks = lay_out(chosen.text, chosen.statements) if chosen else ()
    return CohortReading(found, shared, chosen, blocks, students)


def read_student(
    session: Session, *, instructor: int, cohort: str, student: int, posting: str
) -> tuple[str, str, Painting]:
    """Paint a shared posting for a student of an instructor's cohort; returns cohort's and student's names with it.

    Raises:
        NotFoundError: when cohort, student or posting are not the instructor's to see.
    """
    found = _own(session, cohort, instructor)
    person = cohorts.member(session, found.id, student)
    chosen = next((p for p in postings.shared_postings(session) if p.id == posting), None)
    if person is None or chosen is None:
        raise NotFoundError("There is no such student in this cohort, or no such posting.")
    return found.name, person.name, paint(session, person.id, chosen)


def _own(session: Session, cohort: str, instructor: int) -> Cohort:
    found = cohorts.taught_cohort(session, cohort, instructor)
    if found is None:
        raise NotFoundError(_NOT_YOURS)
    return found
