"""Functions of lists, and linear algebra over lists of lists."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from quizapp.domain.items.arguments import Number, elements, number, numbers, whole
from quizapp.domain.items.values import MAX_ELEMENTS, EvaluationError, Value, show

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def _len(x: Value) -> Value:
    return len(x) if isinstance(x, str) else len(elements(x))


def _sum(x: Value) -> Value:
    total = [number(element) for element in elements(x)]
    return sum(total) if all(isinstance(n, int) for n in total) else math.fsum(total)


def _mean(x: Value) -> Value:
    return math.fsum(numbers(x)) / len(numbers(x))


def _median(x: Value) -> Value:
    ordered = sorted(numbers(x))
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _var(x: Value) -> Value:
    sample = numbers(x)
    if len(sample) < 2:
        raise EvaluationError("expected at least two numbers for a sample variance")
    centre = math.fsum(sample) / len(sample)
    return math.fsum((n - centre) ** 2 for n in sample) / (len(sample) - 1)


def _sd(x: Value) -> Value:
    return math.sqrt(number(_var(x)))


def _sorted(x: Value) -> Value:
    if all(isinstance(element, str) for element in elements(x)):
        return tuple(sorted(str(element) for element in elements(x)))
    return tuple(sorted(number(element) for element in elements(x)))


def _reversed(x: Value) -> Value:
    return elements(x)[::-1]


def _cumsum(x: Value) -> Value:
    total: Number = 0
    sums: list[Value] = []
    for n in numbers(x):
        total += n
        sums.append(total)
    return tuple(sums)


def _argmin(x: Value) -> Value:
    return numbers(x).index(min(numbers(x)))


def _argmax(x: Value) -> Value:
    return numbers(x).index(max(numbers(x)))


def _count(x: Value, v: Value) -> Value:
    return elements(x).count(v)


def _index(x: Value, v: Value) -> Value:
    if v not in elements(x):
        raise EvaluationError("the list has no such element")
    return elements(x).index(v)


def _unique(x: Value) -> Value:
    return tuple(dict.fromkeys(elements(x)))


def _range(n: Value) -> Value:
    if not 0 <= whole(n) <= MAX_ELEMENTS:
        raise EvaluationError(f"expected a length from 0 to {MAX_ELEMENTS}")
    return tuple(range(whole(n)))


def _concat(x: Value, y: Value) -> Value:
    return elements(x) + elements(y)


def _slice(x: Value, start: Value, stop: Value) -> Value:
    if not 0 <= whole(start) <= whole(stop):
        raise EvaluationError("expected 0 <= i <= j")
    return x[whole(start) : whole(stop)] if isinstance(x, str) else elements(x)[whole(start) : whole(stop)]


def _join(x: Value, separator: Value) -> Value:
    if not isinstance(separator, str):
        raise EvaluationError("expected a text between the elements")
    return separator.join(show(element) for element in elements(x))


def _array(value: Value, dimensions: tuple[int, ...]) -> "NDArray[np.float64]":
    import numpy as np

    try:
        array = np.array(_floats(value), dtype=np.float64)
    except ValueError as error:
        raise EvaluationError("expected rows of equal length") from error
    if array.ndim not in dimensions or array.size == 0:
        raise EvaluationError("expected a matrix" if dimensions == (2,) else "expected a vector or a matrix")
    return array


def _floats(value: Value) -> Any:
    return [_floats(element) for element in value] if isinstance(value, tuple) else float(number(value))


def _values(array: Any) -> Value:
    import numpy as np

    return _tuples(array.tolist()) if isinstance(array, np.ndarray) else float(array)


def _tuples(nested: Any) -> Value:
    return tuple(_tuples(element) for element in nested) if isinstance(nested, list) else float(nested)


def _algebra(compute: Callable[..., Any], *dimensions: tuple[int, ...]) -> Callable[..., Value]:
    """Wrap a NumPy function of arrays, each of which has one of the given numbers of dimensions."""

    def call(*arguments: Value) -> Value:
        import numpy as np

        arrays = [_array(a, d) for a, d in zip(arguments, dimensions, strict=True)]
        try:
            return _values(compute(np, *arrays))
        except np.linalg.LinAlgError as error:
            raise EvaluationError("the matrix has no inverse or is not square") from error
        except ValueError as error:
            raise EvaluationError("the sizes don't fit") from error

    return call


def _dot(a: Value, b: Value) -> Value:
    x, y = numbers(a), numbers(b)
    if len(x) != len(y):
        raise EvaluationError(f"expected lists of equal length, found {len(x)} and {len(y)}")
    products = [m * n for m, n in zip(x, y, strict=True)]
    return sum(products) if all(isinstance(p, int) for p in products) else math.fsum(products)


def _transpose(a: Value) -> Value:
    rows = [elements(row) for row in elements(a)]
    if len({len(row) for row in rows}) != 1:
        raise EvaluationError("expected a matrix with rows of equal length")
    return tuple(zip(*rows, strict=True))


LISTS: dict[str, tuple[Callable[..., Value], int, int]] = {
    "len": (_len, 1, 1),
    "sum": (_sum, 1, 1),
    "mean": (_mean, 1, 1),
    "median": (_median, 1, 1),
    "var": (_var, 1, 1),
    "sd": (_sd, 1, 1),
    "sorted": (_sorted, 1, 1),
    "reversed": (_reversed, 1, 1),
    "cumsum": (_cumsum, 1, 1),
    "argmin": (_argmin, 1, 1),
    "argmax": (_argmax, 1, 1),
    "count": (_count, 2, 1),
    "index": (_index, 2, 1),
    "unique": (_unique, 1, 1),
    "range": (_range, 1, 1),
    "concat": (_concat, 2, 1),
    "slice": (_slice, 3, 1),
    "join": (_join, 2, 1),
    "dot": (_dot, 2, 1),
    "matmul": (_algebra(lambda np, a, b: np.matmul(a, b), (1, 2), (1, 2)), 2, 20),
    "transpose": (_transpose, 1, 1),
    "solve": (_algebra(lambda np, a, b: np.linalg.solve(a, b), (2,), (1, 2)), 2, 20),
    "inverse": (_algebra(lambda np, a: np.linalg.inv(a), (2,)), 1, 20),
    "det": (_algebra(lambda np, a: np.linalg.det(a), (2,)), 1, 20),
    "norm": (_algebra(lambda np, a: np.linalg.norm(a), (1, 2)), 1, 20),
}
"""What computes each, how many arguments it takes and how many steps it costs."""
