"""What is asked of attempts, and the one statement that saves an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, Row, bindparam, case, func, literal, select, update
from sqlalchemy.orm import Session

from quizapp.storage.tables import Attempt, Item, ItemVersion, Presentation, Response, SignIn, Variant
from quizapp.storage.tables.base import UtcDateTime
from quizapp.storage.upsert import dialect_insert, insert_once

OPEN = "open"
FINISHED = "finished"
_ANSWERED = (Presentation.attempt_id == Response.attempt_id) & (Presentation.position == Response.position)


@dataclass(frozen=True)
class GradedAnswer:
    """A first answer that was graded, with what is needed to weigh it."""

    student: int
    item: int
    bank: str
    version: int
    just_ready: float
    family: bool
    chance: tuple[float, ...]
    steps: tuple[float, ...]
    score: float
    answered_at: datetime


def attempt_of(session: Session, attempt: str, student: int) -> Attempt | None:
    """Find an attempt that is the student's own."""
    return session.scalar(select(Attempt).where(Attempt.id == attempt, Attempt.student_id == student))


def open_attempts(session: Session, student: int) -> dict[str, str]:
    """Map postings to the student's open attempts."""
    rows = session.execute(
        select(Attempt.posting_id, Attempt.id).where(Attempt.student_id == student, Attempt.state == OPEN)
    )
    return {row.posting_id: row.id for row in rows}


def last_presentation(session: Session, attempt: str) -> tuple[Presentation, dict[str, Any], Response | None] | None:
    """Find what lies before the student now: the presentation, the variant's face and the answer so far."""
    row = session.execute(
        select(Presentation, Variant.face, Response)
        .join(Variant, Variant.id == Presentation.variant_id)
        .outerjoin(
            Response,
            (Response.attempt_id == Presentation.attempt_id) & (Response.position == Presentation.position),
        )
        .where(Presentation.attempt_id == attempt)
        .order_by(Presentation.position.desc())
        .limit(1)
    ).first()
    return None if row is None else (row[0], row[1], row[2])


def items_met(session: Session, student: int, *, but_for: str | None = None) -> set[int]:
    """Collect every item the student has answered, and those of open attempts; `but_for` leaves one attempt out."""
    rows = (
        select(Presentation.item_id)
        .join(Attempt, Attempt.id == Presentation.attempt_id)
        .outerjoin(Response, _ANSWERED)
        .where(Attempt.student_id == student, Response.graded_at.is_not(None) | (Attempt.state == OPEN))
    )
    return set(session.scalars(rows if but_for is None else rows.where(Attempt.id != but_for)))


def left_unanswered(session: Session, student: int) -> Sequence[Presentation]:
    """List what was put before the student in finished attempts and never answered, the newest first."""
    answered = (
        select(Presentation.item_id)
        .join(Attempt, Attempt.id == Presentation.attempt_id)
        .join(Response, _ANSWERED)
        .where(Attempt.student_id == student, Response.graded_at.is_not(None))
    )
    return session.scalars(
        select(Presentation)
        .join(Attempt, Attempt.id == Presentation.attempt_id)
        .where(Attempt.student_id == student, Attempt.state == FINISHED, Presentation.item_id.not_in(answered))
        .order_by(Presentation.presented_at.desc())
    ).all()


def variant_met(session: Session, student: int, version: int) -> int | None:
    """Return the variant of an item version that a student has been shown, if any."""
    return session.scalar(
        select(Presentation.variant_id)
        .join(Attempt, Attempt.id == Presentation.attempt_id)
        .where(Attempt.student_id == student, Presentation.version_id == version)
        .order_by(Presentation.presented_at.desc())
        .limit(1)
    )


def presented(session: Session, attempt: str, position: int) -> tuple[Presentation, dict[str, Any]] | None:
    """Return what stands at a position of an attempt, with its face."""
    row = session.execute(
        select(Presentation, Variant.face)
        .join(Variant, Variant.id == Presentation.variant_id)
        .where(Presentation.attempt_id == attempt, Presentation.position == position)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def count_saved(session: Session, attempt: str) -> int:
    """Count an attempt's answers, graded or not."""
    answered = select(func.count()).select_from(Response).where(Response.attempt_id == attempt)
    return session.scalar(answered.where(Response.answer.is_not(None) | Response.graded_at.is_not(None))) or 0


def _graded() -> Any:
    return (
        select(
            Attempt.student_id, Item.id, Item.bank_key, ItemVersion.id, ItemVersion.just_ready, ItemVersion.family,
            ItemVersion.chance, ItemVersion.steps, Response.score, Response.saved_at,
        )
        .select_from(Response)
        .join(Presentation, _ANSWERED)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .join(ItemVersion, ItemVersion.id == Presentation.version_id)
        .join(Item, Item.id == Presentation.item_id)
        .where(Response.score.is_not(None))
        .order_by(Attempt.student_id, Response.saved_at, Response.position)
    )  # fmt: skip


def graded_answers(
    session: Session, students: Sequence[int], *, including_attempt: str | None = None
) -> list[GradedAnswer]:
    """List students' graded answers of finished attempts, and of one open attempt when it is named."""
    counts = Attempt.state == FINISHED
    if including_attempt is not None:
        counts = counts | (Attempt.id == including_attempt)
    rows = session.execute(_graded().where(Attempt.student_id.in_(students), counts))
    return [
        GradedAnswer(student, item, bank, version, just_ready, family, tuple(chance), tuple(steps), score, at)
        for student, item, bank, version, just_ready, family, chance, steps, score, at in rows
    ]


def answered_faces(
    session: Session, student: int, banks: Sequence[str]
) -> Sequence[Row[str, dict[str, Any], float | None, datetime]]:
    """List a student's finished answers in some banks, newest first: bank, face, score, saved_at."""
    return session.execute(
        select(Item.bank_key, Variant.face, Response.score, Response.saved_at)
        .select_from(Response)
        .join(
            Presentation,
            (Presentation.attempt_id == Response.attempt_id) & (Presentation.position == Response.position),
        )
        .join(Attempt, Attempt.id == Response.attempt_id)
        .join(Variant, Variant.id == Presentation.variant_id)
        .join(Item, Item.id == Presentation.item_id)
        .where(
            Attempt.student_id == student,
            Attempt.state == FINISHED,
            Response.score.is_not(None),
            Item.bank_key.in_(banks),
        )
        .order_by(Response.saved_at.desc(), Response.position.desc())
    ).all()


def add_attempt(session: Session, values: dict[str, Any]) -> None:
    """Open an attempt; when one is open on the posting already, nothing happens."""
    insert_once(session, Attempt, values)


def add_presentation(session: Session, values: dict[str, Any]) -> None:
    """Put an item before the student; when another request was first, nothing happens."""
    insert_once(session, Presentation, values)


def grade_response(
    session: Session, response: Response, *, score: float, feedback: dict[str, Any], now: datetime
) -> bool:
    """Write a response's score, once and only for the revision that was graded; False when it has moved on."""
    written = session.execute(
        update(Response)
        .where(
            Response.attempt_id == response.attempt_id,
            Response.position == response.position,
            Response.revision == response.revision,
            Response.graded_at.is_(None),
        )
        .values(score=score, feedback=feedback, graded_at=now)
        .returning(Response.position)
        .execution_options(synchronize_session=False)
    )
    return written.first() is not None


def finish(session: Session, attempt: str, now: datetime) -> None:
    """Close an open attempt."""
    session.execute(
        update(Attempt).where(Attempt.id == attempt, Attempt.state == OPEN).values(state=FINISHED, finished_at=now)
    )


@cache
def saving_statement(dialect: str) -> Any:
    """Build the statement that saves an answer: ownership, state and order are inside it.

    It writes when the token is signed in and owns the open attempt, the presentation is there and not graded, and the
    answer is new, or follows the revision the page knew, or is the last save sent again. It returns the revision
    and the time now stored, and no row when nothing was written.
    """
    allowed: Any = (
        select(
            Presentation.attempt_id,
            Presentation.position,
            bindparam("answer", type_=JSON(none_as_null=True)),
            bindparam("confidence"),
            bindparam("seconds"),
            bindparam("now", type_=UtcDateTime()),
            literal(1),
            bindparam("save_key"),
        )
        .join(Attempt, Attempt.id == Presentation.attempt_id)
        .join(SignIn, SignIn.user_id == Attempt.student_id)
        .where(
            Presentation.attempt_id == bindparam("attempt"),
            Presentation.position == bindparam("position"),
            Attempt.state == OPEN,
            SignIn.token_hash == bindparam("token_hash"),
            SignIn.expires_at > bindparam("now", type_=UtcDateTime()),
        )
        # PostgreSQL waits here for somebody who is just closing the attempt; SQLite has one writer anyway.
        .with_for_update(read=True, of=Attempt)
    )
    columns = ["attempt_id", "position", "answer", "confidence", "seconds", "saved_at", "revision", "save_key"]
    insert = dialect_insert(dialect, Response).from_select(columns, allowed)
    given = insert.excluded
    again = Response.save_key == given.save_key
    follows = Response.revision == bindparam("revision")
    return insert.on_conflict_do_update(
        index_elements=[Response.attempt_id, Response.position],
        set_={
            "answer": given.answer,
            "confidence": given.confidence,
            "seconds": given.seconds,
            "saved_at": case((again, Response.saved_at), else_=given.saved_at),
            "revision": case((again, Response.revision), else_=Response.revision + 1),
            "save_key": given.save_key,
        },
        where=Response.graded_at.is_(None) & (again | follows),
    ).returning(Response.revision, Response.saved_at)
