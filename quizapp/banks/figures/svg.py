"""Pieces of SVG: everything an author wrote is escaped here, and coordinates have at most two decimals."""

import textwrap
import unicodedata
from collections.abc import Iterable
from html import escape

SIZE = 13
"""Of the text, in the units of the viewBox, whose least width is about a phone's."""
LEAST = 320
"""The width of most pictures: on a phone one unit is about one pixel."""
LINE = 16
"""From one line of text to the next."""


class Markup(str):
    """A text that is markup already; any other text is escaped where it is put in."""

    __slots__ = ()


NOTHING = Markup()


def join(parts: Iterable[str]) -> Markup:
    """Put pieces one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def element(tag: str, *children: str, **attributes: str | int | float | None) -> Markup:
    """Return an element.

    Args:
        tag: Its name.
        children: Markup, or texts to escape.
        attributes: `class_` is written `class`, other underscores as hyphens; None is left out.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{written}>{join(children)}</{tag}>")


def _value(value: str | int | float) -> str:
    return value if isinstance(value, str) else number(value)


def number(value: int | float) -> str:
    """Write a coordinate."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def path(
    d: str, *, fill: str = "none", stroke: str | None = "currentColor", **attributes: str | float | None
) -> Markup:
    """Return a path; it is a line unless it is given a fill."""
    return element("path", d=d, fill=fill, stroke=stroke, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float | None) -> Markup:
    """Return a straight line."""
    d = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
    return element("path", d=d, fill="none", stroke="currentColor", **attributes)


def text(
    x: float, y: float, words: str, *, anchor: str | None = None, class_: str | None = None, size: float | None = None
) -> Markup:
    """Return one line of text on its base line; `anchor` is `middle` or `end`."""
    return element("text", words, x=x, y=y, text_anchor=anchor, class_=class_, font_size=size)


def paragraph(x: float, top: float, words: str, *, anchor: str | None = None, class_: str | None = None) -> Markup:
    """Return a text in as many lines as the least width needs, the first at a height."""
    rows = wrap(words, LEAST)
    return join(text(x, top + SIZE + i * LINE, row, anchor=anchor, class_=class_) for i, row in enumerate(rows))


def depth(words: str | None) -> float:
    """Return how high a paragraph stands."""
    return len(wrap(words, LEAST)) * LINE if words else 0


def lines_of_text(
    x: float, y: float, words: list[str], *, anchor: str | None = None, class_: str | None = None
) -> Markup:
    """Return lines of text, centred up and down around a height."""
    first = y - (len(words) - 1) * LINE / 2 + SIZE * 0.35
    return join(text(x, first + i * LINE, row, anchor=anchor, class_=class_) for i, row in enumerate(words))


_LONG_WORD = 130
_NARROW = frozenset("iljtfrI.,:;'|!()[]{} -\u202f·")
_BROAD = frozenset("mwMW%@—…→")


def width(words: str) -> float:
    """Estimate how wide a text is set, on the broad side."""
    return SIZE * sum(map(_character, words))


def _character(character: str) -> float:
    if character in _NARROW:
        return 0.32
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in _BROAD:
        return 0.9
    return 0.64 if character.isupper() else 0.54


def widest(rows: Iterable[str]) -> float:
    """Return the width of the widest of some texts."""
    return max(map(width, rows), default=0.0)


def wrap(words: str, limit: float) -> list[str]:
    """Break a text between words so that its lines are about as wide as a limit; only a very long word is broken."""
    if width(words) <= limit:
        return [words]
    long = any(width(word) > max(limit, _LONG_WORD) for word in words.split())
    return textwrap.wrap(words, max(int(limit / (SIZE * 0.54)), 1), break_long_words=long)
