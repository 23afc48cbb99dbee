"""Bars: upright while the names below them have room, else lying."""

from quizapp.banks.figures.drawing import WIDTH, Drawing, Table
from quizapp.banks.figures.model import Bars, BarSeries
from quizapp.banks.figures.plane import below, plane, sideways, upright, wish
from quizapp.banks.figures.scale import Scale
from quizapp.banks.figures.styles import bar_swatch, hatched, hatching, legend
from quizapp.banks.figures.svg import (
    LINE,
    NOTHING,
    Markup,
    depth,
    join,
    line,
    lines_of_text,
    paragraph,
    text,
    widest,
    wrap,
)
from quizapp.banks.figures.values import exact

_NAMES = 130
"""The widest column of names beside lying bars."""


def draw_bars(bars: Bars, name: str) -> Drawing:
    """Draw bars over categories."""
    series = bars.shown
    patterns = [f"{name}-{i + 1}" for i in range(len(series))]
    key, top = NOTHING, 0.0
    if bars.series:
        key, top = legend([s.name for s in series], bar_swatch(patterns), 0, WIDTH)
    draw = _upright if _fits(bars) else _lying
    body, end = draw(bars, patterns, top)
    defs = join(hatching(i, pattern) for i, pattern in enumerate(patterns))
    return Drawing(WIDTH, end, join([key, body]), _words(bars, series), _table(bars, series), defs)


def _fits(bars: Bars) -> bool:
    room = (WIDTH - 60) / len(bars.x.values)
    names = [wrap(name, room - 4) for name in bars.x.values]
    return room >= 16 * len(bars.shown) and all(len(rows) <= 2 and widest(rows) <= room - 4 for rows in names)


def _numbers(bars: Bars) -> list[int | float]:
    return [v for s in bars.shown for v in s.values] + [n.y for n in bars.lines if n.y is not None]


def _from_zero(bars: Bars) -> bool:
    return bars.y.start is None


def _upright(bars: Bars, patterns: list[str], top: float) -> tuple[Markup, float]:
    names = bars.x.values
    area = plane(
        lambda left, right: Scale(0, len(names), left, right, False, ()),
        wish(bars.y, _numbers(bars), zero=_from_zero(bars)),
        ("", bars.y.label),
        top,
    )
    slot = (area.right - area.left) / len(names)
    parts = [area.ground]
    for i, (start, across) in enumerate(_slots(slot, len(patterns))):
        for k, value in enumerate(bars.shown[i].values):
            parts.append(_upright_bar(i, patterns[i], area.left + k * slot + start, across, value, area.y))
    rows = [wrap(name, slot - 4) for name in names]
    deepest = max(map(len, rows))
    for k, row in enumerate(rows):
        middle = area.left + (k + 0.5) * slot
        parts.append(
            join(text(middle, area.bottom + 18 + n * LINE, words, anchor="middle") for n, words in enumerate(row))
        )
    end = area.bottom + 10 + deepest * LINE
    if bars.x.label:
        parts.append(below(bars.x.label, (area.left + area.right) / 2, end))
        end += depth(bars.x.label) + 4
    parts += [_zero_line(area.y, area.left, area.right), area.across(bars.lines)]
    return join(parts), end + 6


def _slots(slot: float, count: int) -> list[tuple[float, float]]:
    """Return where in a category's room each series' bar starts, and how broad it is."""
    gap = min(slot * 0.3, 18 if count > 1 else slot * 0.3)
    across = (slot - gap) / count
    return [(gap / 2 + i * across, across) for i in range(count)]


def _upright_bar(i: int, pattern: str, x: float, across: float, value: float, scale: Scale) -> Markup:
    base, end = scale.at(min(max(0, scale.low), scale.high)), scale.at(value)
    return hatched(i, pattern, x, min(base, end), across, abs(base - end))


def _zero_line(scale: Scale, left: float, right: float) -> Markup:
    return line(left, scale.at(0), right, scale.at(0), class_="figure__axis") if scale.low < 0 < scale.high else NOTHING


def _lying(bars: Bars, patterns: list[str], top: float) -> tuple[Markup, float]:
    rows = [wrap(name, _NAMES) for name in bars.x.values]
    left = min(widest(words for row in rows for words in row), 200) + 12
    height = max(16 * len(patterns) + 10, max(map(len, rows)) * LINE + 6)
    start = top + (LINE if bars.lines else 0) + depth(bars.x.label) + 6
    bottom = start + height * len(rows) + 4
    scale, ground, end = sideways(bars.y, _numbers(bars), left, start, bottom, zero=_from_zero(bars))
    parts = [paragraph(0, top, bars.x.label)] if bars.x.label else []
    parts.append(ground)
    for k, row in enumerate(rows):
        y = start + k * height + 2
        parts.append(lines_of_text(left - 8, y + height / 2, row, anchor="end"))
        for i, (offset, across) in enumerate(_slots(height, len(patterns))):
            parts.append(_lying_bar(i, patterns[i], y + offset, across, bars.shown[i].values[k], scale))
    parts += [upright(scale, n, start - LINE - 2, bottom) for n in bars.lines]
    return join(parts), end


def _lying_bar(i: int, pattern: str, y: float, across: float, value: float, scale: Scale) -> Markup:
    base, end = scale.at(min(max(0, scale.low), scale.high)), scale.at(value)
    return hatched(i, pattern, min(base, end), y, abs(base - end), across)


def _words(bars: Bars, series: list[BarSeries]) -> str:
    over = f" over {bars.x.label}" if bars.x.label else ""
    names = f" Series: {', '.join(s.name for s in series)}." if bars.series else ""
    lines = "".join(n.words for n in bars.lines)
    return f"Bars of {bars.y.label}{over}.{names}{lines}"


def _table(bars: Bars, series: list[BarSeries]) -> Table:
    heads = (bars.x.label or "name", *(s.name for s in series))
    rows = [(name, *(exact(s.values[k]) for s in series)) for k, name in enumerate(bars.x.values)]
    return Table(heads, tuple(rows))
