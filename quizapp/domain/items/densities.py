"""Densities and probabilities, precise for small and for large parameters.

All come from two functions, the binomial's and the Poisson's probability written with deviances in place of factorials,
so that nothing large cancels: Loader 2000, Fast and accurate computation of binomial probabilities.
"""

import math

_HALF_LOG_2PI = 0.5 * math.log(2.0 * math.pi)
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)


def _stirling_error(n: float) -> float:
    """Return log(n!) less its Stirling approximation log(sqrt(2 pi n) (n / e)**n), for n > 0."""
    if n < 16:
        return math.lgamma(n + 1.0) - (n + 0.5) * math.log(n) + n - _HALF_LOG_2PI
    square, series = n * n, 0.0
    for coefficient in reversed(_STIRLING):
        series = series / square + coefficient
    return series / n


def _deviance(x: float, mean: float) -> float:
    """Return x log(x / mean) + mean - x without cancellation near x = mean."""
    gap = x - mean
    if abs(gap) >= 0.1 * (x + mean):
        return x * (math.log(x) - math.log(mean)) - gap
    v = gap / (x + mean)
    total, term = gap * v, 2.0 * x * v
    for odd in range(3, 23, 2):
        term *= v * v
        total += term / odd
    return total


def poisson_term(x: float, mean: float) -> float:
    """Return exp(-mean) mean**x / gamma(x + 1) for real x >= 0 and mean >= 0."""
    if mean == 0.0:
        return float(x == 0.0)
    if x == 0.0:
        return math.exp(-mean)
    exponent = _stirling_error(x) + _deviance(x, mean)
    return math.exp(-exponent - 0.5 * math.log(x) - _HALF_LOG_2PI)


def binomial_term(x: float, n: float, p: float, q: float) -> float:
    """Return the binomial probability of x in n for real 0 <= x <= n, where p + q = 1."""
    if p == 0.0 or q == 0.0:
        return float(x == (n if q == 0.0 else 0.0))
    if x in (0.0, n):
        return math.exp(n * (math.log1p(-p) if x == 0.0 else math.log1p(-q))) if n else 1.0
    rest = n - x
    exponent = _stirling_error(x) + _stirling_error(rest) - _stirling_error(n)
    exponent += _deviance(x, n * p) + _deviance(rest, n * q)
    return math.exp(-exponent - _HALF_LOG_2PI - 0.5 * (math.log(x) + math.log(rest) - math.log(n)))


def gamma_density(x: float, shape: float, rate: float) -> float:
    """Return the density of the gamma distribution at x > 0."""
    if shape >= 1.0:
        return rate * poisson_term(shape - 1.0, rate * x)
    return shape / x * poisson_term(shape, rate * x)


def beta_density(x: float, y: float, a: float, b: float) -> float:
    """Return the density of the beta distribution at 0 < x < 1, where x + y = 1."""
    if a >= 1.0 and b >= 1.0:
        return (a + b - 1.0) * binomial_term(a - 1.0, a + b - 2.0, x, y)
    return a * b / ((a + b) * x * y) * binomial_term(a, a + b, x, y)


def t_density(x: float, df: float) -> float:
    """Return the density of Student's t distribution."""
    constant = _stirling_error((df + 1.0) / 2.0) - _stirling_error(df / 2.0) - _deviance(df / 2.0, (df + 1.0) / 2.0)
    square = x / df * x
    return math.exp(constant - df / 2.0 * math.log1p(square) - _HALF_LOG_2PI) / math.sqrt(1.0 + square)


def f_density(x: float, d1: float, d2: float) -> float:
    """Return the density of the F distribution at x > 0, through that of the beta distribution."""
    total = d1 * x + d2
    return beta_density(d1 * x / total, d2 / total, d1 / 2.0, d2 / 2.0) * (d1 / total) * (d2 / total)
