"""Logarithm, exponential function and normal quantile, to the last bit the same on each machine.

Only `+ - * /` and square roots, which IEEE 754 defines exactly: a C library's `log` and `exp` differ between machines.
"""

import math

_LN2 = 0.6931471805599453
_TINIEST = 2.0**-54
"""Stands for a probability of 0, whose quantile is not finite."""
_CENTRAL = (
    (
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ),
    (
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ),
)
_MIDDLE = (
    (
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ),
)
_FAR = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ),
    (
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ),
)
"""Numerators and denominators, highest power first."""


def log(x: float) -> float:
    """Compute the natural logarithm of 0 < x <= 1 by the series of artanh, within a few units in the last place."""
    fraction, exponent = math.frexp(x)
    if fraction < 0.7071067811865476:
        fraction, exponent = fraction * 2.0, exponent - 1
    s = (fraction - 1.0) / (fraction + 1.0)
    square, series = s * s, 0.0
    for odd in range(23, 0, -2):
        series = series * square + 1.0 / odd
    return exponent * _LN2 + 2.0 * s * series


def exp_negative(x: float) -> float:
    """Compute exp(-x) for x >= 0 by its series after halving, within about x units in the last place."""
    halvings = max(0, math.frexp(x)[1] + 3)
    small, series = -math.ldexp(x, -halvings), 1.0
    for k in range(12, 0, -1):
        series = 1.0 + series * small / k
    for _ in range(halvings):
        series *= series
    return series


def _ratio(polynomials: tuple[tuple[float, ...], tuple[float, ...]], x: float) -> float:
    above = below = 0.0
    for a, b in zip(*polynomials, strict=True):
        above, below = above * x + a, below * x + b
    return above / below


def normal_quantile(p: float) -> float:
    """Return the standard normal quantile of 0 <= p < 1: Wichura 1988, algorithm AS 241, to about 16 digits."""
    centred = p - 0.5
    if abs(centred) <= 0.425:
        return centred * _ratio(_CENTRAL, 0.180625 - centred * centred)
    tail = math.sqrt(-log(max(min(p, 1.0 - p), _TINIEST)))
    size = _ratio(_MIDDLE, tail - 1.6) if tail <= 5.0 else _ratio(_FAR, tail - 5.0)
    return size if centred > 0 else -size
