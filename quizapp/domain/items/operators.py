"""The operators of the expression language: numbers, and lists element by element."""

import ast
import math
import operator
from collections.abc import Callable

from quizapp.domain.items.arguments import Number, describe, elements, number
from quizapp.domain.items.values import MAX_INTEGER, EvaluationError, Value

_PLAIN = frozenset({int, float})
_LOG_MAX = math.log(MAX_INTEGER)


def _pairwise(operation: Callable[[Number, Number], Value]) -> Callable[[Value, Value], Value]:
    """Let an operation on numbers run element by element when a side is a list."""

    def apply(a: Value, b: Value) -> Value:
        if type(a) in _PLAIN and type(b) in _PLAIN:
            return operation(a, b)  # type: ignore[arg-type]  # both are numbers: the common case, kept fast
        if isinstance(a, tuple) or isinstance(b, tuple):
            return _elementwise(apply, a, b)
        return operation(number(a), number(b))

    return apply


def _elementwise(apply: Callable[[Value, Value], Value], a: Value, b: Value) -> Value:
    if not isinstance(a, tuple):
        return tuple(apply(a, y) for y in elements(b))
    if not isinstance(b, tuple):
        return tuple(apply(x, b) for x in a)
    if len(a) != len(b):
        raise EvaluationError(f"expected lists of equal length, found {len(a)} and {len(b)}")
    return tuple(apply(x, y) for x, y in zip(a, b, strict=True))


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


_add = _pairwise(operator.add)

BINARY: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: _sum_of,
    ast.Sub: _pairwise(operator.sub),
    ast.Mult: _pairwise(operator.mul),
    ast.Div: _pairwise(operator.truediv),
    ast.FloorDiv: _pairwise(operator.floordiv),
    ast.Mod: _pairwise(operator.mod),
    ast.Pow: _pairwise(_power),
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
    return tuple(map(negative, value)) if isinstance(value, tuple) else -number(value)


def truth(value: Value) -> bool:
    """Return a truth value; a number is not one."""
    if isinstance(value, bool):
        return value
    raise EvaluationError(f"expected a comparison, found {describe(value)}")
