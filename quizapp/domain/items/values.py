"""Values of the expression language: what they may be, how large, and how they are shown."""

import math
import re
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = "bool | int | float | str | tuple[Value, ...]"
"""A number, a text or a list of values; lists are nested for matrices."""

MAX_INTEGER = 10**15
"""Integers stay below this in size, so each is exact as a float too."""
MAX_ELEMENTS = 64
MAX_TEXT = 1_000
"""Characters in a text value."""
MAX_DEPTH = 3
"""Levels of nested lists."""

FORMAT = re.compile(r"(,?)(?:\.(\d{1,2})([fg]))?")
"""What may follow the colon of an insertion: `,`, `.2f`, `.3g` or a comma before either."""
THIN_SPACE = "\u202f"
"""Narrow and not breaking, so that a number stays on one line."""


class EvaluationError(ValueError):
    """A value can't be computed; the message is one clause without a full stop."""


def bounded(value: Value, depth: int = 0) -> Value:
    """Return the value, or refuse it for its size.

    Raises:
        EvaluationError: when it is not finite, too large, too long or nested too deeply.
    """
    if isinstance(value, float):
        if not math.isfinite(value):
            raise EvaluationError("the result is not finite")
    elif isinstance(value, int):
        if abs(value) >= MAX_INTEGER:
            raise EvaluationError("the result is an integer of 1e15 or more")
    elif isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise EvaluationError(f"the text is longer than {MAX_TEXT} characters")
    else:
        _bound_list(value, depth)
    return value


def _bound_list(value: tuple[Value, ...], depth: int) -> None:
    if len(value) > MAX_ELEMENTS:
        raise EvaluationError(f"the list has more than {MAX_ELEMENTS} elements")
    if depth >= MAX_DEPTH:
        raise EvaluationError(f"lists are nested more than {MAX_DEPTH} deep")
    for element in value:
        bounded(element, depth + 1)


def leaves(value: Value) -> int:
    """Count the numbers and texts in a value, at least 1: what handling it costs in steps."""
    if isinstance(value, tuple):
        return 1 + sum(map(leaves, value))
    return 1


def show(value: Value, form: str = "") -> str:
    """Write a value as a reader sees it.

    Without a form an integer is written plainly, another number with up to six significant digits, a text as
    it is and a list with commas between its elements.

    Args:
        value: What to write.
        form: Empty, or what `FORMAT` matches: `.2f` decimals, `.3g` significant digits, `,` thousands apart.

    Raises:
        EvaluationError: when a text is given a number's form, or the form is unknown.
    """
    if isinstance(value, tuple):
        return ", ".join(show(element, form) for element in value)
    if isinstance(value, bool):
        raise EvaluationError("a truth value can't be shown; write `a if condition else b`")
    if isinstance(value, str):
        if form:
            raise EvaluationError(f"a text can't be shown as {form!r}")
        return value
    return _show_number(value, form)


def _show_number(number: int | float, form: str) -> str:
    match = FORMAT.fullmatch(form)
    if match is None:
        raise EvaluationError(f"unknown form {form!r}: expected `.2f`, `.3g` or `,`")
    grouped, digits, style = match.groups()
    if style == "f":
        shown = f"{number:.{digits}f}"
    elif style == "g":
        shown = _significant(number, max(int(digits), 1), keep_zeros=True)
    elif isinstance(number, int):
        shown = str(number)
    else:
        shown = _significant(number, 6)
    if shown.startswith("-") and not shown.strip("-0."):
        shown = shown[1:]
    return _group(shown) if grouped else shown


def _significant(number: int | float, digits: int, *, keep_zeros: bool = False) -> str:
    """Write a number with so many significant digits, without an exponent unless it is far from 1."""
    rounded = Decimal(f"{float(number):.{digits - 1}e}")
    if rounded == 0:
        return "0"
    exponent = rounded.adjusted()
    if not keep_zeros:
        rounded = rounded.normalize()
    if -7 < exponent < 15:
        return f"{rounded:f}"
    mantissa = rounded.scaleb(-exponent)
    return f"{mantissa:f}e{exponent}"


def _group(shown: str) -> str:
    match = re.fullmatch(r"(-?)(\d+)(.*)", shown)
    if match is None:
        return shown
    sign, whole, rest = match.groups()
    return sign + f"{int(whole):,}".replace(",", THIN_SPACE) + rest
