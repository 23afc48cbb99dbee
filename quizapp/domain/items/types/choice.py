"""Single choice and multiple response."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from quizapp.domain.items.faces import Face, Render
from quizapp.domain.items.keys import (
    HALF_AND_FULL,
    RIGHT_OR_WRONG,
    AnswerError,
    Grade,
    Key,
    distribution,
    render_all,
)
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.writing import Body, Writer, by_id

_ONE = "Please choose one of the options."
_SOME = "Please choose at least one of the options."


@dataclass(frozen=True)
class Option:
    """One option of a choice; `misconception` is what leads to a wrong one."""

    text: str
    why: str
    correct: bool = False
    misconception: str = ""


@dataclass(frozen=True)
class Choice(Body):
    """The body of single-choice and multiple-response items."""

    options: tuple[Option, ...]
    shuffle: bool = True
    multiple: bool = False

    def kind(self) -> ItemType:
        """Return the item's type."""
        return ItemType.MULTIPLE_RESPONSE if self.multiple else ItemType.SINGLE_CHOICE

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield options and their reasons."""
        for i, option in enumerate(self.options):
            yield ("options", i, "text"), option.text
            yield ("options", i, "why"), option.why

    def misconceptions(self) -> Iterator[tuple[Path, str]]:
        """Yield what leads to the wrong options."""
        for i, option in enumerate(self.options):
            if option.misconception:
                yield ("options", i, "misconception"), option.misconception

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write options and key; options that may be shuffled stand in the order of their ids."""
        parts = writer.parts("options", [option.text for option in self.options])
        options = list(zip(parts, self.options, strict=True))
        key = ChoiceKey(
            kind=self.kind(),
            options=tuple(sorted(part.id for part in parts)),
            correct=tuple(sorted(part.id for part, option in options if option.correct)),
            misconceptions={part.id: option.misconception for part, option in options if not option.correct},
            whys=writer.whys("options", [option.why for option in self.options], parts),
        )
        shown = by_id(parts) if self.shuffle else parts
        return Face(self.kind(), parts=shown, shuffle=self.shuffle), key


@dataclass(frozen=True)
class ChoiceKey(Key):
    """The key of a single-choice or multiple-response item; options are named by their ids."""

    kinds = (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE)

    kind: ItemType
    options: tuple[str, ...]
    correct: tuple[str, ...]
    misconceptions: Mapping[str, str]
    whys: Mapping[str, str]

    @property
    def type(self) -> ItemType:
        """The item's type."""
        return self.kind

    @property
    def steps(self) -> tuple[float, ...]:
        """Half and full credit where several options are right or wrong."""
        return RIGHT_OR_WRONG if self.kind is ItemType.SINGLE_CHOICE else HALF_AND_FULL

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for an option, or for a list of them."""
        _check(face.type, [part.id for part in face.parts], answer)

    def grade(self, answer: Any) -> Grade:
        """Count the right options chosen less the wrong ones, of the right ones, floored at 0.

        Raises:
            AnswerError: for options that are not the item's.
        """
        _check(self.kind, self.options, answer)
        chosen = {answer} if isinstance(answer, str) else set(answer)
        correct = set(self.correct)
        wrong, missed = sorted(chosen - correct), sorted(correct - chosen)
        score = max(0.0, (len(chosen & correct) - len(wrong)) / len(correct))
        return Grade(score, parts=(*wrong, *missed), misconceptions=tuple(self.misconceptions[part] for part in wrong))

    def right_answer(self) -> Any:
        """Return the right option, or the list of them."""
        return self.correct[0] if self.kind is ItemType.SINGLE_CHOICE else list(self.correct)

    def guesses(self) -> Mapping[float, float]:
        """Pick an option, or a set of options that is not empty."""
        if self.kind is ItemType.SINGLE_CHOICE:
            return {1.0: 1.0 / len(self.options), 0.0: 1.0 - 1.0 / len(self.options)}
        return distribution(_response_scores(len(self.options), len(self.correct)))

    def rendered(self, render: Render) -> "ChoiceKey":
        """Return the key with each text rendered."""
        return replace(super().rendered(render), whys=render_all(self.whys, render))


def _check(kind: ItemType, ids: Sequence[str], answer: object) -> None:
    if kind is ItemType.SINGLE_CHOICE:
        if not isinstance(answer, str) or answer not in ids:
            raise AnswerError(_ONE)
    else:
        check_ids(answer, ids, _SOME, whole=False)


def check_ids(answer: object, ids: Sequence[str], sentence: str, *, whole: bool) -> None:
    """Ask for a list of different ids, of all of them when `whole`.

    Raises:
        AnswerError: with the sentence.
    """
    if not isinstance(answer, list) or not answer or any(not isinstance(part, str) for part in answer):
        raise AnswerError(sentence)
    foreign = set(answer) - set(ids)
    if foreign or len(set(answer)) < len(answer) or (whole and len(answer) != len(ids)):
        raise AnswerError(sentence)


@lru_cache(maxsize=64)
def _response_scores(options: int, correct: int) -> tuple[float, ...]:
    """Score every set of options that is not empty; the first `correct` ones are right."""
    chosen = [set(c) for size in range(1, options + 1) for c in combinations(range(options), size)]
    right = set(range(correct))
    return tuple(max(0.0, (len(c & right) - len(c - right)) / correct) for c in chosen)
