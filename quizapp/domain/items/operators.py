"""The operators of the expression language: numbers, and lists element by element."""

import ast
import math
import operator
from collections.abc import Callable, Iterable
from itertools import repeat

from quizapp.domain.items.arguments import Number, describe, elements, number, same_length
from quizapp.domain.items.values import MAX_INTEGER, EvaluationError, Value

_PLAIN = frozenset({int, float})
_LOG_MAX = math.log(MAX_INTEGER)


def pairwise(operation: Callable[[Number, Number], Value]) -> Callable[[Value, Value], Value]:
    """Let an operation on numbers run element by element when a side is a list."""

    def apply(a: Value, b: Value) -> Value:
        if type(a) in _PLAIN and type(b) in _PLAIN:
            return operation(a, b)  # type: ignore[arg-type]  # both are numbers: the common case, kept fast
        if not isinstance(a, tuple) and not isinstance(b, tuple):
            return operation(number(a), number(b))
        x, y = _side_by_side(a, b)
        plain = _is_plain(a) and _is_plain(b)
        return tuple(map(operation, x, y)) if plain else tuple(map(apply, x, y))  # type: ignore[arg-type]  # numbers

    return apply


def elementwise(apply: Callable[[Value, Value], Value], a: Value, b: Value) -> Value:
    """Apply an operation element by element; the side that is no list goes with each element of the other."""
    return tuple(map(apply, *_side_by_side(a, b)))


def _side_by_side(a: Value, b: Value) -> tuple[Iterable[Value], Iterable[Value]]:
    if not isinstance(a, tuple):
        return repeat(a), elements(b)
    if not isinstance(b, tuple):
        return a, repeat(b)
    same_length(a, b)
    return a, b


def _is_plain(value: Value) -> bool:
    """Say whether a value is a number, or a list of nothing but numbers."""
    return set(map(type, value)) <= _PLAIN if isinstance(value, tuple) else type(value) in _PLAIN


def _power(base: Number, exponent: Number) -> Value:
    """Raise to a power; an integer that would be too large is refused before it is computed."""
    if base < 0 and not float(exponent).is_integer():
        raise EvaluationError("a negative number has no such power")
    if isinstance(base, int) and isinstance(exponent, int) and exponent >= 0:
        if abs(base) > 1 and exponent * math.log(abs(base)) > _LOG_MAX:
            raise EvaluationError("the result is an integer of 1e15 or more")
        return int(base**exponent)
    return float(float(base) ** float(exponent))


def _sum_of(a: Value, b: Value) -> Value:
    """Add numbers and lists; join texts."""
    if isinstance(a, str) and isinstance(b, str):
        return a + b
    return _add(a, b)


_add = pairwise(operator.add)

BINARY: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: _sum_of,
    ast.Sub: pairwise(operator.sub),
    ast.Mult: pairwise(operator.mul),
    ast.Div: pairwise(operator.truediv),
    ast.FloorDiv: pairwise(operator.floordiv),
    ast.Mod: pairwise(operator.mod),
    ast.Pow: pairwise(_power),
}

COMPARISONS: dict[type[ast.cmpop], Callable[[Value, Value], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda a, b: a in elements(b),
    ast.NotIn: lambda a, b: a not in elements(b),
    ast.Lt: lambda a, b: number(a) < number(b),
    ast.LtE: lambda a, b: number(a) <= number(b),
    ast.Gt: lambda a, b: number(a) > number(b),
    ast.GtE: lambda a, b: number(a) >= number(b),
}


def negative(value: Value) -> Value:
    """Change the sign of a number, or of each element of a list."""
    if not isinstance(value, tuple):
        return -number(value)
    if set(map(type, value)) <= _PLAIN:
        return tuple([-element for element in value])  # type: ignore[operator]  # numbers
    return tuple(map(negative, value))


def truth(value: Value) -> bool:
    """Return a truth value; a number is not one."""
    if isinstance(value, bool):
        return value
    raise EvaluationError(f"expected a comparison, found {describe(value)}")
