"""The key of a variant: what grading reads, and the review once the answer is in."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.items.faces import Face, Render
from quizapp.domain.items.kinds import ItemType
from quizapp.domain.items.records import fields_to_plain, from_plain

RIGHT_OR_WRONG = (1.0,)
HALF_AND_FULL = (0.5, 1.0)
EDGE = 1e-9
"""Slack for scores that are thirds and the like."""


class AnswerError(InvalidInputError):
    """An answer can't be graded as it is; the sentence says what was expected.

    Attributes:
        part: The id of the prompt, gap or question of a case it is about; "" when it is about the whole.
    """

    def __init__(self, sentence: str, part: str = "") -> None:
        super().__init__(sentence)
        self.part = part


@dataclass(frozen=True)
class Grade:
    """What an answer is worth, and what the review can say to it.

    Attributes:
        score: 0 to 1.
        mistake: For a wrong number or word, the position of the mistake it matches.
        parts: Ids of wrong options chosen and right options missed, of actions rated 1.5 or more away, of prompts
            or gaps that are wrong, of criteria below their full points.
        misconceptions: Slugs of what led there.
        members: The grades of a case's questions.
    """

    score: float
    mistake: int | None = None
    parts: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    members: "Mapping[str, Grade]" = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the grade as plain JSON."""
        return {
            "score": self.score,
            "mistake": self.mistake,
            "parts": list(self.parts),
            "misconceptions": list(self.misconceptions),
            "members": {name: grade.to_json() for name, grade in self.members.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Grade":
        """Make a grade from what `to_json` returned."""
        return from_plain(cls, data)


_KEYS: dict[ItemType, "type[Key]"] = {}
"""Each type's class of keys: a class makes itself known when it is defined."""


@dataclass(frozen=True)
class Key(ABC):
    """What decides an answer: each type has its own.

    A key checks the form of an answer by the face alone (`check`), grades it (`grade`), gives an answer that earns
    everything (`right_answer`), and says what pure guessing earns (`guesses`).
    """

    kinds: ClassVar[tuple[ItemType, ...]] = ()
    explanation: str = field(default="", kw_only=True)

    def __init_subclass__(cls) -> None:
        _KEYS.update(dict.fromkeys(cls.kinds, cls))

    @property
    def type(self) -> ItemType:
        """The item's type."""
        return self.kinds[0]

    @property
    def steps(self) -> tuple[float, ...]:
        """Score thresholds of the graded response, rising; the last is full credit."""
        return RIGHT_OR_WRONG

    @staticmethod
    @abstractmethod
    def check(face: Face, answer: object) -> None:
        """Refuse an answer that has the wrong form for a face, without knowing the key.

        Raises:
            AnswerError: with a sentence that says what was expected.
        """

    @abstractmethod
    def grade(self, answer: Any) -> Grade:
        """Grade an answer that has passed `check`."""

    @abstractmethod
    def right_answer(self) -> Any:
        """Return an answer that earns full credit."""

    def guesses(self) -> Mapping[float, float]:
        """Return the probability of each score under pure guessing; nobody guesses what is typed."""
        return {0.0: 1.0}

    def rendered(self, render: Render) -> Self:
        """Return the key with each text rendered."""
        return replace(self, explanation=render(self.explanation, "explanation"))

    def to_json(self) -> dict[str, Any]:
        """Return the key as plain JSON, with its type."""
        return {"type": self.type.value, **fields_to_plain(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Key":
        """Make a key from what `to_json` returned."""
        return from_plain(key_class(data["type"]), {"kind": data["type"], **data})


def key_class(kind: str) -> type[Key]:
    """Return the class of a type's keys."""
    return _KEYS[ItemType(kind)]


def key_to_json(key: Key) -> dict[str, Any]:
    """Return a key as plain JSON, with its type."""
    return key.to_json()


def key_from_json(data: Mapping[str, Any]) -> Key:
    """Make a key from what `key_to_json` returned."""
    return Key.from_json(data)


def render_all(texts: Mapping[str, str], render: Render) -> dict[str, str]:
    """Render the reasons of parts."""
    return {part: render(text, "whys") for part, text in texts.items()}


def distribution(scores: "list[float] | tuple[float, ...]") -> dict[float, float]:
    """Return the probability of each score when all answers listed are alike likely."""
    share: dict[float, float] = {}
    for score in scores:
        share[score] = share.get(score, 0.0) + 1.0 / len(scores)
    return share


def reached(guesses: Mapping[float, float], steps: tuple[float, ...]) -> tuple[float, ...]:
    """Return, for each step, the probability that a score distribution reaches it."""
    return tuple(
        min(1.0, sum((share for score, share in guesses.items() if score >= step - EDGE), 0.0)) for step in steps
    )
