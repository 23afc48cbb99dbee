"""A number, typed."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.items.faces import Face, Render
from quizapp.domain.items.keys import AnswerError, Grade, Key
from quizapp.domain.items.kinds import ItemType, Path, Tolerance
from quizapp.domain.items.writing import Body, Writer

MAX_DIGITS = 20
MAX_EXPONENT = 30
MAX_TYPED = 64
"""Characters a number may be typed with."""
NUMBER_RULE = "Write a number such as 1234.5 or 1.2e-3: a point or a comma before decimals, nothing between thousands."
"""The one rule for numbers, as it is shown beside the field."""

_NUMBER = re.compile(r"([+\-\u2212]?)([0-9]*)(?:([.,])([0-9]*))?(?:[eE]([+\-\u2212]?[0-9]{1,4}))?", re.ASCII)
_SLACK = 1e-9
"""Share of the tolerance by which binary rounding may move its edge, which counts as inside."""
_ROUNDINGS = 16
"""Units in the last place by which a computed key may differ from what is typed."""


@dataclass(frozen=True)
class Mistake:
    """A wrong procedure, computed; `value` is an expression."""

    value: str
    misconception: str
    why: str


@dataclass(frozen=True)
class Numeric(Body):
    """The body of a numeric item; `value` is an expression."""

    type = ItemType.NUMERIC

    value: str
    tolerance: Tolerance
    unit: str = ""
    mistakes: tuple[Mistake, ...] = ()

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield the reasons of mistakes."""
        for i, mistake in enumerate(self.mistakes):
            yield ("mistakes", i, "why"), mistake.why

    def formulas(self) -> Iterator[tuple[Path, str]]:
        """Yield the key's and the mistakes' expressions."""
        yield ("answer", "value"), self.value
        for i, mistake in enumerate(self.mistakes):
            yield ("mistakes", i, "value"), mistake.value

    def misconceptions(self) -> Iterator[tuple[Path, str]]:
        """Yield what leads to the mistakes."""
        for i, mistake in enumerate(self.mistakes):
            yield ("mistakes", i, "misconception"), mistake.misconception

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Compute the key and what the wrong procedures give.

        Raises:
            VariantError: also when the key can't be typed.
        """
        mistakes = tuple(
            KeyedMistake(
                writer.number(mistake.value, "mistakes", i, "value"),
                mistake.misconception,
                writer.text(mistake.why, "mistakes", i, "why"),
            )
            for i, mistake in enumerate(self.mistakes)
        )
        key = NumericKey(writer.number(self.value, "answer", "value"), self.tolerance, mistakes)
        try:
            parse_number(key.right_answer())
        except AnswerError:
            what = f"expected a number of at most 1e{MAX_EXPONENT} in size, found {key.value:.6g}{writer.where()}"
            raise writer.error(what, "answer", "value") from None
        return Face(ItemType.NUMERIC, unit=self.unit), key


@dataclass(frozen=True)
class KeyedMistake:
    """What a wrong procedure gives, and why it is wrong."""

    value: float
    misconception: str
    why: str


@dataclass(frozen=True)
class NumericKey(Key):
    """The key of a numeric item."""

    kinds = (ItemType.NUMERIC,)

    value: float
    tolerance: Tolerance
    mistakes: tuple[KeyedMistake, ...] = ()

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for a number as a person types it."""
        _parsed(answer)

    def grade(self, answer: Any) -> Grade:
        """Hold the number against the key's tolerance, then against the mistakes; the nearest one is named.

        Raises:
            AnswerError: when it can't be read as a number.
        """
        number = _parsed(answer)
        if within(self, number, self.value):
            return Grade(1.0)
        near = [i for i, mistake in enumerate(self.mistakes) if within(self, number, mistake.value)]
        if not near:
            return Grade(0.0)
        best = min(near, key=lambda i: abs(number - self.mistakes[i].value))
        return Grade(0.0, mistake=best, misconceptions=(self.mistakes[best].misconception,))

    def right_answer(self) -> str:
        """Return the key as it could be typed."""
        short = f"{self.value:.12g}"
        return short if within(self, float(short), self.value) else repr(self.value)

    def rendered(self, render: Render) -> "NumericKey":
        """Return the key with each text rendered."""
        mistakes = tuple(replace(mistake, why=render(mistake.why, "mistakes")) for mistake in self.mistakes)
        return replace(super().rendered(render), mistakes=mistakes)


def _parsed(answer: object) -> float:
    if not isinstance(answer, str):
        raise AnswerError(NUMBER_RULE)
    return parse_number(answer)


def parse_number(text: str) -> float:
    """Read a number as a person types it.

    A sign, at most 20 ASCII digits, a point or a comma before the decimals, an exponent of at most 30 in
    size; spaces around it don't matter. A comma before exactly three digits, as in 1,234, could be read in
    two ways and is refused.

    Raises:
        AnswerError: with a sentence that says how to write it.
    """
    typed = text.strip()
    if not typed:
        raise AnswerError("Please type a number.")
    match = _NUMBER.fullmatch(typed) if len(typed) <= MAX_TYPED else None
    if match is None or not (match[2] or match[4]):
        raise AnswerError(NUMBER_RULE)
    sign, whole, separator, decimals, exponent = match.groups()
    if len(whole) + len(decimals or "") > MAX_DIGITS:
        raise AnswerError(f"A number may have at most {MAX_DIGITS} digits.")
    if separator == "," and re.fullmatch(r"[1-9][0-9]{0,2}", whole) and len(decimals or "") == 3 and exponent is None:
        raise AnswerError(
            f"{typed} can be read in two ways: write {sign}{whole}{decimals} or {sign}{whole}.{decimals}."
        )
    power = int((exponent or "0").replace("\u2212", "-"))
    if abs(power) > MAX_EXPONENT:
        raise AnswerError(f"The exponent may be at most {MAX_EXPONENT}.")
    value = float(f"{whole or '0'}.{decimals or '0'}e{power}")
    return -value if sign in ("-", "\u2212") and value else value


def within(key: NumericKey, number: float, centre: float) -> bool:
    """Tell whether a number counts as equal to a value under the key's tolerance, taken of that value."""
    allowed = key.tolerance.around(centre)
    return abs(number - centre) <= allowed * (1.0 + _SLACK) + _ROUNDINGS * math.ulp(centre)
