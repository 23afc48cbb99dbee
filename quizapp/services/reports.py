"""Reports: the painted posting, and the ledger behind each of its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.domain.attempts import draw
from quizapp.domain.errors import InvalidInputError, NotFoundError
from quizapp.domain.items.faces import Face
from quizapp.domain.postings import Block, is_declarable, lay_out, once
from quizapp.domain.readiness.verdict import Judgement, answers_needed
from quizapp.services.forecasts import Forecast, forecast, most_questions
from quizapp.services.postings import find_posting
from quizapp.services.standings import (
    Standing,
    competency_axis,
    information_by_competency,
    judge_answers,
    read_standings,
)
from quizapp.storage import attempts, content, postings
from quizapp.storage.attempts import GradedAnswer
from quizapp.storage.content import PublishedItem
from quizapp.storage.tables import Declaration, Posting, Statement
from quizapp.storage.upsert import insert_or_update

__all__ = ["Posting"]

LONGEST_NOTE = 1000


@dataclass(frozen=True)
class PaintedLine:
    """A statement that carries a mark: measured by a judgement, or declared by the student."""

    statement: Statement
    judgement: Judgement | None
    declaration: Declaration | None

    @property
    def declarable(self) -> bool:
        """Tell whether the student declares it."""
        return self.judgement is None


@dataclass(frozen=True, eq=False)
class Painting:
    """A posting with what one student is ready for."""

    posting: Posting
    blocks: tuple[Block, ...]
    lines: Mapping[int, PaintedLine]
    """By the statement's position; lines that ask nothing are absent."""
    standing: Standing
    forecast: Forecast | None
    open_attempt: str


@dataclass(frozen=True)
class LedgerCompetency:
    """A competency behind a line."""

    key: str
    name: str
    phrase: str
    """The posting's words that name it."""
    judgement: Judgement
    available: int


@dataclass(frozen=True)
class LedgerAnswer:
    """An answer behind a line."""

    face: Face
    competency: str
    score: float
    answered_at: datetime


@dataclass(frozen=True, eq=False)
class Ledger:
    """All that stands behind one line."""

    line: PaintedLine
    quote: str
    competencies: tuple[LedgerCompetency, ...]
    answers: tuple[LedgerAnswer, ...]
    needed: int | None
    """About how many more answers would decide it; None when that can't be reached with today's items."""


def paint_posting(session: Session, *, student: int, posting: str) -> Painting:
    """Paint a posting with a student's own verdicts.

    Raises:
        NotFoundError: when the posting is not the student's to see.
    """
    found = find_posting(session, posting, student)
    return paint(session, student, found)


def paint(session: Session, student: int, posting: Posting) -> Painting:
    """Paint a posting for a student; the caller has made sure that it may be seen."""
    standing = read_standings(session, [student], posting)[0]
    declared = {d.statement_id: d for d in postings.declarations(session, [student], posting.id)}
    running = attempts.open_attempts(session, student).get(posting.id, "")
    left = forecast(session, standing, attempt=running, most=most_questions(session, posting))
    return _painting(posting, standing, declared, left, running)


def paint_sample(session: Session, now: datetime) -> Painting | None:
    """Paint the first shared posting for an imagined student, so that visitors see what they would get.

    The answers are drawn, and everything after them is computed as for anybody; None when there is no posting.
    """
    shared = postings.shared_postings(session)
    if not shared:
        return None
    answers = _imagined_answers(content.published_items(session), now)
    standing = judge_answers([0], answers, shared[0], competency_axis(session))[0]
    return _painting(shared[0], standing, {}, None, "")


def _imagined_answers(items: Sequence[PublishedItem], now: datetime) -> list[GradedAnswer]:
    """Answer ten items of each bank as somebody strong in every other bank."""
    banks = sorted({item.bank for item in items})
    chosen = [item for bank in banks for item in [i for i in items if i.bank == bank][:10]]
    return [
        GradedAnswer(
            0, item.item, item.bank, item.version, item.just_ready, item.family, item.chance, item.steps,
            float(draw(b"sample", item.item) < (0.95, 0.3, 0.7)[banks.index(item.bank) % 3]), now,
        )
        for item in chosen
    ]  # fmt: skip


def _painting(
    posting: Posting,
    standing: Standing,
    declared: Mapping[int, Declaration],
    left: Forecast | None,
    running: str,
) -> Painting:
    judged = {line.statement: judgement for line, judgement in zip(standing.lines, standing.judgements, strict=True)}
    # A job board repeats its fields: what stands there twice is declared once, where it stands first.
    first = {posting.text[s.start : s.end]: s.position for s in reversed(posting.statements)}
    facts = {
        s.position
        for s in once(s for s in posting.statements if is_declarable(s.kind, s.measured_by))
        if first[posting.text[s.start : s.end]] == s.position
    }
    lines = {
        s.position: PaintedLine(s, judged.get(s.position), declared.get(s.id))
        for s in posting.statements
        if s.position in judged or s.position in facts
    }
    return Painting(posting, lay_out(posting.text, posting.statements), lines, standing, left, running)


def read_ledger(session: Session, painting: Painting, position: int) -> Ledger:
    """Collect what stands behind one line.

    Raises:
        NotFoundError: when the line carries no mark.
    """
    line = painting.lines.get(position)
    if line is None:
        raise NotFoundError("That line asks nothing that could be answered.")
    statement, text = line.statement, painting.posting.text
    quote = text[statement.start : statement.end]
    if line.judgement is None:
        return Ledger(line, quote, (), (), None)
    items = content.published_items(session)
    names = {c.key: c.name for c in content.competencies(session)}
    cut = next(line.requirement.cut for line in painting.standing.lines if line.statement == position)
    rows = tuple(
        LedgerCompetency(
            link.competency_key,
            names[link.competency_key],
            text[link.start : link.end],
            painting.standing.competency(link.competency_key, cut),
            sum(item.bank == link.competency_key for item in items),
        )
        for link in sorted(statement.competencies, key=lambda link: link.start)
    )
    keys = [row.key for row in rows]
    student = painting.standing.student
    met = attempts.items_met(session, student)
    unseen = [item for item in items if item.item not in met]
    answers = tuple(
        LedgerAnswer(Face.from_json(face), names[bank], score or 0.0, at)
        for bank, face, score, at in attempts.answered_faces(session, student, keys)
    )
    return Ledger(line, quote, rows, answers, _needed(painting.standing, position, unseen))


def _needed(standing: Standing, position: int, unseen: Sequence[PublishedItem]) -> int | None:
    index = next(i for i, line in enumerate(standing.lines) if line.statement == position)
    requirement = standing.lines[index].requirement
    information = information_by_competency(unseen, standing.axis, requirement.cut)
    return answers_needed(standing.state, requirement, information, standing.judgements[index].answers)


def declare_all(session: Session, *, student: int, posting: str, starts: set[int], now: datetime) -> int:
    """Declare the lines that begin there and take back the others; returns how many are declared.

    Notes of lines that stay are kept.

    Raises:
        NotFoundError: when the posting is not the student's to see.
    """
    found = find_posting(session, posting, student)
    kept = {d.statement_id: d for d in postings.declarations(session, [student], posting)}
    wanted = {s.id for s in found.statements if s.start in starts and is_declarable(s.kind, s.measured_by)}
    for statement in wanted - kept.keys():
        keys = {"user_id": student, "statement_id": statement}
        insert_or_update(session, Declaration, keys, {"note": "", "declared_at": now})
    shown = {s.id for s in found.statements if is_declarable(s.kind, s.measured_by)}
    for statement in (kept.keys() & shown) - wanted:  # what is kept of a line that is not asked for today stays
        session.delete(kept[statement])
    return len(wanted)


def declare(
    session: Session, *, student: int, posting: str, start: int, declared: bool, note: str, now: datetime
) -> bool:
    """Note or take back that a student declares a line that no quiz can measure; returns whether it is declared now.

    The line is named by where it begins: its number changes when a mentor splits or joins others.

    A first note declares the line, so that nothing typed is lost for want of a tick.

    Raises:
        NotFoundError: when the posting is not the student's to see, or the line can't be declared.
        InvalidInputError: when the note is too long.
    """
    found = find_posting(session, posting, student)
    statement = next((s for s in found.statements if s.start == start), None)
    if statement is None or not is_declarable(statement.kind, statement.measured_by):
        raise NotFoundError("That line can't be declared.")
    if len(note) > LONGEST_NOTE:
        raise InvalidInputError(f"A note may have at most {LONGEST_NOTE} characters; this one has {len(note)}.")
    kept = session.get(Declaration, (student, statement.id))
    if declared or (kept is None and note.strip()):
        keys = {"user_id": student, "statement_id": statement.id}
        insert_or_update(session, Declaration, keys, {"note": note.strip(), "declared_at": now})
        return True
    if kept is not None:
        session.delete(kept)
    return False
