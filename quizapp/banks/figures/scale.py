"""From values to places on an axis, with round numbers at its ticks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quizapp.banks.figures.svg import width
from quizapp.banks.figures.values import typeset


@dataclass(frozen=True)
class Scale:
    """An axis: its ends as values, its ends as places, and its ticks with their labels."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool
    ticks: tuple[tuple[float, str], ...]

    def at(self, value: float) -> float:
        """Return the place of a value."""
        low, high, here = self.low, self.high, float(value)
        if self.logarithmic:
            low, high, here = math.log10(low), math.log10(high), math.log10(here)
        return self.start + (self.end - self.start) * (here - low) / (high - low)


@dataclass(frozen=True)
class Wish:
    """What an axis should be.

    Attributes:
        values: All it must show.
        start: Where it begins, if the author says so.
        end: Where it ends, if the author says so.
        zero: Whether zero must be on it when the author says nothing.
        logarithmic: Whether equal steps are equal factors.
        near: Whether zero is to be on it when the values are not far off.
    """

    values: Sequence[int | float]
    start: int | float | None = None
    end: int | float | None = None
    zero: bool = False
    logarithmic: bool = False
    near: bool = False


def across(wish: Wish, start: float, end: float) -> Scale:
    """Lay an axis from left to right, with no more ticks than their labels have room for."""
    for target in (7, 6, 5, 4, 3, 2):
        scale = _scale(wish, start, end, target)
        if sum(width(label) + 10 for _, label in scale.ticks) <= abs(end - start):
            break
    return scale


def upward(wish: Wish, bottom: float, top: float) -> Scale:
    """Lay an axis from the bottom to the top."""
    return _scale(replace(wish, near=True), bottom, top, 5)


def _scale(wish: Wish, start: float, end: float, target: int) -> Scale:
    low, high, ticks = (_logarithmic if wish.logarithmic else _linear)(wish, target)
    labels = _labels(ticks, even=not wish.logarithmic)
    return Scale(low, high, start, end, wish.logarithmic, tuple(zip(map(float, ticks), labels, strict=True)))


def _linear(wish: Wish, target: int) -> tuple[float, float, list[Decimal]]:
    """Return both ends and the ticks; an end the author left open is moved out to a tick."""
    low, high = _ends(wish)
    step = _step(low, high, target, wish)
    least, most = Decimal(repr(low)) / step, Decimal(repr(high)) / step
    first = math.floor(least + _SLACK) if wish.start is None else math.ceil(least - _SLACK)
    last = math.ceil(most - _SLACK) if wish.end is None else math.floor(most + _SLACK)
    ticks = [step * k for k in range(first, last + 1)]
    if len(ticks) < 2:
        return low, high, [Decimal(repr(low)), Decimal(repr(high))]
    return min(low, float(ticks[0])), max(high, float(ticks[-1])), ticks


_SLACK = Decimal("1e-6")


def _ends(wish: Wish) -> tuple[float, float]:
    """Return the range of the values, or what the author says; never a single place."""
    low, high = float(min(wish.values)), float(max(wish.values))
    if wish.zero or (wish.near and (0 < low <= 0.35 * high or 0 > high >= 0.35 * low)):
        low, high = min(low, 0.0), max(high, 0.0)
    low = low if wish.start is None else float(wish.start)
    high = high if wish.end is None else float(wish.end)
    if high - low > 1e-9 * max(abs(low), abs(high)):
        return low, high
    room = max(abs(low), abs(high)) * 0.1 or 1.0
    return (low if wish.end is None and wish.start is not None else low - room), high + room


def _step(low: float, high: float, target: int, wish: Wish) -> Decimal:
    """Return the distance of the ticks: 1, 2 or 5 times a power of ten; whole when all values are."""
    span = Decimal(repr(high)) - Decimal(repr(low))
    exponent = (span / target).adjusted()
    steps = (Decimal(m).scaleb(exponent) for m in (1, 2, 5, 10, 20))
    step = next(step for step in steps if step * target >= span)
    whole = all(isinstance(value, int) for value in (*wish.values, wish.start or 0, wish.end or 0))
    return max(step, Decimal(1)) if whole else step


def _logarithmic(wish: Wish, target: int) -> tuple[float, float, list[Decimal]]:
    """Return both ends, whole powers of ten unless the author says otherwise, and the ticks."""
    low, high = float(min(wish.values)), float(max(wish.values))
    low = 10.0 ** math.floor(math.log10(low) + 1e-9) if wish.start is None else float(wish.start)
    high = 10.0 ** math.ceil(math.log10(high) - 1e-9) if wish.end is None else float(wish.end)
    high = high if high > low * 1.0001 else low * 10
    return low, high, _decades(low, high, target)


def _decades(low: float, high: float, target: int) -> list[Decimal]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    factors = (1, 2, 5) if last - first <= 2 and target > 4 else (1,)
    ticks = [Decimal(m).scaleb(k) for k in range(first, last + 1) for m in factors]
    inside = [tick for tick in ticks if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9)]
    if len(inside) < 2:
        return [Decimal(repr(low)), Decimal(repr(high))]
    return inside[:: 1 if len(factors) == 3 else math.ceil(len(inside) / min(target, 6))]


def _labels(ticks: list[Decimal], *, even: bool) -> list[str]:
    """Write the ticks, with the same number of decimals when their distances are the same."""
    sizes = [abs(tick) for tick in ticks if tick]
    if max(sizes) >= Decimal("1e7") or min(sizes) < Decimal("1e-4"):
        return [typeset(_scientific(tick)) for tick in ticks]
    decimals = [max(-int(tick.normalize().as_tuple().exponent), 0) if tick else 0 for tick in ticks]
    shared = max(decimals)
    return [typeset(f"{t:.{shared if even else own}f}") for t, own in zip(ticks, decimals, strict=True)]


def _scientific(tick: Decimal) -> str:
    if not tick:
        return "0"
    mantissa = f"{tick.scaleb(-tick.adjusted()).normalize():.9f}".rstrip("0").rstrip(".")
    return f"{mantissa}e{tick.adjusted()}"
