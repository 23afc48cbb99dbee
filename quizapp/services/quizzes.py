"""Quizzes: starting an attempt, saving answers, going on, finishing."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from quizapp.domain.attempts import Mode, State, alias, draw
from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError
from quizapp.domain.items.faces import Data, Face, in_attempt, renamed
from quizapp.domain.items.grading import AnswerError, check_answer, grade
from quizapp.domain.items.keys import key_from_json
from quizapp.domain.readiness.selection import choose_competency, choose_item
from quizapp.domain.readiness.verdict import Requirement
from quizapp.services.accounts import hash_token, limit_tries
from quizapp.services.blueprints import read_guide
from quizapp.services.forecasts import Forecast, forecast, most_questions, undecided_lines, unseen_items
from quizapp.services.postings import find_posting
from quizapp.services.standings import (
    MeasuredLine,
    parameters_of,
    read_standings,
)
from quizapp.storage import attempts, content
from quizapp.storage.content import PublishedItem
from quizapp.storage.engine import Database
from quizapp.storage.tables import Attempt, Posting, Presentation, Response

STARTS = (6, timedelta(days=1))
"""Attempts a student may begin on one posting, and in which time."""


@dataclass(frozen=True)
class Sitting:
    """What lies before the student: one item without its key, and the answer so far."""

    attempt: str
    posting: Posting
    position: int
    face: Face
    """Its ids, and the order of its parts, are this attempt's own."""
    answer: Any
    confidence: int | None
    revision: int
    saved_at: datetime | None
    problem: "Problem | None"
    """Why the answer so far can't be graded; None when it can, or when there is none."""
    forecast: "Forecast"


@dataclass(frozen=True)
class Problem:
    """Why an answer can't be graded."""

    sentence: str
    part: str = ""
    """The id of the prompt, gap, section or question it is about; "" when it is about the whole."""


@dataclass(frozen=True)
class Answer:
    """An answer as it comes from the page."""

    value: Any
    confidence: int | None
    seconds: int | None
    revision: int
    """The revision the page knew."""
    save_key: str


@dataclass(frozen=True)
class Saved:
    """What is durably stored now."""

    revision: int
    at: datetime


def start_attempt(session: Session, *, student: int, posting: str, secret: bytes, now: datetime) -> str:
    """Begin a diagnostic on a posting, or return the one that is open.

    Raises:
        NotFoundError: when the posting is not the student's to see.
        ConflictError: when there is nothing left to ask.
        TooManyTriesError: when too many attempts were begun on it today.
    """
    found = find_posting(session, posting, student)
    running = attempts.open_attempts(session, student).get(found.id)
    if running:
        return running
    _limit_starts(session, student, found.id, now)
    attempt = secrets.token_urlsafe(12)
    first = _left_unanswered(session, student, found) or _next_item(session, attempt, student, found, secret)
    if first is None:
        raise ConflictError("There is nothing left to ask on this posting: every question there is has been answered.")
    values = {
        "id": attempt, "student_id": student, "posting_id": found.id, "mode": Mode.DIAGNOSTIC.value,
        "state": State.OPEN.value, "started_at": now, "finished_at": None,
    }  # fmt: skip
    attempts.add_attempt(session, values)
    opened = attempts.open_attempts(session, student)[found.id]
    if opened == attempt:
        _present(session, attempt, 1, first, secret, now)
    return opened


def _limit_starts(session: Session, student: int, posting: str, now: datetime) -> None:
    # Starting and finishing without answering would show a bank to whoever collects questions.
    who, (tries, window) = f"{student}|{posting}", STARTS
    limit_tries(session, what="start", who=who, tries=tries, window=window, now=now)


def _left_unanswered(session: Session, student: int, posting: Posting) -> PublishedItem | None:
    """Return the item a finished attempt ended on without an answer: it comes first again, in the same variant."""
    asked = {link.competency_key for s in posting.statements for link in s.competencies}
    published = {item.version: item for item in content.published_items(session) if item.bank in asked}
    left = (published.get(p.version_id) for p in attempts.left_unanswered(session, student))
    return next((item for item in left if item is not None), None)


def read_sitting(session: Session, *, student: int, attempt: str, secret: bytes) -> Sitting:
    """Read the item that lies before the student.

    Raises:
        NotFoundError: when the attempt is not the student's own.
        ConflictError: when it is finished.
    """
    found, posting = _own_open_attempt(session, student, attempt)
    shown = _before_the_student(session, found, secret)
    response = shown.response
    return Sitting(
        attempt=found.id,
        posting=posting,
        position=shown.presentation.position,
        face=shown.face,
        answer=shown.answer,
        confidence=response.confidence if response else None,
        revision=response.revision if response else 0,
        saved_at=response.saved_at if response else None,
        problem=_problem(shown),
        forecast=forecast(
            session,
            read_standings(session, [student], posting)[0],
            attempt=found.id,
            most=most_questions(session, posting),
        ),
    )


def save_answer(
    database: Database, *, token: str, attempt: str, position: int, answer: Answer, now: datetime
) -> Saved | None:
    """Store an answer in one durable statement that holds the ownership inside it.

    Returns None when nothing was written: `explain_refusal` says why.
    """
    row = database.execute_durably(
        attempts.saving_statement(database.engine.dialect.name),
        {
            "attempt": attempt, "position": position, "token_hash": hash_token(token), "now": now,
            "answer": answer.value, "confidence": answer.confidence, "seconds": answer.seconds,
            "revision": answer.revision, "save_key": answer.save_key,
        },
    )  # fmt: skip
    return None if row is None else Saved(row.revision, row.saved_at)


def explain_refusal(session: Session, *, student: int, attempt: str, position: int) -> str:
    """Say why an answer was not written, in a sentence for the student.

    Raises:
        NotFoundError: when the attempt is not the student's own.
    """
    found = attempts.attempt_of(session, attempt, student)
    if found is None:
        raise NotFoundError("There is no such attempt, or it is somebody else's.")
    if found.state != State.OPEN.value:
        return "This attempt is finished. The answers saved before that count."
    response = session.get(Response, (attempt, position))
    if response is None or response.graded_at is not None:
        return "You have gone on from this question in another tab. Its saved answer counts."
    return "A newer answer was saved in another tab. Reload to see it."


def advance(session: Session, *, student: int, attempt: str, position: int, secret: bytes, now: datetime) -> bool:
    """Grade the answer at a position and put the next item before the student; False when the attempt has ended.

    Doing it twice for one position changes nothing.

    Raises:
        NotFoundError, ConflictError: as `read_sitting`.
        InvalidInputError: when there is no answer to go on from.
    """
    found, posting = _own_open_attempt(session, student, attempt)
    shown = _before_the_student(session, found, secret)
    if shown.presentation.position != position:
        return True
    if shown.response is None:
        raise InvalidInputError("There is no answer yet. Choose one, or say that you don't know this one.")
    if not _grade(session, shown, shown.response, now):
        return True
    ended = position >= most_questions(session, posting)
    chosen = None if ended else _next_item(session, found.id, student, posting, secret)
    if chosen is None:
        attempts.finish(session, found.id, now)
        return False
    _present(session, found.id, position + 1, chosen, secret, now)
    return True


def finish_attempt(session: Session, *, student: int, attempt: str, secret: bytes, now: datetime) -> str:
    """End an attempt; an answer that is saved and not yet graded counts. Returns the posting.

    Raises:
        NotFoundError: when the attempt is not the student's own.
    """
    found = attempts.attempt_of(session, attempt, student)
    if found is None:
        raise NotFoundError("There is no such attempt, or it is somebody else's.")
    if found.state == State.OPEN.value:
        # Closed first: an answer that is being saved now is read below, or else refused and never acknowledged.
        attempts.finish(session, found.id, now)
        shown = _before_the_student(session, found, secret)
        if shown.response is not None and shown.response.answer is not None and _problem(shown) is None:
            _grade(session, shown, shown.response, now)
    return found.posting_id


def _own_open_attempt(session: Session, student: int, attempt: str) -> tuple[Attempt, Posting]:
    found = attempts.attempt_of(session, attempt, student)
    if found is None:
        raise NotFoundError("There is no such attempt, or it is somebody else's.")
    if found.state != State.OPEN.value:
        raise ConflictError("This attempt is finished. Its answers count; the posting shows what they say.")
    return found, find_posting(session, found.posting_id, student)


@dataclass(frozen=True)
class _Shown:
    """What stands before a student, and their answer; `names` maps compiled ids to the attempt's own."""

    presentation: Presentation
    face: Face
    names: Mapping[str, str]
    response: Response | None

    @property
    def answer(self) -> Any:
        """The answer so far."""
        return self.response.answer if self.response is not None else None


def _before_the_student(session: Session, attempt: Attempt, secret: bytes) -> _Shown:
    row = attempts.last_presentation(session, attempt.id)
    if row is None:
        raise NotFoundError("This attempt has no question.")
    presentation, compiled, response = row
    face, names = in_attempt(
        Face.from_json(compiled), lambda part: alias(secret, attempt.id, presentation.item_id, part)
    )
    return _Shown(presentation, face, names, response)


def _grade(session: Session, shown: _Shown, response: Response, now: datetime) -> bool:
    if response.answer is None:
        score, feedback = 0.0, {"unknown": True}
    else:
        check_answer(shown.face, shown.answer)
        key = content.variant_key(session, shown.presentation.variant_id)
        result = grade(key_from_json(renamed(key, shown.names)), shown.answer)
        score, feedback = result.score, result.to_json()
    return attempts.grade_response(session, response, score=score, feedback=feedback, now=now)


def _problem(shown: _Shown) -> Problem | None:
    """Say why a saved answer can't be graded; what was cleared is no answer and no problem."""
    try:
        if shown.answer is not None:
            check_answer(shown.face, shown.answer)
    except AnswerError as problem:
        return Problem(str(problem), problem.part)
    return None


def read_data(session: Session, *, student: int, attempt: str, position: int) -> Data:
    """Read the data set of a compute task that has been put before the student.

    Raises:
        NotFoundError: when the attempt is not the student's own, or nothing there has a data set.
    """
    found = attempts.attempt_of(session, attempt, student)
    row = attempts.presented(session, attempt, position) if found else None
    data = Face.from_json(row[1]).data if row else None
    if data is None:
        raise NotFoundError("There is no data set here, or it is somebody else's.")
    return data


def _next_item(session: Session, attempt: str, student: int, posting: Posting, secret: bytes) -> PublishedItem | None:
    """Choose what to ask: the line whose verdict an answer would move most, then an item drawn among the best."""
    standing = read_standings(session, [student], posting, including_attempt=attempt)[0]
    unseen = unseen_items(session, student)
    candidates = [parameters_of(unseen[key][0]) if unseen.get(key) else None for key in standing.axis]
    emphasis = read_guide(session, posting).emphasis
    undecided = undecided_lines(standing)
    requirements = [_emphasised(standing.lines[index], emphasis) for index in undecided]
    standings = [standing.judgements[index].standing for index in undecided]
    choice = choose_competency(standing.state, requirements, standings, candidates)
    if choice is None:
        return None
    bank = standing.axis[choice.competency]
    asked = sum(standing.answers.values())
    items = {item.item: item for item in unseen[bank]}
    chosen = choose_item(list(items), set(), draw(secret, "item", attempt, bank, asked))
    return None if chosen is None else items[chosen]


def _emphasised(line: MeasuredLine, emphasis: Mapping[str, float]) -> Requirement:
    """Return a line's requirement, as important as a mentor's blueprint makes its competencies on average."""
    factors = [emphasis.get(key, 1.0) for key in line.keys]
    importance = line.requirement.importance * sum(factors) / len(factors)
    return replace(line.requirement, importance=importance)


def _present(session: Session, attempt: str, position: int, item: PublishedItem, secret: bytes, now: datetime) -> None:
    variant = _variant(session, attempt, item, secret)
    attempts.add_presentation(
        session,
        {
            "attempt_id": attempt, "position": position, "item_id": item.item, "version_id": item.version,
            "variant_id": variant, "presented_at": now,
        },
    )  # fmt: skip


def _variant(session: Session, attempt: str, item: PublishedItem, secret: bytes) -> int:
    """Choose a variant by the attempt and the item; whoever was shown one and left it meets the same again."""
    student = session.get_one(Attempt, attempt).student_id
    met = attempts.variant_met(session, student, item.version)
    if met is not None:
        return met
    variants = content.variant_ids(session, item.version)
    return variants[int(draw(secret, "variant", attempt, item.item) * len(variants))]
