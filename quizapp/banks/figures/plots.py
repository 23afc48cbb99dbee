"""Curves, points and histograms."""

from quizapp.banks.figures.drawing import WIDTH, Drawing, Table
from quizapp.banks.figures.model import Histogram, Plot, Trace
from quizapp.banks.figures.plane import Plane, plane, wish
from quizapp.banks.figures.scale import across
from quizapp.banks.figures.styles import hatched, hatching, hue, joined, legend, line_swatch, marks
from quizapp.banks.figures.svg import LINE, NOTHING, Markup, join, line, text, widest
from quizapp.banks.figures.values import exact

_MARKED = 12
"""A curve with more points shows only some of its marks."""
_BESIDE = 92
"""The widest name that is set at the end of its curve."""


def draw_plot(plot: Plot) -> Drawing:
    """Draw curves or points."""
    traces = plot.traces
    names = [trace.name for trace in traces]
    beside = len(traces) > 1 and _end_together(plot)
    key, top = (NOTHING, 0.0)
    if len(traces) > 1 and not beside:
        key, top = legend(names, line_swatch([(trace.joined, plot.marks(trace)) for trace in traces]), 0, WIDTH)
    area = plane(
        lambda left, right: across(wish(plot.x, plot.all_x), left, right),
        wish(plot.y, plot.all_y),
        (plot.x.label, plot.y.label),
        top,
        WIDTH - widest(names) - 26 if beside else WIDTH,
    )
    data = [_trace(area, i, trace, marked=plot.marks(trace)) for i, trace in enumerate(traces)]
    ends = _names_at_ends(area, traces) if beside else NOTHING
    body = join([key, area.ground, area.across(plot.lines), *data, ends])
    return Drawing(WIDTH, area.end, body, _words(plot), _table(plot))


def _end_together(plot: Plot) -> bool:
    """Tell whether all series are curves that end at the right edge, so that their names fit beside them."""
    last = max(x for _, xs, _, _ in plot.traces for x in xs)
    return all(
        joins and xs[-1] == last and widest([name]) <= _BESIDE for name, xs, _, joins in plot.traces
    ) and (plot.x.end in (None, last))  # fmt: skip


def _trace(area: Plane, i: int, trace: Trace, *, marked: bool) -> Markup:
    places = [(area.x.at(x), area.y.at(y)) for x, y in zip(trace.xs, trace.ys, strict=True)]
    if not trace.joined:
        return marks(i, places)
    if not marked:
        return joined(i, places)
    shown = places if len(places) <= _MARKED else places[i * 3 % 10 :: max(len(places) // 8, 1)]
    return join([joined(i, places), marks(i, shown)])


def _names_at_ends(area: Plane, traces: list[Trace]) -> Markup:
    """Set each curve's name beside its end; where ends lie close, the names make room for each other."""
    wanted = sorted((area.y.at(ys[-1]), i) for i, (_, _, ys, _) in enumerate(traces))
    places: list[tuple[float, int]] = []
    for y, i in wanted:
        places.append((max(y, places[-1][0] + LINE) if places else y, i))
    over = max(places[-1][0] - area.bottom, 0)
    return join(_name_at_end(area, i, traces[i], y - over) for y, i in places)


def _name_at_end(area: Plane, i: int, trace: Trace, y: float) -> Markup:
    lead = line(area.right + 5, area.y.at(trace.ys[-1]), area.right + 20, y, class_=hue(i))
    return join([lead, text(area.right + 24, y + 4.5, trace.name, class_=hue(i))])


def _words(plot: Plot) -> str:
    what = "Curves" if plot.kind == "curve" else "Points"
    names = f" Series: {', '.join(name for name, *_ in plot.traces)}." if plot.series else ""
    lines = "".join(line.words for line in plot.lines)
    return f"{what} of {plot.y.label} over {plot.x.label}.{names}{lines}"


def _table(plot: Plot) -> Table:
    """Return one row a place on x when all series share it, else one row a point."""
    traces = plot.traces
    if all(trace.xs == traces[0].xs for trace in traces):
        heads = (plot.x.label, *(name for name, *_ in traces))
        columns = zip(traces[0].xs, *(ys for _, _, ys, _ in traces), strict=True)
        return Table(heads, tuple(tuple(map(exact, row)) for row in columns))
    rows = [(name, exact(x), exact(y)) for name, xs, ys, _ in traces for x, y in zip(xs, ys, strict=True)]
    return Table(("series", plot.x.label, plot.y.label), tuple(rows))


def draw_histogram(histogram: Histogram, name: str) -> Drawing:
    """Draw a histogram."""
    edges, heights = histogram.edges, histogram.heights
    xs = edges + [line.x for line in histogram.lines if line.x is not None]
    ys = heights + [line.y for line in histogram.lines if line.y is not None]
    area = plane(
        lambda left, right: across(wish(histogram.x, xs), left, right),
        wish(histogram.y, ys, zero=True),
        (histogram.x.label, histogram.y.label),
        0,
    )
    bars = []
    for low, high, height in zip(edges, edges[1:], heights, strict=False):
        x, y = area.x.at(low), area.y.at(max(height, area.y.low))
        bars.append(hatched(0, f"{name}-1", x, y, area.x.at(high) - x, area.bottom - y))
    body = join([area.ground, *bars, area.across(histogram.lines)])
    ends = f"from {exact(edges[0])} to {exact(edges[-1])}"
    words = f"Histogram of {histogram.x.label} {ends} in {len(heights)} intervals; upward {histogram.y.label}."
    rows = zip(map(exact, edges), map(exact, edges[1:]), map(exact, heights), strict=False)
    table = Table((f"{histogram.x.label}, from", "to", histogram.y.label), tuple(rows))
    return Drawing(WIDTH, area.end, body, words, table, hatching(0, f"{name}-1"))
