"""Values of the expression language: what they may be, how large, and how they are shown."""

import math
import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, TypeAlias

Value: TypeAlias = "bool | int | float | str | tuple[Value, ...]"
"""A number, a text or a list of values; lists are nested for matrices."""

_KINDS = frozenset({bool, int, float, str, tuple})

MAX_INTEGER = 10**15
"""Integers stay below this in size, so each is exact as a float too."""
MAX_ELEMENTS = 2_000
"""Elements of one list."""
MAX_SIZE = 20_000
"""Elements of a value in all, those of the lists in a list included; see `size`."""
MAX_TEXT = 2_000
"""Characters in a text value."""
MAX_DEPTH = 3
"""Levels of nested lists."""

FORMAT = re.compile(r"(,?)(?:\.(\d{1,2})([fg]))?")
"""What may follow the colon of an insertion: `,`, `.2f`, `.3g` or a comma before either."""
THIN_SPACE = "\u202f"
"""Narrow and not breaking, so that a number stays on one line."""


class EvaluationError(ValueError):
    """A value can't be computed; the message is one clause without a full stop."""


def measured(value: Value) -> int:
    """Return a value's size, or refuse the value.

    A nested list is gone through level by level, each as a whole: that keeps long lists cheap.

    Raises:
        EvaluationError: when it is not finite, too large, too long or nested too deeply.
    """
    total = 0
    level: Sequence[Value] = (value,)
    for _ in range(MAX_DEPTH + 1):
        kinds = set(map(type, level))
        _check_numbers(level, kinds)
        total += len(level) + _text_size(level, kinds)
        if tuple not in kinds:
            return total
        lists = _of_kind(level, kinds, tuple)
        if max(map(len, lists)) > MAX_ELEMENTS:
            raise EvaluationError(f"the list has more than {MAX_ELEMENTS:,} elements")
        if total + sum(map(len, lists)) > MAX_SIZE:
            raise EvaluationError(f"the lists have more than {MAX_SIZE:,} elements in all")
        level = list(chain.from_iterable(lists))
    raise EvaluationError(f"lists are nested more than {MAX_DEPTH} deep")


def size(value: Value) -> int:
    """Count a value, its elements and theirs, and eight characters of a text as one more: what handling it costs."""
    if isinstance(value, int | float):
        return 1
    total = 0
    level: Sequence[Value] = (value,)
    while True:
        kinds = set(map(type, level))
        total += len(level) + _text_size(level, kinds)
        if tuple not in kinds:
            return total
        level = list(chain.from_iterable(_of_kind(level, kinds, tuple)))


def _of_kind(level: Sequence[Value], kinds: Collection[type], kind: type) -> Sequence[Any]:
    return level if len(kinds) == 1 else [element for element in level if type(element) is kind]


def _text_size(level: Sequence[Value], kinds: Collection[type]) -> int:
    """Return what the texts of a level count beyond one each, or refuse one for its length."""
    if str not in kinds:
        return 0
    lengths = [len(text) for text in _of_kind(level, kinds, str)]
    if max(lengths) > MAX_TEXT:
        raise EvaluationError(f"the text is longer than {MAX_TEXT:,} characters")
    return sum(lengths) // 8


def _check_numbers(level: Sequence[Value], kinds: Collection[type]) -> None:
    if not _KINDS.issuperset(kinds):
        raise EvaluationError("the result is not a value of the language")
    if float in kinds:
        numbers = _of_kind(level, kinds, float)
        # A sum is finite only if its parts are, and quicker than they are one by one.
        if not math.isfinite(sum(numbers)) and not all(map(math.isfinite, numbers)):
            raise EvaluationError("the result is not finite")
    if int in kinds:
        whole = _of_kind(level, kinds, int)
        if max(whole) >= MAX_INTEGER or min(whole) <= -MAX_INTEGER:
            raise EvaluationError("the result is an integer of 1e15 or more")


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
