"""A sitting as an item's page."""

from typing import Any

from flask import url_for

from quizapp.services.quizzes import Sitting
from quizapp.web.kit.words import clock_time
from quizapp.web.quizzes.pages import ChoiceView, ItemPage

_NOTHING = "There is no answer yet. Choose one, or say that you don't know this one."
_MISSING = {
    "numeric": "There is no number yet. Type one, or say that you don't know this one.",
    "ordering": "There is no order yet. Move a step or confirm this order, or say that you don't know this one.",
    "situational-judgement": "Rate each action, or say that you don't know this one.",
}


def item_page(sitting: Sitting, *, unanswered: bool = False) -> ItemPage:
    """Show a sitting; `unanswered` when the student wanted to go on without an answer that can be graded."""
    answer, kind = sitting.answer, sitting.face.type.value
    attempt, position = sitting.attempt, sitting.position
    return ItemPage(
        attempt=attempt,
        posting_title=sitting.posting.title,
        position=position,
        answered=sitting.forecast.answered,
        minutes_left=max(1, sitting.forecast.minutes),
        saved_at=f"{clock_time(sitting.saved_at)} UTC" if sitting.saved_at else "",
        saved_iso=sitting.saved_at.isoformat() if sitting.saved_at else "",
        type=kind,
        stem_html=sitting.face.stem,
        choices=_choices(sitting, answer),
        text=answer if isinstance(answer, str) and kind == "numeric" else "",
        unit=sitting.face.unit,
        confidence=sitting.confidence,
        problem=(sitting.problem or (_MISSING.get(kind, _NOTHING) if answer is None else "")) if unanswered else "",
        revision=sitting.revision,
        save_url=url_for("quizzes.save", attempt=attempt, position=position),
        next_url=url_for("quizzes.advance", attempt=attempt, position=position),
        finish_url=url_for("quizzes.finish", attempt=attempt),
    )


def _choices(sitting: Sitting, answer: Any) -> tuple[ChoiceView, ...]:
    texts = {part.id: part.text for part in sitting.face.parts}
    order = sitting.order
    if sitting.face.type.value == "ordering" and isinstance(answer, list) and set(answer) == set(order):
        order = tuple(answer)
    return tuple(_choice(part, texts[part], answer, sitting.face.type.value) for part in order)


def _choice(part: str, text: str, answer: Any, kind: str) -> ChoiceView:
    if kind == "situational-judgement":
        return ChoiceView(part, text, rating=answer.get(part) if isinstance(answer, dict) else None)
    if kind == "ordering":
        placed = isinstance(answer, list) and part in answer
        return ChoiceView(part, text, place=answer.index(part) + 1 if placed else None)
    chosen = part in answer if isinstance(answer, list) else part == answer
    return ChoiceView(part, text, chosen=chosen)
