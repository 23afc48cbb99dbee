"""A drawn figure, before it becomes a page's HTML: a picture, words for those who don't see it, and a table."""

from dataclasses import dataclass

from quizapp.banks.figures.svg import LEAST, NOTHING, Markup

WIDTH = LEAST


@dataclass(frozen=True)
class Table:
    """The data.

    Attributes:
        heads: Of the columns; the first column holds the rows' names.
        rows: With as many cells each.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A picture of a width and height, what it shows in words, and its data; it begins at `left` and `top`."""

    width: float
    height: float
    body: Markup
    words: str
    table: Table
    patterns: Markup = NOTHING
    left: float = 0
    top: float = 0
