"""Linear algebra over lists of lists, on small arrays, through NumPy."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from quizapp.domain.items.arguments import Function, elements, length, numbers, numeric, pair
from quizapp.domain.items.lists import total
from quizapp.domain.items.values import MAX_SIZE, EvaluationError, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_SIDE = 64
"""Rows and columns of a matrix that is solved, inverted or taken apart; columns of least squares."""


def _array(value: Value, dimensions: tuple[int, ...]) -> "NDArray[np.float64]":
    import numpy as np

    try:
        array = np.array(_rows(value), dtype=np.float64)
    except ValueError as error:
        raise EvaluationError("expected rows of equal length") from error
    if array.ndim not in dimensions or array.size == 0:
        raise EvaluationError("expected a matrix" if dimensions == (2,) else "expected a vector or a matrix")
    return array


def _rows(value: Value) -> Any:
    """Return a list of numbers, or of rows of them; NumPy would read texts too."""
    listed = elements(value)
    if listed and isinstance(listed[0], tuple):
        return [numeric(row) for row in listed]
    return numeric(value)


def _values(found: Any) -> Value:
    if found.ndim == 2:
        return tuple(map(tuple, found.tolist()))
    return tuple(found.tolist()) if found.ndim else float(found)


def _algebra(compute: Callable[..., Any], *dimensions: tuple[int, ...]) -> Callable[..., Value]:
    """Wrap a NumPy function of arrays, each of which has one of the given numbers of dimensions."""

    def call(*arguments: Value) -> Value:
        import numpy as np

        arrays = [_array(a, d) for a, d in zip(arguments, dimensions, strict=True)]
        try:
            with np.errstate(all="ignore"):
                return _values(np.asarray(compute(np, *arrays)))
        except np.linalg.LinAlgError as error:
            raise EvaluationError("the matrix has no inverse or is not square") from error
        except EvaluationError:
            raise
        except ValueError as error:
            raise EvaluationError("the sizes don't fit") from error

    return call


def _shape(value: Value) -> tuple[int, int]:
    """Return the rows and columns; a vector is one column, a number one cell."""
    if not isinstance(value, tuple):
        return 1, 1
    first = value[0] if value else 0
    return len(value), len(first) if isinstance(first, tuple) else 1


def _square_work(a: Value, b: Value = 0) -> int:
    """Count what taking apart a square matrix costs, in steps: cubic in its side."""
    side = max(*_shape(a), *_shape(b))
    if side > MAX_SIDE:
        raise EvaluationError(f"expected a matrix of at most {MAX_SIDE} x {MAX_SIDE}, found a side of {side:,}")
    return side**3 // 16


def _product_work(a: Value, b: Value) -> int:
    (rows, inner), (_, columns) = _shape(a), _shape(b)
    if rows * (columns + 1) > MAX_SIZE:
        raise EvaluationError(f"the lists have more than {MAX_SIZE:,} elements in all")
    return rows * inner * columns // 16


def _least_squares_work(a: Value, _b: Value) -> int:
    rows, columns = _shape(a)
    if columns > MAX_SIDE:
        raise EvaluationError(f"expected at most {MAX_SIDE} columns")
    return rows * columns * min(rows, columns) // 6


def _eigenvalues(np: Any, a: "NDArray[np.float64]") -> Any:
    if a.shape[0] == a.shape[1] and not np.allclose(a, a.T, rtol=1e-9, atol=0.0):
        raise EvaluationError("expected a symmetric matrix")
    return np.linalg.eigvalsh(a)


def _dot(a: Value, b: Value) -> Value:
    return total([m * n for m, n in zip(*pair(a, b), strict=True)])


def _transpose(a: Value) -> Value:
    rows = [elements(row) for row in elements(a)]
    if len({len(row) for row in rows}) != 1:
        raise EvaluationError("expected a matrix with rows of equal length")
    return tuple(zip(*rows, strict=True))


def _outer(a: Value, b: Value) -> Value:
    x, y = numbers(a), numbers(b)
    if len(x) * (len(y) + 1) > MAX_SIZE:
        raise EvaluationError(f"the lists have more than {MAX_SIZE:,} elements in all")
    return tuple([tuple([m * n for n in y]) for m in x])


def _identity(n: Value) -> Value:
    side = length(n, MAX_SIDE)
    return _diagonal_matrix((1,) * side)


def _diagonal_matrix(diagonal: tuple[Value, ...]) -> Value:
    return tuple([(0,) * i + (x,) + (0,) * (len(diagonal) - i - 1) for i, x in enumerate(diagonal)])


def _diag(x: Value) -> Value:
    """Return a matrix's diagonal, or the matrix that has a list on its diagonal."""
    listed = elements(x)
    if len(listed) > MAX_SIDE:
        raise EvaluationError(f"expected at most {MAX_SIDE} rows")
    if not any(isinstance(row, tuple) for row in listed):
        return _diagonal_matrix(numbers(x))
    rows = [elements(row) for row in listed]
    if not all(len(row) == len(rows) for row in rows):
        raise EvaluationError("expected a square matrix")
    return tuple([row[i] for i, row in enumerate(rows)])


ALGEBRA: dict[str, Function] = {
    "dot": Function(_dot, 2, 2),
    "outer": Function(_outer, 2, 2, 2),
    "matmul": Function(_algebra(lambda np, a, b: np.matmul(a, b), (1, 2), (1, 2)), 2, 2, 2, _product_work),
    "transpose": Function(_transpose, 1, 1),
    "identity": Function(_identity, 1, 1),
    "diag": Function(_diag, 1, 1),
    "solve": Function(_algebra(lambda np, a, b: np.linalg.solve(a, b), (2,), (1, 2)), 2, 2, 2, _square_work),
    "lstsq": Function(
        _algebra(lambda np, a, b: np.linalg.lstsq(a, b, rcond=None)[0], (2,), (1,)), 2, 2, 2, _least_squares_work
    ),
    "inverse": Function(_algebra(lambda np, a: np.linalg.inv(a), (2,)), 1, 1, 2, _square_work),
    "det": Function(_algebra(lambda np, a: np.linalg.det(a), (2,)), 1, 1, 2, _square_work),
    "eigenvalues": Function(_algebra(_eigenvalues, (2,)), 1, 1, 2, _square_work),
    "norm": Function(_algebra(lambda np, a: np.linalg.norm(a), (1, 2)), 1, 1, 3),
}
