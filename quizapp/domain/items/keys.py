"""The key of a variant: what grading reads, and the review once the answer is in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.items.model import ItemType, Tolerance

Render = Callable[[str, str], str]
"""Turns a text into HTML; the second argument says where it stands."""


@dataclass(frozen=True)
class ChoiceKey:
    """The key of a single-choice or multiple-response item; parts are named by their ids."""

    type: ItemType
    options: tuple[str, ...]
    correct: tuple[str, ...]
    misconceptions: Mapping[str, str]
    whys: Mapping[str, str]
    explanation: str

    def rendered(self, render: Render) -> "ChoiceKey":
        """Return the key with each text rendered."""
        return replace(self, whys=_render_all(self.whys, render), explanation=render(self.explanation, "explanation"))


@dataclass(frozen=True)
class KeyedMistake:
    """What a wrong procedure gives, and why it is wrong."""

    value: float
    misconception: str
    why: str


@dataclass(frozen=True)
class NumericKey:
    """The key of a numeric item."""

    value: float
    tolerance: Tolerance
    mistakes: tuple[KeyedMistake, ...]
    explanation: str
    type: ItemType = ItemType.NUMERIC

    def rendered(self, render: Render) -> "NumericKey":
        """Return the key with each text rendered."""
        mistakes = tuple(replace(mistake, why=render(mistake.why, "mistakes")) for mistake in self.mistakes)
        return replace(self, mistakes=mistakes, explanation=render(self.explanation, "explanation"))


@dataclass(frozen=True)
class OrderingKey:
    """The key of an ordering: its steps' ids in the right order."""

    order: tuple[str, ...]
    whys: Mapping[str, str]
    explanation: str
    type: ItemType = ItemType.ORDERING

    def rendered(self, render: Render) -> "OrderingKey":
        """Return the key with each text rendered."""
        return replace(self, whys=_render_all(self.whys, render), explanation=render(self.explanation, "explanation"))


@dataclass(frozen=True)
class JudgementKey:
    """The key of a situational judgement: each action's effectiveness, 1 to 5."""

    ratings: Mapping[str, float]
    whys: Mapping[str, str]
    explanation: str
    type: ItemType = ItemType.SITUATIONAL_JUDGEMENT

    def rendered(self, render: Render) -> "JudgementKey":
        """Return the key with each text rendered."""
        return replace(self, whys=_render_all(self.whys, render), explanation=render(self.explanation, "explanation"))


Key = ChoiceKey | NumericKey | OrderingKey | JudgementKey


def _render_all(texts: Mapping[str, str], render: Render) -> dict[str, str]:
    return {part: render(text, "whys") for part, text in texts.items()}


def key_to_json(key: Key) -> dict[str, Any]:
    """Return a key as plain JSON, with its type."""
    common: dict[str, Any] = {"type": key.type.value, "explanation": key.explanation}
    if isinstance(key, NumericKey):
        tolerance = {"relative": key.tolerance.relative, "absolute": key.tolerance.absolute}
        mistakes = [{"value": m.value, "misconception": m.misconception, "why": m.why} for m in key.mistakes]
        return common | {"value": key.value, "tolerance": tolerance, "mistakes": mistakes}
    common["whys"] = dict(key.whys)
    if isinstance(key, ChoiceKey):
        lists = {"options": list(key.options), "correct": list(key.correct)}
        return common | lists | {"misconceptions": dict(key.misconceptions)}
    if isinstance(key, OrderingKey):
        return common | {"order": list(key.order)}
    return common | {"ratings": dict(key.ratings)}


def key_from_json(data: Mapping[str, Any]) -> Key:
    """Make a key from what `key_to_json` returned."""
    kind, explanation = ItemType(data["type"]), data["explanation"]
    if kind is ItemType.NUMERIC:
        mistakes = tuple(KeyedMistake(m["value"], m["misconception"], m["why"]) for m in data["mistakes"])
        return NumericKey(data["value"], Tolerance(**data["tolerance"]), mistakes, explanation)
    if kind is ItemType.ORDERING:
        return OrderingKey(tuple(data["order"]), data["whys"], explanation)
    if kind is ItemType.SITUATIONAL_JUDGEMENT:
        return JudgementKey(data["ratings"], data["whys"], explanation)
    options, correct = tuple(data["options"]), tuple(data["correct"])
    return ChoiceKey(kind, options, correct, data["misconceptions"], data["whys"], explanation)
