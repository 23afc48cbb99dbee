"""A sitting as an item's page."""

from typing import Any

from flask import url_for

from quizapp.services.quizzes import Problem, Sitting
from quizapp.web.kit.answering import answer_form
from quizapp.web.kit.words import clock_time
from quizapp.web.quizzes.pages import ItemPage

_NOTHING = "There is no answer yet. Choose one, or say that you don't know this one."
_TYPED = "There is no answer yet. Type one, or say that you don't know this one."
_MISSING = {
    "numeric": "There is no number yet. Type one, or say that you don't know this one.",
    "ordering": "There is no order yet. Move a step or confirm this order, or say that you don't know this one.",
    "situational-judgement": "Rate each action, or say that you don't know this one.",
    "matching": "There is no match yet. Choose one for each, or say that you don't know this one.",
    "cloze": "Every gap is still empty. Fill each, or say that you don't know this one.",
    "short-answer": _TYPED,
    "compute": _TYPED,
    "case": "No question has an answer yet. Answer each, or say of it that you don't know.",
}


def item_page(sitting: Sitting, *, unanswered: bool = False) -> ItemPage:
    """Show a sitting; `unanswered` when the student wanted to go on without an answer that can be graded."""
    problem = sitting.problem or Problem("")
    if sitting.answer is None:
        problem = Problem(_MISSING.get(sitting.face.type.value, _NOTHING))
    return _page(sitting, sitting.answer, problem if unanswered else Problem(""))


def refused_page(sitting: Sitting, answer: Any, problem: Problem) -> ItemPage:
    """Show a sitting with an answer that was typed and could not be kept, as it was typed."""
    return _page(sitting, answer, problem)


def _page(sitting: Sitting, answer: Any, problem: Problem) -> ItemPage:
    attempt, position = sitting.attempt, sitting.position
    data_url = url_for("quizzes.data", attempt=attempt, position=position) if sitting.face.data else ""
    return ItemPage(
        attempt=attempt,
        posting_title=sitting.posting.title,
        position=position,
        answered=sitting.forecast.answered,
        minutes_left=max(1, sitting.forecast.minutes),
        saved_at=f"{clock_time(sitting.saved_at)} UTC" if sitting.saved_at else "",
        saved_iso=sitting.saved_at.isoformat() if sitting.saved_at else "",
        stem_html=sitting.face.stem,
        form=answer_form(sitting.face, answer, data_url=data_url, problem=problem.sentence, problem_at=problem.part),
        confidence=sitting.confidence,
        revision=sitting.revision,
        save_url=url_for("quizzes.save", attempt=attempt, position=position),
        next_url=url_for("quizzes.advance", attempt=attempt, position=position),
        finish_url=url_for("quizzes.finish", attempt=attempt),
    )
