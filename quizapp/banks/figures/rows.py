"""Intervals and box plots: a row each on one axis."""

from collections.abc import Sequence

from quizapp.banks.figures.drawing import WIDTH, Drawing, Table
from quizapp.banks.figures.model import Boxes, BoxRow, IntervalRow, Intervals
from quizapp.banks.figures.plane import sideways, upright
from quizapp.banks.figures.scale import Scale
from quizapp.banks.figures.styles import marks
from quizapp.banks.figures.svg import LINE, NOTHING, Markup, element, join, line, lines_of_text, widest, wrap
from quizapp.banks.figures.values import exact

_NAMES = 130
"""The widest column of names, in units; longer ones are broken between words."""


def draw_intervals(figure: Intervals) -> Drawing:
    """Draw points with their intervals."""
    words = f"Points with lower and upper ends of {figure.x.label}, a row each: {_names(figure)}."
    rows = [(r.name, exact(r.low), exact(r.point), exact(r.high)) for r in figure.rows]
    return _drawing(figure, words, Table(("name", "low", "point", "high"), tuple(rows)))


def draw_boxes(figure: Boxes) -> Drawing:
    """Draw box plots."""
    words = f"Box plots of {figure.x.label}, a row each: {_names(figure)}."
    heads = ["name", "low", "lower quartile", "median", "upper quartile", "high"]
    rows = [[r.name, *map(exact, (r.low, r.q1, r.median, r.q3, r.high))] for r in figure.rows]
    if any(r.outliers for r in figure.rows):
        heads.append("beyond")
        for cells, row in zip(rows, figure.rows, strict=True):
            cells.append(", ".join(map(exact, row.outliers)) or "none")
    return _drawing(figure, words, Table(tuple(heads), tuple(map(tuple, rows))))


def _names(figure: Intervals | Boxes) -> str:
    return ", ".join(row.name for row in figure.rows)


def _drawing(figure: Intervals | Boxes, words: str, table: Table) -> Drawing:
    names = [wrap(row.name, _NAMES) for row in figure.rows]
    left = min(widest(line for name in names for line in name), 200) + 14
    height = max(30, max(map(len, names)) * LINE + 8)
    top = LINE + 6 if figure.lines else 2
    bottom = top + height * len(names) + 2
    scale, ground, end = sideways(figure.x, figure.numbers, left, top, bottom)
    lines = join(upright(scale, drawn, top - LINE - 4, bottom) for drawn in figure.lines)
    parts = [ground, lines]
    rows: Sequence[IntervalRow | BoxRow] = figure.rows
    for i, row in enumerate(rows):
        y = top + (i + 0.5) * height
        parts.append(lines_of_text(left - 12, y, names[i], anchor="end"))
        parts.append(_interval(row, y, scale) if isinstance(row, IntervalRow) else _box(row, y, scale))
    said = "".join(n.words for n in figure.lines)
    return Drawing(WIDTH, end, join(parts), words + said, table)


def _interval(row: IntervalRow, y: float, scale: Scale) -> Markup:
    low, high = scale.at(row.low), scale.at(row.high)
    bar = line(low, y, high, y, stroke_width=2)
    caps = [line(x, y - 5, x, y + 5, stroke_width=2) for x in (low, high)]
    return element("g", bar, *caps, marks(0, [(scale.at(row.point), y)]), class_="hue-1")


def _box(row: BoxRow, y: float, scale: Scale) -> Markup:
    low, q1, median, q3, high = map(scale.at, (row.low, row.q1, row.median, row.q3, row.high))
    whiskers = [line(low, y, q1, y, stroke_width=1.5), line(q3, y, high, y, stroke_width=1.5)]
    caps = [line(x, y - 5, x, y + 5, stroke_width=1.5) for x in (low, high)]
    box = element(
        "rect", x=q1, y=y - 9, width=q3 - q1, height=18, fill="currentColor", fill_opacity=0.22, stroke="currentColor"
    )  # fmt: skip
    middle = line(median, y - 9, median, y + 9, stroke_width=3)
    beyond = marks(6, [(scale.at(v), y) for v in row.outliers]) if row.outliers else NOTHING
    return element("g", *whiskers, *caps, box, middle, beyond, class_="hue-1")
