"""A matrix: numbers in cells, shaded by their size; negative ones are hatched as well."""

from itertools import chain

from quizapp.banks.figures.drawing import WIDTH, Drawing, Table
from quizapp.banks.figures.model import Matrix
from quizapp.banks.figures.svg import (
    LINE,
    NOTHING,
    SIZE,
    Markup,
    element,
    join,
    lines_of_text,
    path,
    text,
    widest,
    wrap,
)
from quizapp.banks.figures.values import exact, short

_DARKEST = 0.42
"""The most of the hue that still leaves a number on it easy to read."""
_WIDEST = 64
"""Of a column, unless a single word or number needs more."""


def draw_matrix(matrix: Matrix, name: str) -> Drawing:
    """Draw a matrix such as a confusion matrix, correlations or a heatmap."""
    heads = [wrap(column, _WIDEST) for column in matrix.columns]
    sides = [wrap(row, 110) for row in matrix.rows]
    left = widest(chain(*sides)) + 14
    across = _column(matrix, heads, WIDTH - left)
    high = max(30, max(map(len, sides)) * LINE + 4)
    top = (LINE + 6 if matrix.x or matrix.y else 0) + max(map(len, heads)) * LINE + 6
    right = left + across * len(heads)
    parts = [_sides(matrix, right)]
    for k, head in enumerate(heads):
        middle = left + (k + 0.5) * across
        parts.append(lines_of_text(middle, top - 6 - len(head) * LINE / 2, head, anchor="middle"))
    for k, side in enumerate(sides):
        parts.append(lines_of_text(left - 8, top + (k + 0.5) * high, side, anchor="end"))
    parts.append(_cells(matrix, name, left, top, across, high))
    height = top + high * len(sides) + 4
    return Drawing(max(right + 1, WIDTH), height, join(parts), _words(matrix), _table(matrix), _hatching(matrix, name))


def _column(matrix: Matrix, heads: list[list[str]], room: float) -> float:
    """Return how broad a column is: as its head and numbers need, and more where there is room."""
    cells = (short(value) for value in chain(*matrix.values))
    return max(widest(cells) + 10, widest(chain(*heads)) + 10, min(room / len(heads), 72.0))


def _sides(matrix: Matrix, right: float) -> Markup:
    """Name what the rows and the columns are."""
    rows = text(0, SIZE, f"{matrix.y.label} ↓") if matrix.y else NOTHING
    words = f"{matrix.x.label} →" if matrix.x else ""
    columns = text(right, SIZE, words, anchor="end") if words else NOTHING
    return join([rows, columns])


def _cells(matrix: Matrix, name: str, left: float, top: float, across: float, high: float) -> Markup:
    largest = max(map(abs, chain(*matrix.values))) or 1
    parts = []
    for i, row in enumerate(matrix.values):
        for k, value in enumerate(row):
            x, y = left + k * across, top + i * high
            parts.append(_cell(value, abs(value) / largest, name, (x, y, across, high)))
    return join(parts)


def _cell(value: int | float, share: float, name: str, box: tuple[float, float, float, float]) -> Markup:
    x, y, across, high = box
    place = {"x": x, "y": y, "width": across, "height": high}
    colour = "hue-2" if value < 0 else "hue-1"
    shade = element("rect", **place, fill="currentColor", fill_opacity=_DARKEST * share, class_=colour)
    hatch = element("rect", **place, fill=f"url(#{name}-1)") if value < 0 else NOTHING
    frame = element("rect", **place, fill="none", class_="figure__cell")
    number = text(
        x + across / 2, y + high / 2 + 4.5, short(value), anchor="middle"
    )  # fmt: skip
    return join([shade, hatch, frame, number])


def _hatching(matrix: Matrix, name: str) -> Markup:
    if min(chain(*matrix.values)) >= 0:
        return NOTHING
    lines = path("M-1 9L9 -1", stroke_width=1, class_="figure__faint")
    return Markup(
        f'<pattern id="{name}-1" class="hue-2" patternUnits="userSpaceOnUse" width="8" height="8">{lines}</pattern>'
    )


def _words(matrix: Matrix) -> str:
    sides = [f"{what} are {side.label}" for what, side in (("rows", matrix.y), ("columns", matrix.x)) if side]
    named = f"; {', '.join(sides)}" if sides else ""
    return f"A matrix of {len(matrix.rows)} rows and {len(matrix.columns)} columns{named}."


def _table(matrix: Matrix) -> Table:
    corner = matrix.y.label if matrix.y else "row"
    heads = (corner, *(f"{matrix.x.label}: {c}" if matrix.x else c for c in matrix.columns))
    rows = [(name, *map(exact, row)) for name, row in zip(matrix.rows, matrix.values, strict=True)]
    return Table(heads, tuple(rows))
