"""Distributions: densities, distribution functions and quantiles, through SciPy where Python has none."""

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

from quizapp.domain.items.arguments import Number, each, number, whole
from quizapp.domain.items.values import EvaluationError, Value, show


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


DISTRIBUTIONS: dict[str, tuple[Callable[..., Value], int, int]] = {
    "normal_pdf": (each(_normal_pdf), 1, 1),
    "normal_cdf": (each(_normal_cdf), 1, 1),
    "normal_quantile": (each(_normal_quantile), 1, 1),
    "t_cdf": (each(_t_cdf), 2, 20),
    "t_quantile": (each(_t_quantile), 2, 20),
    "chi2_cdf": (each(_chi2_cdf), 2, 20),
    "chi2_quantile": (each(_chi2_quantile), 2, 20),
    "f_cdf": (each(_f_cdf), 3, 20),
    "binomial_pmf": (each(_binomial_pmf), 3, 1),
    "binomial_cdf": (each(_binomial_cdf), 3, 20),
    "poisson_pmf": (each(_poisson_pmf), 2, 1),
    "poisson_cdf": (each(_poisson_cdf), 2, 20),
    "beta_cdf": (each(_beta_cdf), 3, 20),
}
"""What computes each, how many arguments it takes and how many steps it costs; the first may be a list."""
