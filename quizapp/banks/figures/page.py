"""From a block of YAML to a figure's HTML."""

from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from quizapp.banks.figures.bars import draw_bars
from quizapp.banks.figures.drawing import Drawing, Table
from quizapp.banks.figures.graph import draw_graph
from quizapp.banks.figures.matrix import draw_matrix
from quizapp.banks.figures.model import Bars, Boxes, Histogram, Intervals, Matrix, Plot
from quizapp.banks.figures.networks import Graph, Tree
from quizapp.banks.figures.plots import draw_histogram, draw_plot
from quizapp.banks.figures.rows import draw_boxes, draw_intervals
from quizapp.banks.figures.svg import NOTHING, SIZE, Markup, element, join, number
from quizapp.banks.figures.tree import draw_tree
from quizapp.banks.source import Node, SourceError, parse_source, place_at, plain

AnyFigure = Bars | Plot | Histogram | Intervals | Boxes | Matrix | Graph | Tree
KINDS = ("bars", "curve", "points", "histogram", "intervals", "boxes", "matrix", "graph", "tree")
_FIGURE: TypeAdapter[AnyFigure] = TypeAdapter(Annotated[AnyFigure, Field(discriminator="kind")])


class FigureError(ValueError):
    """A figure can't be drawn; the message is one clause that says what was expected."""


def figure_html(source: str, name: str) -> str:
    """Return a figure as HTML.

    Args:
        source: The block's YAML.
        name: What its ids begin with; no other figure of the page may have it.

    Raises:
        FigureError: when the YAML isn't a sound figure.
    """
    figure = read_figure(source)
    drawing = _draw(figure, name)
    view = element(
        "div", _svg(figure.title, drawing, name), class_="figure__view", **_region(drawing.width > 400, "Picture")
    )
    data = element(
        "details",
        element("summary", "Data as a table"),
        element(
            "div",
            _table_html(f"{figure.title}. {drawing.words}", drawing.table),
            class_="figure__table",
            **_region(True, "Data"),
        ),
        class_="figure__data",
    )
    caption = element("figcaption", figure.title)
    return element("figure", caption, view, data, class_=f"figure{_size(drawing.width)}")


def _region(scrolls: bool, label: str) -> dict[str, str]:
    """Let a keyboard reach what may have to be scrolled."""
    return {"tabindex": "0", "role": "group", "aria_label": label} if scrolls else {}


def _size(width: float) -> str:
    """Return the class of a picture that needs more width than a phone has; it is scrolled there."""
    if width <= 400:
        return ""
    return " figure--wide" if width <= 560 else " figure--wider" if width <= 760 else " figure--widest"


def read_figure(source: str) -> AnyFigure:
    """Read a block's YAML.

    Raises:
        FigureError: as `figure_html`.
    """
    try:
        node = parse_source(source.encode(), "figure")
        return _FIGURE.validate_python(plain(node))
    except SourceError as error:
        first = error.problems[0]
        raise FigureError(f"{first.what} (line {first.line} of the figure)") from None
    except ValidationError as error:
        raise FigureError(_words(node, error.errors()[0])) from None


def _draw(figure: AnyFigure, name: str) -> Drawing:
    match figure:
        case Bars():
            return draw_bars(figure, name)
        case Plot():
            return draw_plot(figure)
        case Histogram():
            return draw_histogram(figure, name)
        case Intervals():
            return draw_intervals(figure)
        case Boxes():
            return draw_boxes(figure)
        case Matrix():
            return draw_matrix(figure, name)
        case Graph():
            return draw_graph(figure)
        case Tree():
            return draw_tree(figure)


def _svg(title: str, drawing: Drawing, name: str) -> Markup:
    """Put the picture together; where there is no style sheet it is black on nothing."""
    words = (
        element("title", title, id=f"{name}-title"),
        element("desc", f"{drawing.words} The data follow as a table.", id=f"{name}-desc"),
    )
    defs = element("defs", drawing.patterns) if drawing.patterns else NOTHING
    box = " ".join(map(number, (drawing.left, drawing.top, drawing.width, drawing.height)))
    opening = (
        f'<svg viewBox="{box}" role="img" font-size="{SIZE}"'
        f' fill="currentColor" aria-labelledby="{name}-title {name}-desc">'
    )
    return join([Markup(opening), *words, defs, drawing.body, Markup("</svg>")])


def _table_html(words: str, table: Table) -> Markup:
    head = element("tr", *(element("th", cell, scope="col") for cell in table.heads))
    rows = [
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:]))
        for row in table.rows
    ]
    caption = element("caption", words, class_="visually-hidden")
    return element("table", caption, element("thead", head), element("tbody", *rows))


def _words(node: Node, details: ErrorDetails) -> str:
    """Say what was expected, and where in the block."""
    path = details["loc"][1:]
    place = place_at(node, path)
    where = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
    at = f"`{where}`, line {place.line}" if where else f"line {place.line}"
    return f"{_expected(details)} (figure: {at})"


def _expected(details: ErrorDetails) -> str:
    kind, context = details["type"], details.get("ctx", {})
    last = details["loc"][-1] if details["loc"] else ""
    if kind == "value_error":
        return str(context["error"])
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        return f"expected `kind` to be one of {', '.join(KINDS)}"
    if kind in ("missing", "extra_forbidden"):
        return f"expected `{last}`, found none" if kind == "missing" else f"expected no `{last}` here"
    if kind == "literal_error":
        return f"expected {context['expected']}"
    return _SHAPES.get(kind, "expected otherwise: " + details["msg"][:1].lower() + details["msg"][1:]).format_map(
        context
    )


_SHAPES = {
    "too_short": "expected at least {min_length}, found {actual_length}",
    "too_long": "expected at most {max_length}, found {actual_length}",
    "string_too_long": "expected at most {max_length} characters",
    "list_type": "expected a list",
    "model_type": "expected a mapping (`name: value`)",
    "model_attributes_type": "expected a mapping (`name: value`)",
}
