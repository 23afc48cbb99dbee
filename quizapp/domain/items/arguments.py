"""Arguments of the language's functions: each reader returns what was asked for, or says what it found."""

from collections.abc import Callable

from quizapp.domain.items.values import EvaluationError, Value, show

Number = int | float


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
    return tuple(number(element) for element in elements(value))


def describe(value: Value) -> str:
    """Name the kind of a value."""
    if isinstance(value, tuple):
        return "a list"
    return "a text" if isinstance(value, str) else "a number"


def each(call: Callable[..., Value]) -> Callable[..., Value]:
    """Let a function of numbers run over the elements when its first argument is a list."""

    def over(first: Value, *rest: Value) -> Value:
        if isinstance(first, tuple):
            return tuple(over(element, *rest) for element in first)
        return call(number(first), *rest)

    return over
