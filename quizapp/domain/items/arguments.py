"""Arguments of the language's functions: each reader returns what was asked for, or says what it found."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import cast

from quizapp.domain.items.values import EvaluationError, Value, show

Number = int | float
_PLAIN = frozenset({int, float})


def _nothing(*_arguments: Value) -> int:
    return 0


@dataclass(frozen=True)
class Function:
    """A function of the language.

    Attributes:
        call: Computes it.
        fewest: The arguments it takes at least.
        most: And at most.
        cost: Steps for each element of its arguments.
        work: Steps beyond that, from the arguments, where these grow faster than their size.
    """

    call: Callable[..., Value]
    fewest: int
    most: int
    cost: int = 1
    work: Callable[..., int] = _nothing


def number(value: Value) -> Number:
    """Return the value as a number; a truth value counts as 0 or 1."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    raise EvaluationError(f"expected a number, found {describe(value)}")


def whole(value: Value) -> int:
    """Return the value as an integer; 3.0 counts as 3."""
    n = number(value)
    if isinstance(n, float):
        if not n.is_integer():
            raise EvaluationError(f"expected a whole number, found {show(n)}")
        return int(n)
    return n


def elements(value: Value) -> tuple[Value, ...]:
    """Return the elements of a list."""
    if isinstance(value, tuple):
        return value
    raise EvaluationError(f"expected a list, found {describe(value)}")


def numbers(value: Value) -> tuple[Number, ...]:
    """Return the elements of a list of numbers that is not empty."""
    if not elements(value):
        raise EvaluationError("expected a list with at least one element")
    return numeric(value)


def numeric(value: Value) -> tuple[Number, ...]:
    """Return the elements of a list of numbers."""
    if set(map(type, elements(value))) <= _PLAIN:
        return cast("tuple[Number, ...]", value)
    return tuple(map(number, elements(value)))


def pair(x: Value, y: Value) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """Return the elements of two lists of numbers of equal length, not empty."""
    a, b = numbers(x), numbers(y)
    same_length(a, b)
    return a, b


def same_length(x: Sized, y: Sized) -> None:
    """Refuse two lists of unequal length."""
    if len(x) != len(y):
        raise EvaluationError(f"expected lists of equal length, found {len(x)} and {len(y)}")


def length(value: Value, most: int) -> int:
    """Return a number of elements, from 0 to `most`."""
    n = whole(value)
    if not 0 <= n <= most:
        raise EvaluationError(f"expected a number from 0 to {most:,}, found {n}")
    return n


def word(value: Value) -> str:
    """Return the value as a text."""
    if isinstance(value, str):
        return value
    raise EvaluationError(f"expected a text, found {describe(value)}")


def describe(value: Value) -> str:
    """Name the kind of a value."""
    if isinstance(value, tuple):
        return "a list"
    return "a text" if isinstance(value, str) else "a number"


def each(call: Callable[..., Value]) -> Callable[..., Value]:
    """Let a function of numbers run over the elements when its first argument is a list."""

    def over(first: Value, *rest: Value) -> Value:
        if not isinstance(first, tuple):
            return call(number(first), *rest)
        if set(map(type, first)) <= _PLAIN:
            return tuple([call(element, *rest) for element in first])
        return tuple([over(element, *rest) for element in first])

    return over
