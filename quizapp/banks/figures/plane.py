"""The ground of a plot: axes with their labels, a grid, and lines across."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quizapp.banks.figures.drawing import WIDTH
from quizapp.banks.figures.fields import Line, Span
from quizapp.banks.figures.model import ScaledSpan
from quizapp.banks.figures.scale import Scale, Wish, across, upward
from quizapp.banks.figures.svg import SIZE, Markup, depth, join, line, paragraph, text, widest, width

HEIGHT = 180
"""Of what lies between the axes."""
RIGHT = WIDTH - 10


@dataclass(frozen=True)
class Plane:
    """A plot's area with its two scales and what lies behind the data."""

    x: Scale
    y: Scale
    ground: Markup
    end: float

    @property
    def left(self) -> float:
        """Where the area starts."""
        return self.x.start

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x.end

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y.end

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y.start

    def across(self, lines: Iterable[Line]) -> Markup:
        """Draw lines over the whole area, each with its name at its end."""
        return join(self._line(drawn) for drawn in lines)

    def _line(self, drawn: Line) -> Markup:
        if drawn.axis == "y":
            y = self.y.at(drawn.at)
            rule = dashed(self.left, y, self.right, y)
            return join([rule, text(self.right, y - 5, drawn.name, anchor="end", class_="figure__halo")])
        return upright(self.x, drawn, self.top, self.bottom)


def upright(scale: Scale, drawn: Line, top: float, bottom: float) -> Markup:
    """Draw a line from top to bottom, its name beside it on the side with more room."""
    x = scale.at(drawn.at)
    left = x > (scale.start + scale.end) / 2
    words = text(
        x - 5 if left else x + 5, top + SIZE - 1, drawn.name, anchor="end" if left else None, class_="figure__halo"
    )  # fmt: skip
    return join([dashed(x, top, x, bottom), words])


def dashed(x1: float, y1: float, x2: float, y2: float) -> Markup:
    """Draw a line that is no datum."""
    return line(x1, y1, x2, y2, stroke_dasharray="4 3", stroke_width=1.2)


def wish(span: Span, values: Sequence[int | float], *, zero: bool = False) -> Wish:
    """Say what an axis should be."""
    logarithmic = isinstance(span, ScaledSpan) and span.logarithmic
    return Wish(values, span.start, span.end, zero, logarithmic)


def plane(
    x: Callable[[float, float], Scale], y: Wish, labels: tuple[str, str], top: float, right: float = RIGHT
) -> Plane:
    """Lay out a plot whose upper label starts at a height.

    Args:
        x: Makes the scale across between two places.
        y: What the scale upward should be.
        labels: Of x and y.
        top: Where the label of y goes.
        right: Where the area ends.
    """
    up = top + depth(labels[1]) + 10
    upward_scale = upward(y, up + HEIGHT, up)
    left = widest(label for _, label in upward_scale.ticks) + 10
    right = min(right, RIGHT)
    scale = x(left, right)
    parts = [_horizontal(upward_scale, left, right), _below(scale, up + HEIGHT)]
    parts.append(paragraph(0, top, labels[1]))
    end = up + HEIGHT + 24
    if labels[0]:
        parts.append(below(labels[0], (left + right) / 2, end))
        end += depth(labels[0]) + 4
    return Plane(scale, upward_scale, join(parts), end + 4)


def below(words: str, middle: float, top: float) -> Markup:
    """Set the label of an axis under its middle."""
    return paragraph(_clear(words, middle), top, words, anchor="middle")


def _clear(words: str, middle: float) -> float:
    """Keep a centred text off both edges."""
    half = min(width(words), WIDTH) / 2
    return min(max(middle, half), WIDTH - half)


def _horizontal(scale: Scale, left: float, right: float) -> Markup:
    parts = []
    for value, label in scale.ticks:
        y = scale.at(value)
        parts.append(line(left, y, right, y, class_="figure__grid"))
        parts.append(text(left - 8, y + 4.5, label, anchor="end", class_="figure__tick"))
    return join(parts)


def _below(scale: Scale, bottom: float) -> Markup:
    parts = [line(scale.start, bottom, scale.end, bottom, class_="figure__axis")]
    for value, label in scale.ticks:
        x = scale.at(value)
        parts.append(line(x, bottom, x, bottom + 5, class_="figure__axis"))
        parts.append(text(x, bottom + 19, label, anchor="middle", class_="figure__tick"))
    return join(parts)


def sideways(
    span: Span, values: Sequence[int | float], left: float, top: float, bottom: float, *, zero: bool = False
) -> tuple[Scale, Markup, float]:
    """Lay an axis under rows: its scale, the grid behind the rows with the labels below, and where it ends."""
    scale = across(wish(span, values, zero=zero), left, WIDTH - 14)
    grid = join(line(scale.at(v), top, scale.at(v), bottom, class_="figure__grid") for v, _ in scale.ticks)
    label = below(span.label, (scale.start + scale.end) / 2, bottom + 24)
    return scale, join([grid, _below(scale, bottom), label]), bottom + 28 + depth(span.label)
