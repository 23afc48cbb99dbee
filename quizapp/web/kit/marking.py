"""An item with its key, and with an answer held against it: what the review of an item is given."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from quizapp.domain.items.faces import Face, Part
from quizapp.domain.items.keys import Grade, Key
from quizapp.domain.items.types.case import CaseKey
from quizapp.domain.items.types.choice import ChoiceKey
from quizapp.domain.items.types.cloze import ClozeKey
from quizapp.domain.items.types.compute import ComputeKey
from quizapp.domain.items.types.judgement import FAR, JudgementKey
from quizapp.domain.items.types.matching import MatchingKey
from quizapp.domain.items.types.numeric import KeyedMistake, NumericKey
from quizapp.domain.items.types.ordering import OrderingKey
from quizapp.domain.items.types.rated import SECTIONS, RatedKey, StoryKey
from quizapp.domain.items.types.short_answer import KeyedWord, WordKey
from quizapp.web.kit.answering import DataView, PassagePiece, answer_form

_OUTCOMES = ((1.0, "right"), (0.0, "wrong"))


@dataclass(frozen=True)
class PartReview:
    """An option, step, action, prompt, gap, mistake or criterion with its key; html is already safe."""

    html: str
    key: str
    """"right", "wrong", a place, a rating or a match, in words."""
    right: bool = False
    """Whether it belongs to the key."""
    given: str = ""
    """What the answer says of it, in words; "" when there is no answer or it says nothing."""
    agrees: bool = True
    """Whether that agrees with the key."""
    why_html: str = ""
    misconception: str = ""
    match_html: str = ""
    """Matching: what belongs to it."""


@dataclass(frozen=True)
class ScaleView:
    """What people rate, with what each rating means; html is already safe."""

    id: str
    name: str
    ratings: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ItemReview:
    """A question with its key, and with an answer when there is one."""

    type: str
    stem_html: str
    passage: tuple[PassagePiece, ...]
    data: DataView | None
    key: str
    """The right number or word, in words; "" for other types."""
    given: str
    """The number, word or text that was answered."""
    texts: tuple[tuple[str, str], ...]
    """What was written, section by section."""
    outcome: str
    """right, partly right, wrong, not known, to be rated; "" without an answer."""
    score: float
    parts: tuple[PartReview, ...]
    scales: tuple[ScaleView, ...]
    explanation_html: str
    members: "tuple[ItemReview, ...]"


def review_item(
    face: Face, key: Key, answer: Any = None, grade: Grade | None = None, *, data_url: str = ""
) -> ItemReview:
    """Show a question with its key, and with an answer's grade when there is one."""
    marker = _MARKERS.get(type(key))
    return ItemReview(
        type=face.type.value,
        stem_html=face.stem,
        passage=answer_form(face, answer).passage,
        data=answer_form(face, None, data_url=data_url).data,
        key=_key_words(face, key),
        given=answer if isinstance(answer, str) and not face.parts else "",
        texts=_texts(face, answer),
        outcome=_outcome(key, answer, grade),
        score=grade.score if grade else 0.0,
        parts=tuple(marker(face, key, answer, grade)) if marker else (),
        scales=_scales(face, key),
        explanation_html=key.explanation,
        members=tuple(_members(face, key, answer, grade)),
    )


def _outcome(key: Key, answer: Any, grade: Grade | None) -> str:
    if isinstance(key, RatedKey) and grade is None:
        return "to be rated" if answer is not None else ""
    if grade is None:
        return ""
    if answer is None:
        return "not known"
    return next((words for score, words in _OUTCOMES if abs(grade.score - score) < 1e-9), "partly right")


def _key_words(face: Face, key: Key) -> str:
    if isinstance(key, ComputeKey):
        return _key_words(face, key.result)
    if isinstance(key, NumericKey):
        spread = key.tolerance.around(key.value)
        within = f", within {spread:.3g}" if spread else ""
        return f"{key.value:.6g} {face.unit}".strip() + within
    if isinstance(key, WordKey):
        return " or ".join(f"“{text}”" for text in key.accepted[:6])
    return ""


def _texts(face: Face, answer: Any) -> tuple[tuple[str, str], ...]:
    if face.type.value == "written" and isinstance(answer, str):
        return (("", answer),)
    if face.type.value == "story" and isinstance(answer, dict):
        return tuple((name.capitalize(), str(answer.get(name, ""))) for name in SECTIONS)
    return ()


def _members(face: Face, key: Key, answer: Any, grade: Grade | None) -> Iterator[ItemReview]:
    if isinstance(key, CaseKey):
        given = answer if isinstance(answer, dict) else {}
        for member in face.members:
            result = grade.members.get(member.id) if grade else None
            yield review_item(member.face, key.members[member.id], given.get(member.id), result)


def _text_of(parts: tuple[Part, ...]) -> dict[str, str]:
    return {part.id: part.text for part in parts}


def _options(face: Face, key: ChoiceKey, answer: Any, grade: Grade | None) -> Iterator[PartReview]:
    chosen = answer if isinstance(answer, list) else [answer]
    for part in face.parts:
        right = part.id in key.correct
        given = "your answer" if part.id in chosen else ""
        agrees = right is (part.id in chosen)
        misconception = key.misconceptions.get(part.id, "")
        yield PartReview(
            part.text, "right" if right else "wrong", right, given, agrees, key.whys[part.id], misconception
        )


def _mistakes(face: Face, key: NumericKey | WordKey, answer: Any, grade: Grade | None) -> Iterator[PartReview]:
    known: tuple[KeyedMistake | KeyedWord, ...] = key.mistakes
    for i, mistake in enumerate(known):
        shown = str(escape(mistake.text)) if isinstance(mistake, KeyedWord) else f"{mistake.value:.6g}"
        met = grade is not None and grade.mistake == i
        given = "your answer" if met else ""
        yield PartReview(shown, "known mistake", False, given, not met, mistake.why, mistake.misconception)


def _computed(face: Face, key: ComputeKey, answer: Any, grade: Grade | None) -> Iterator[PartReview]:
    if isinstance(key.result, NumericKey | WordKey):
        yield from _mistakes(face, key.result, answer, grade)


def _steps(face: Face, key: OrderingKey, answer: Any, grade: Grade | None) -> Iterator[PartReview]:
    texts = _text_of(face.parts)
    for place, part in enumerate(key.order, 1):
        at = answer.index(part) + 1 if isinstance(answer, list) and part in answer else 0
        given = f"you put it at {at}" if at else ""
        yield PartReview(texts[part], f"place {place}", True, given, not at or at == place, key.whys[part])


def _ratings(face: Face, key: JudgementKey, answer: Any, grade: Grade | None) -> Iterator[PartReview]:
    texts, given = _text_of(face.parts), answer if isinstance(answer, dict) else {}
    for part in sorted(key.ratings, key=lambda part: -key.ratings[part]):
        yours = f"you said {given[part]}" if part in given else ""
        near = part not in given or abs(given[part] - key.ratings[part]) < FAR
        yield PartReview(texts[part], f"author's key {key.ratings[part]:g}", True, yours, near, key.whys[part])


def _matches(face: Face, key: MatchingKey, answer: Any, grade: Grade | None) -> Iterator[PartReview]:
    options, given = _text_of(face.parts), answer if isinstance(answer, dict) else {}
    for prompt in face.prompts:
        right, chosen = key.matches[prompt.id], given.get(prompt.id, "")
        yours = "your answer" if chosen == right else "you chose another" if chosen in options else ""
        agrees = not chosen or chosen == right
        yield PartReview(prompt.text, "match", True, yours, agrees, key.whys[prompt.id], match_html=options[right])


def _gaps(face: Face, key: ClozeKey, answer: Any, grade: Grade | None) -> Iterator[PartReview]:
    given = answer if isinstance(answer, dict) else {}
    for number, gap in enumerate(face.gaps, 1):
        filled, texts = key.gaps[gap.id], _text_of(gap.options)
        right = " or ".join(texts.get(accepted, accepted) for accepted in filled.accepted[:6])
        typed = given.get(gap.id, "")
        agrees = not typed or filled.takes(typed)
        yours = f"you answered {texts.get(typed, typed)}" if typed else ""
        yield PartReview(str(escape(right)), f"gap {number}", True, yours, agrees, key.whys[gap.id])


_MARKERS: Mapping[type[Key], Callable[..., Iterator[PartReview]]] = {
    ChoiceKey: _options,
    NumericKey: _mistakes,
    WordKey: _mistakes,
    ComputeKey: _computed,
    OrderingKey: _steps,
    JudgementKey: _ratings,
    MatchingKey: _matches,
    ClozeKey: _gaps,
}


def _scales(face: Face, key: Key) -> tuple[ScaleView, ...]:
    if not isinstance(key, RatedKey):
        return ()
    names = _text_of(face.parts) | ({"level": "Level"} if isinstance(key, StoryKey) else {})
    return tuple(ScaleView(scale, names[scale], tuple(ratings.items())) for scale, ratings in key.scales().items())
