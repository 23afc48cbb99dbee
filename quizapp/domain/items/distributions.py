"""Distributions of continuous quantities: densities, distribution functions and quantiles.

SciPy computes what Python's own library has no function for.
"""

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

from quizapp.domain.items.arguments import Function, Number, each, number
from quizapp.domain.items.densities import beta_density, f_density, gamma_density, t_density
from quizapp.domain.items.values import EvaluationError, Value, show


def guard(low: float, high: float, what: str) -> Callable[[Value], float]:
    """Make a reader of one parameter that must lie strictly between two bounds."""

    def read(value: Value) -> float:
        x = float(number(value))
        if not low < x < high:
            raise EvaluationError(f"expected {what}, found {show(x)}")
        return x

    return read


inside = guard(0.0, 1.0, "a probability strictly between 0 and 1")
positive = guard(0.0, math.inf, "a positive number")
_shape = guard(0.9e-3, 1.1e6, "a number from 0.001 to 1,000,000")
"""Beyond these the incomplete beta function may take milliseconds."""


def special() -> Any:
    """Import SciPy's special functions only when an expression needs them: that takes half a second."""
    import scipy.special

    return scipy.special


def _standard(x: Number, mean: Value, sd: Value) -> float:
    return (float(x) - float(number(mean))) / positive(sd)


def _normal_pdf(x: Number, mean: Value = 0, sd: Value = 1) -> Value:
    z = _standard(x, mean, sd)
    return math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi) / positive(sd)


def _normal_cdf(x: Number, mean: Value = 0, sd: Value = 1) -> Value:
    return 0.5 * math.erfc(-_standard(x, mean, sd) / math.sqrt(2.0))


def _normal_quantile(p: Number, mean: Value = 0, sd: Value = 1) -> Value:
    return float(number(mean)) + positive(sd) * NormalDist().inv_cdf(inside(p))


def _t_pdf(x: Number, df: Value) -> Value:
    return t_density(float(x), positive(df))


def _t_cdf(x: Number, df: Value) -> Value:
    return float(special().stdtr(positive(df), float(x)))


def _t_quantile(p: Number, df: Value) -> Value:
    return float(special().stdtrit(positive(df), inside(p)))


def _chi2_pdf(x: Number, df: Value) -> Value:
    return _gamma_pdf(x, positive(df) / 2.0, 0.5)


def _chi2_cdf(x: Number, df: Value) -> Value:
    return _gamma_cdf(x, positive(df) / 2.0, 0.5)


def _chi2_quantile(p: Number, df: Value) -> Value:
    return 2.0 * float(special().gammaincinv(positive(df) / 2.0, inside(p)))


def _gamma_pdf(x: Number, shape: Value, rate: Value) -> Value:
    power, pace = positive(shape), positive(rate)
    if x <= 0:
        return _at_end(float(x), power, pace)
    return gamma_density(float(x), power, pace)


def _at_end(x: float, power: float, height: float) -> float:
    """Return a density below 0, and at 0 where it goes with x**(power - 1) and has that height for power 1."""
    if x == 0.0 and power < 1.0:
        raise EvaluationError("the density is not finite there")
    return height if x == 0.0 and power == 1.0 else 0.0


def _gamma_cdf(x: Number, shape: Value, rate: Value) -> Value:
    return float(special().gammainc(positive(shape), max(float(x), 0.0) * positive(rate)))


def _gamma_quantile(p: Number, shape: Value, rate: Value) -> Value:
    return float(special().gammaincinv(positive(shape), inside(p))) / positive(rate)


def _beta_pdf(x: Number, a: Value, b: Value) -> Value:
    left, right, share = _shape(a), _shape(b), float(x)
    if share <= 0.0:
        return _at_end(share, left, right)
    if share >= 1.0:
        return _at_end(1.0 - share, right, left)
    return beta_density(share, 1.0 - share, left, right)


def _beta_cdf(x: Number, a: Value, b: Value) -> Value:
    return float(special().betainc(_shape(a), _shape(b), min(max(float(x), 0.0), 1.0)))


def _beta_quantile(p: Number, a: Value, b: Value) -> Value:
    return float(special().betaincinv(_shape(a), _shape(b), inside(p)))


def _f_pdf(x: Number, d1: Value, d2: Value) -> Value:
    above, below = _shape(d1), _shape(d2)
    return f_density(float(x), above, below) if x > 0 else _at_end(float(x), above / 2.0, 1.0)


def _f_cdf(x: Number, d1: Value, d2: Value) -> Value:
    above, below = _shape(d1), _shape(d2)
    scaled = above * max(float(x), 0.0)
    if scaled > below:
        return 1.0 - float(special().betainc(below / 2.0, above / 2.0, below / (below + scaled)))
    return float(special().betainc(above / 2.0, below / 2.0, scaled / (below + scaled)))


def _f_quantile(p: Number, d1: Value, d2: Value) -> Value:
    above, below, share = _shape(d1), _shape(d2), inside(p)
    part = float(special().betaincinv(above / 2.0, below / 2.0, share))
    if part < 0.5:
        return below * part / (above * (1.0 - part))
    rest = float(special().betaincinv(below / 2.0, above / 2.0, 1.0 - share))
    return below * (1.0 - rest) / (above * rest)


def _exponential_pdf(x: Number, rate: Value) -> Value:
    return positive(rate) * math.exp(-positive(rate) * x) if x >= 0 else 0.0


def _exponential_cdf(x: Number, rate: Value) -> Value:
    return -math.expm1(-positive(rate) * max(float(x), 0.0))


def _exponential_quantile(p: Number, rate: Value) -> Value:
    return -math.log1p(-inside(p)) / positive(rate)


def _interval(low: Value, high: Value) -> tuple[float, float]:
    start, end = float(number(low)), float(number(high))
    if not start < end:
        raise EvaluationError(f"expected low < high, found {show(start)} and {show(end)}")
    return start, end


def _uniform_pdf(x: Number, low: Value, high: Value) -> Value:
    start, end = _interval(low, high)
    return 1.0 / (end - start) if start <= x <= end else 0.0


def _uniform_cdf(x: Number, low: Value, high: Value) -> Value:
    start, end = _interval(low, high)
    return min(max((x - start) / (end - start), 0.0), 1.0)


def _uniform_quantile(p: Number, low: Value, high: Value) -> Value:
    start, end = _interval(low, high)
    return start + inside(p) * (end - start)


CONTINUOUS: dict[str, Function] = {
    "normal_pdf": Function(each(_normal_pdf), 1, 3, 8),
    "normal_cdf": Function(each(_normal_cdf), 1, 3, 8),
    "normal_quantile": Function(each(_normal_quantile), 1, 3, 10),
    "t_pdf": Function(each(_t_pdf), 2, 2, 25),
    "t_cdf": Function(each(_t_cdf), 2, 2, 20),
    "t_quantile": Function(each(_t_quantile), 2, 2, 20),
    "chi2_pdf": Function(each(_chi2_pdf), 2, 2, 25),
    "chi2_cdf": Function(each(_chi2_cdf), 2, 2, 20),
    "chi2_quantile": Function(each(_chi2_quantile), 2, 2, 30),
    "f_pdf": Function(each(_f_pdf), 3, 3, 25),
    "f_cdf": Function(each(_f_cdf), 3, 3, 30),
    "f_quantile": Function(each(_f_quantile), 3, 3, 300),
    "beta_pdf": Function(each(_beta_pdf), 3, 3, 25),
    "beta_cdf": Function(each(_beta_cdf), 3, 3, 30),
    "beta_quantile": Function(each(_beta_quantile), 3, 3, 300),
    "gamma_pdf": Function(each(_gamma_pdf), 3, 3, 25),
    "gamma_cdf": Function(each(_gamma_cdf), 3, 3, 20),
    "gamma_quantile": Function(each(_gamma_quantile), 3, 3, 30),
    "exponential_pdf": Function(each(_exponential_pdf), 2, 2, 8),
    "exponential_cdf": Function(each(_exponential_cdf), 2, 2, 8),
    "exponential_quantile": Function(each(_exponential_quantile), 2, 2, 8),
    "uniform_pdf": Function(each(_uniform_pdf), 3, 3, 8),
    "uniform_cdf": Function(each(_uniform_cdf), 3, 3, 8),
    "uniform_quantile": Function(each(_uniform_quantile), 3, 3, 8),
}
"""What computes each; the first argument may be a list."""
