"""What tells series apart without colour: marks, dashes and hatchings; and the legend that names them."""

from collections.abc import Callable, Iterable

from quizapp.banks.figures.svg import LINE, NOTHING, Markup, element, join, number, path, text, width

HUES = 6
_MARKS = (
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "m-3.6 -3.6h7.2v7.2h-7.2z",
    "m0 -4.6l4.6 8h-9.2z",
    "m0 -5l5 5l-5 5l-5 -5z",
    "m-3.6 -3.6l7.2 7.2m0 -7.2l-7.2 7.2",
    "m0 -4.6v9.2m-4.6 -4.6h9.2",
)
"""Drawn from their middle: disc, square, triangle, diamond, cross, plus; the next six are the same, hollow or both."""
_MANY = 100
"""More marks than this are drawn small, so that one still sees how dense they lie."""
_SMALL = 0.5
_DASHES = (None, "7 4", "2 3", "9 3 2 3", "14 4", "5 2 1 2 1 2")
_OPEN = (4, 5)
"""Marks without an inside."""
_HATCHINGS = (
    None,
    "M-1 7L7 -1",
    "M0 3H6",
    "M-1 -1L7 7",
    "M3 0V6",
    "M-1 7L7 -1M-1 -1L7 7",
)


def hue(i: int) -> str:
    """Return the class that gives a series its colour."""
    return f"hue-{i % HUES + 1}"


def marks(i: int, places: Iterable[tuple[float, float]]) -> Markup:
    """Return a series' marks at its points."""
    shape, second = _MARKS[i % HUES], i >= HUES
    if second and i % HUES in _OPEN:
        shape += _MARKS[0]
    drawn = list(places)
    size = _SMALL if len(drawn) > _MANY else 1
    d = "".join(f"M{number(x / size)} {number(y / size)}{shape}" for x, y in drawn)
    scaled = f"scale({_SMALL})" if size < 1 else None
    hollow = second or i % HUES in _OPEN
    return path(
        d,
        fill="none" if hollow else "currentColor",
        class_=f"{hue(i)} figure__mark",
        stroke_width=1.6,
        transform=scaled,
    )


def joined(i: int, places: Iterable[tuple[float, float]]) -> Markup:
    """Return the line through a series' points."""
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in places)
    thick = 1.2 if i >= HUES else 2
    return path(d, class_=hue(i), stroke_width=thick, stroke_dasharray=_DASHES[i % HUES], stroke_linejoin="round")


def hatching(i: int, name: str) -> Markup:
    """Return the pattern of a series' bars; each names its own."""
    finer = i >= HUES
    lines = _HATCHINGS[i % HUES]
    opacity = 0.22 if lines else 0.42 if finer else 0.78
    ground = element("rect", width=6, height=6, fill="currentColor", fill_opacity=opacity)
    scaled = ' patternTransform="scale(0.5)"' if finer else ""
    drawn = path(lines, stroke_width=1.3) if lines else NOTHING
    return Markup(
        f'<pattern id="{name}" class="{hue(i)}" patternUnits="userSpaceOnUse" width="6" height="6"'
        f"{scaled}>{join([ground, drawn])}</pattern>"
    )


def hatched(i: int, name: str, x: float, y: float, across: float, high: float) -> Markup:
    """Return a bar with a series' hatching."""
    return element(
        "rect", x=x, y=y, width=across, height=high, fill=f"url(#{name})", stroke="currentColor", class_=hue(i)
    )  # fmt: skip


Swatch = Callable[[int, float, float], Markup]
"""Draws series i around a middle."""


def line_swatch(shows: list[tuple[bool, bool]]) -> Swatch:
    """Return what draws a piece of each series' line, its mark, or both, as it shows them."""

    def draw(i: int, x: float, y: float) -> Markup:
        line = joined(i, [(x - 14, y), (x + 14, y)]) if shows[i][0] else NOTHING
        return join([line, marks(i, [(x, y)]) if shows[i][1] else NOTHING])

    return draw


def bar_swatch(patterns: list[str]) -> Swatch:
    """Return what draws a small bar of each series."""
    return lambda i, x, y: hatched(i, patterns[i], x - 12, y - 6, 24, 12)


def legend(names: list[str], swatch: Swatch, top: float, room: float) -> tuple[Markup, float]:
    """Return the names beside their swatches, in as many rows as they need, and where they end."""
    parts: list[Markup] = []
    x, y = 0.0, top
    for i, name in enumerate(names):
        needed = 38 + width(name)
        if x and x + needed > room:
            x, y = 0.0, y + LINE + 4
        parts += [swatch(i, x + 15, y + 8), text(x + 35, y + 12.5, name)]
        x += needed + 14
    return join(parts), y + LINE + 8
