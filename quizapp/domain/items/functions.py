"""The functions of the expression language: a fixed table, each bounded before it computes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from quizapp.domain.items.values import MAX_ELEMENTS, MAX_INTEGER, EvaluationError, Value, show

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Number = int | float
_LOG_MAX = math.log(MAX_INTEGER)


@dataclass(frozen=True)
class Function:
    """A function of the language, how many arguments it takes and how many steps a call costs."""

    call: Callable[..., Value]
    fewest: int
    most: int
    cost: int = 1


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


def _each(call: Callable[..., Value]) -> Callable[..., Value]:
    """Let a function of numbers run over the elements when its first argument is a list."""

    def over(first: Value, *rest: Value) -> Value:
        if isinstance(first, tuple):
            return tuple(over(element, *rest) for element in first)
        return call(number(first), *rest)

    return over


def _guard(low: float, high: float, what: str) -> Callable[[Value], float]:
    """Make a reader of one parameter that must lie strictly between two bounds."""

    def read(value: Value) -> float:
        x = float(number(value))
        if not low < x < high:
            raise EvaluationError(f"expected {what}, found {show(x)}")
        return x

    return read


_inside = _guard(0.0, 1.0, "a probability strictly between 0 and 1")
_positive = _guard(0.0, math.inf, "a positive number")


def _probability(value: Value) -> float:
    p = float(number(value))
    if not 0.0 <= p <= 1.0:
        raise EvaluationError(f"expected a probability, found {show(p)}")
    return p


def _special() -> Any:
    """Import SciPy's special functions only when an expression needs them: that takes half a second."""
    import scipy.special

    return scipy.special


# -- elementary


def _extreme(choose: Callable[[Sequence[Number]], Number]) -> Callable[..., Value]:
    def call(*arguments: Value) -> Value:
        if len(arguments) == 1:
            return choose(numbers(arguments[0]))
        return choose([number(a) for a in arguments])

    return call


def _round(x: Number, digits: Value = 0) -> Value:
    places = whole(digits)
    if abs(places) > 15:
        raise EvaluationError("expected at most 15 decimals")
    return round(x, places) if places or isinstance(x, int) else round(x)


def _sign(x: Number) -> Value:
    return (x > 0) - (x < 0)


def _factorial(x: Number) -> Value:
    n = whole(x)
    if not 0 <= n <= 17:
        raise EvaluationError("expected a whole number from 0 to 17: 18! exceeds 1e15")
    return math.factorial(n)


def _choices(n: int, k: int, *, ordered: bool) -> None:
    """Refuse a count of choices that would exceed the largest integer, without computing it."""
    if not 0 <= k <= n:
        raise EvaluationError(f"expected 0 <= k <= n, found n = {n} and k = {k}")
    log_count = math.lgamma(n + 1) - math.lgamma(n - k + 1)
    if not ordered:
        log_count -= math.lgamma(k + 1)
    if log_count > _LOG_MAX + 0.01 or min(k, n - k if not ordered else k) > 1_000:
        raise EvaluationError("the count exceeds 1e15")


def _comb(x: Number, k: Value) -> Value:
    _choices(whole(x), whole(k), ordered=False)
    return math.comb(whole(x), whole(k))


def _perm(x: Number, k: Value) -> Value:
    _choices(whole(x), whole(k), ordered=True)
    return math.perm(whole(x), whole(k))


def _gamma(x: Number) -> Value:
    return math.gamma(float(x))


# -- distributions


def _normal_pdf(x: Number) -> Value:
    return math.exp(-0.5 * float(x) * float(x)) / math.sqrt(2.0 * math.pi)


def _normal_cdf(x: Number) -> Value:
    return 0.5 * math.erfc(-float(x) / math.sqrt(2.0))


def _normal_quantile(p: Number) -> Value:
    return NormalDist().inv_cdf(_inside(p))


def _t_cdf(x: Number, df: Value) -> Value:
    return float(_special().stdtr(_positive(df), float(x)))


def _t_quantile(p: Number, df: Value) -> Value:
    return float(_special().stdtrit(_positive(df), _inside(p)))


def _chi2_cdf(x: Number, df: Value) -> Value:
    return float(_special().gammainc(_positive(df) / 2.0, max(float(x), 0.0) / 2.0))


def _chi2_quantile(p: Number, df: Value) -> Value:
    return 2.0 * float(_special().gammaincinv(_positive(df) / 2.0, _inside(p)))


def _f_cdf(x: Number, d1: Value, d2: Value) -> Value:
    return float(_special().fdtr(_positive(d1), _positive(d2), max(float(x), 0.0)))


def _beta_cdf(x: Number, a: Value, b: Value) -> Value:
    return float(_special().betainc(_positive(a), _positive(b), min(max(float(x), 0.0), 1.0)))


def _binomial_pmf(k: Number, n: Value, p: Value) -> Value:
    successes, trials, chance = whole(k), _trials(n), _probability(p)
    if not 0 <= successes <= trials:
        return 0.0
    if chance in (0.0, 1.0):
        return float(successes == trials * int(chance))
    log_count = math.lgamma(trials + 1) - math.lgamma(successes + 1) - math.lgamma(trials - successes + 1)
    return math.exp(log_count + successes * math.log(chance) + (trials - successes) * math.log1p(-chance))


def _binomial_cdf(k: Number, n: Value, p: Value) -> Value:
    successes, trials, chance = math.floor(k), _trials(n), _probability(p)
    if successes < 0:
        return 0.0
    if successes >= trials:
        return 1.0
    return float(_special().betainc(trials - successes, successes + 1, 1.0 - chance))


def _trials(n: Value) -> int:
    trials = whole(n)
    if not 0 <= trials <= 10**9:
        raise EvaluationError("expected between 0 and 1e9 trials")
    return trials


def _poisson_pmf(k: Number, m: Value) -> Value:
    events, mean = whole(k), _positive(m)
    if events < 0:
        return 0.0
    return math.exp(events * math.log(mean) - mean - math.lgamma(events + 1))


def _poisson_cdf(k: Number, m: Value) -> Value:
    events, mean = math.floor(k), _positive(m)
    return 0.0 if events < 0 else float(_special().gammaincc(events + 1, mean))


# -- lists


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


# -- linear algebra


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


# -- words


def _pick(i: Value, *choices: Value) -> Value:
    if not 0 <= whole(i) < len(choices):
        raise EvaluationError(f"expected an index from 0 to {len(choices) - 1}, found {whole(i)}")
    return choices[whole(i)]


CONSTANTS: dict[str, Value] = {"pi": math.pi, "e": math.e, "True": True, "False": False}

FUNCTIONS: dict[str, Function] = {
    "abs": Function(_each(abs), 1, 1),
    "min": Function(_extreme(min), 1, MAX_ELEMENTS),
    "max": Function(_extreme(max), 1, MAX_ELEMENTS),
    "round": Function(_each(_round), 1, 2),
    "floor": Function(_each(math.floor), 1, 1),
    "ceil": Function(_each(math.ceil), 1, 1),
    "sqrt": Function(_each(math.sqrt), 1, 1),
    "exp": Function(_each(math.exp), 1, 1),
    "log": Function(_each(math.log), 1, 1),
    "log2": Function(_each(math.log2), 1, 1),
    "log10": Function(_each(math.log10), 1, 1),
    "sin": Function(_each(math.sin), 1, 1),
    "cos": Function(_each(math.cos), 1, 1),
    "tan": Function(_each(math.tan), 1, 1),
    "sign": Function(_each(_sign), 1, 1),
    "factorial": Function(_each(_factorial), 1, 1),
    "comb": Function(_each(_comb), 2, 2),
    "perm": Function(_each(_perm), 2, 2),
    "gcd": Function(lambda a, b: math.gcd(whole(a), whole(b)), 2, 2),
    "normal_pdf": Function(_each(_normal_pdf), 1, 1),
    "normal_cdf": Function(_each(_normal_cdf), 1, 1),
    "normal_quantile": Function(_each(_normal_quantile), 1, 1),
    "t_cdf": Function(_each(_t_cdf), 2, 2, 20),
    "t_quantile": Function(_each(_t_quantile), 2, 2, 20),
    "chi2_cdf": Function(_each(_chi2_cdf), 2, 2, 20),
    "chi2_quantile": Function(_each(_chi2_quantile), 2, 2, 20),
    "f_cdf": Function(_each(_f_cdf), 3, 3, 20),
    "binomial_pmf": Function(_each(_binomial_pmf), 3, 3),
    "binomial_cdf": Function(_each(_binomial_cdf), 3, 3, 20),
    "poisson_pmf": Function(_each(_poisson_pmf), 2, 2),
    "poisson_cdf": Function(_each(_poisson_cdf), 2, 2, 20),
    "beta_cdf": Function(_each(_beta_cdf), 3, 3, 20),
    "gamma": Function(_each(_gamma), 1, 1),
    "len": Function(_len, 1, 1),
    "sum": Function(_sum, 1, 1),
    "mean": Function(_mean, 1, 1),
    "median": Function(_median, 1, 1),
    "var": Function(_var, 1, 1),
    "sd": Function(_sd, 1, 1),
    "sorted": Function(_sorted, 1, 1),
    "reversed": Function(_reversed, 1, 1),
    "cumsum": Function(_cumsum, 1, 1),
    "argmin": Function(_argmin, 1, 1),
    "argmax": Function(_argmax, 1, 1),
    "count": Function(_count, 2, 2),
    "index": Function(_index, 2, 2),
    "unique": Function(_unique, 1, 1),
    "range": Function(_range, 1, 1),
    "concat": Function(_concat, 2, 2),
    "slice": Function(_slice, 3, 3),
    "join": Function(_join, 2, 2),
    "dot": Function(_dot, 2, 2),
    "matmul": Function(_algebra(lambda np, a, b: np.matmul(a, b), (1, 2), (1, 2)), 2, 2, 20),
    "transpose": Function(_transpose, 1, 1),
    "solve": Function(_algebra(lambda np, a, b: np.linalg.solve(a, b), (2,), (1, 2)), 2, 2, 20),
    "inverse": Function(_algebra(lambda np, a: np.linalg.inv(a), (2,)), 1, 1, 20),
    "det": Function(_algebra(lambda np, a: np.linalg.det(a), (2,)), 1, 1, 20),
    "norm": Function(_algebra(lambda np, a: np.linalg.norm(a), (1, 2)), 1, 1, 20),
    "text": Function(show, 1, 1),
    "pick": Function(_pick, 2, MAX_ELEMENTS),
}
