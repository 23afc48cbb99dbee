"""The painted posting as a page: a student's own, a student's read by their instructor, or the visitors' sample."""

import html
import re
from dataclasses import replace

from flask import url_for

from quizapp.domain.readiness.verdict import Verdict
from quizapp.services.reports import Ledger, LedgerAnswer, LedgerCompetency, PaintedLine, Painting, Posting
from quizapp.web.kit.painting import block_views, tally_views
from quizapp.web.kit.views import AnswerView, CompetencyView, LedgerView, MarkView, PaintedPage, ReviewNote
from quizapp.web.kit.words import (
    KINDS,
    LEGEND,
    MEASURES,
    count,
    day,
    declared_mark,
    interval_of,
    mark_of,
    per_cent,
)

_TITLE_LENGTH = 90


def painted_page(
    painting: Painting, ledger: Ledger | None, *, close_url: str, whose: str = "", may_start: bool = True
) -> PaintedPage:
    """Show a painting; `whose` names the student when somebody else reads it."""
    marks = {position: _mark(line) for position, line in painting.lines.items()}
    selected = ledger.line.statement.position if ledger else None
    left = painting.forecast
    questions = left.questions if left else 0
    return PaintedPage(
        title=painting.posting.title,
        employer=painting.posting.employer,
        posting=painting.posting.id,
        whose=whose,
        blocks=block_views(painting.blocks, [s.kind for s in painting.posting.statements], marks, selected),
        tallies=tally_views(LEGEND, (mark.name for mark in marks.values())),
        ledger=ledger_view(ledger, close_url) if ledger else None,
        summary=_summary(painting),
        minutes=left.minutes if left else 0,
        questions=questions,
        attempt_url=_attempt_url(painting) if not whose else "",
        may_start=may_start and not whose and questions > 0,
        may_declare=may_start and not whose,
        begun=any(painting.standing.answers.values()),
        sample=False,
        starts=tuple(statement.start for statement in painting.posting.statements),
        review=None if whose else _review_note(painting.posting, owner=may_start),
    )


def _review_note(posting: Posting, *, owner: bool) -> ReviewNote:
    """Say where the review stands; a private posting is only read by its `owner`."""
    review = posting.review
    own = owner and posting.owner_id is not None
    asked = own and review is not None and review.asked_at is not None
    signed_at = review.signed_at if review is not None else None
    if signed_at is not None:
        words = f"Reviewed by a mentor, {day(signed_at)}."
    elif asked:
        words = "Not yet reviewed. Mentors have been asked and can read it."
    else:
        words = "Not yet reviewed: its lines stand as they were read by rules."
    may_ask = own and not asked and signed_at is None
    return ReviewNote(words, signed_at is not None, may_ask, asked, tuple(posting.problems))


def _attempt_url(painting: Painting) -> str:
    return url_for("quizzes.item", attempt=painting.open_attempt) if painting.open_attempt else ""


def sample_page(painting: Painting, ledger: Ledger | None) -> PaintedPage:
    """Show the sample that visitors see."""
    page = painted_page(painting, ledger, close_url="/")
    return replace(page, posting="", sample=True, may_start=False, may_declare=False, review=None)


def _mark(line: PaintedLine) -> MarkView:
    return mark_of(line.judgement) if line.judgement else declared_mark(line.declaration is not None)


def _summary(painting: Painting) -> str:
    verdicts = [line.judgement.verdict for line in painting.lines.values() if line.judgement]
    if not verdicts:
        return "No line of this posting can be measured by questions yet."
    left = painting.forecast
    without = left.without_questions if left else 0
    if not any(painting.standing.answers.values()):
        lacks = f", {without} of them not yet: there are no questions on {_them(without)}" if without else ""
        return f"{count(len(verdicts), 'line')} can be measured by questions{lacks}. Nothing has been asked yet."
    ready = verdicts.count(Verdict.READY)
    said = f"Ready on {ready} of {count(len(verdicts), 'measured line')}."
    open_lines = verdicts.count(Verdict.NOT_ENOUGH_EVIDENCE)
    if open_lines:
        said += f" {open_lines} {'needs' if open_lines == 1 else 'need'} more evidence."
    if without:
        said += f" On {without} no question is left to ask."
    return said


def _them(number: int) -> str:
    return "it" if number == 1 else "them"


def ledger_view(ledger: Ledger, close_url: str) -> LedgerView:
    """Show what stands behind a line."""
    line, judgement = ledger.line, ledger.line.judgement
    needed = ledger.needed if judgement else None
    return LedgerView(
        line=str(line.statement.position),
        start=line.statement.start,
        quote=ledger.quote,
        kind=KINDS.get(line.statement.kind, line.statement.kind),
        measured_by=MEASURES.get(line.statement.measured_by, ""),
        mark=mark_of(judgement, needed) if judgement else declared_mark(line.declaration is not None),
        declarable=line.declarable,
        declared=line.declaration is not None,
        declared_note=line.declaration.note if line.declaration else "",
        interval=interval_of(judgement, needed) if judgement else None,
        competencies=tuple(_competency(row) for row in ledger.competencies),
        answers=tuple(_answer(answer) for answer in ledger.answers),
        next_step=_next_step(ledger),
        close_url=close_url,
    )


def _competency(row: LedgerCompetency) -> CompetencyView:
    answered = row.judgement.answers > 0
    return CompetencyView(
        name=row.name,
        phrase=row.phrase,
        probability=per_cent(row.judgement.probability) if answered else None,
        interval=interval_of(row.judgement) if answered else None,
        answers=row.judgement.answers,
        available=row.available,
    )


def _answer(answer: LedgerAnswer) -> AnswerView:
    outcome = "right" if answer.score >= 1 else "not right" if answer.score <= 0 else "partly right"
    return AnswerView(_first_words(answer.face.stem), answer.competency, outcome, answer.score, day(answer.answered_at))


def _first_words(stem_html: str) -> str:
    # Presentation MathML reads well enough without its tags; annotations hold TeX and are left out.
    without_tex = re.sub(r"<annotation[^>]*>[^<]*</annotation>", "", stem_html)
    spaced = " ".join(html.unescape(re.sub(r"<[^>]{0,2000}>", " ", without_tex)).split())
    words = re.sub(r" ([.,;:?!)])", r"\1", spaced)
    return words if len(words) <= _TITLE_LENGTH else words[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _next_step(ledger: Ledger) -> str:
    judgement = ledger.line.judgement
    if judgement is None:
        return "No quiz can measure this. Declare it if it is true of you, and add a link or a word to show it."
    missing = [row.name for row in ledger.competencies if row.available == 0]
    lacks = f" There are no questions yet on {', '.join(missing)}." if missing else ""
    if judgement.verdict is Verdict.READY:
        return "Nothing to do here before the interview but keep it warm." + lacks
    if judgement.verdict is Verdict.NOT_YET:
        weakest = min(ledger.competencies, key=lambda row: row.judgement.probability)
        return f"Start with {weakest.name}: it holds this line back most." + lacks
    if ledger.needed is None:
        return "With the questions there are, this line can't be settled yet." + lacks
    return f"About {count(ledger.needed, 'question')} more would probably settle it." + lacks
