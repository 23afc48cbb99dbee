"""What a figure's fields may hold: plain texts and numbers, all of bounded size."""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.functional_validators import AfterValidator

from quizapp.banks.figures.values import exact
from quizapp.banks.source import QuotedText

MAX_POINTS = 500
MAX_SERIES = 12
MAX_SIDE = 16
"""Rows or columns of a matrix."""
MAX_NODES = 40
MAX_LABEL = 60
"""Characters of a label."""
MAX_TITLE = 200
_LARGEST = 1e12
_SMALLEST = 1e-12
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,20})?([eE][+-]?\d{1,2})?", re.ASCII)
_SPACES = re.compile(r"[ \t\r\n\x85\u2028\u2029]+")
_UNSEEN = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff0-\uffff]")
"""Marks that turn the direction of what follows, and code points that are no characters."""


def _number(value: Any) -> int | float:
    if not isinstance(value, str) or isinstance(value, QuotedText) or not _NUMBER.fullmatch(value):
        raise ValueError(f"expected a number such as 3, 0.5 or -1e-3{_found(value)}")
    number = int(value) if re.fullmatch(r"[+-]?\d+", value) else float(value)
    if number and not _SMALLEST <= abs(number) <= _LARGEST:
        raise ValueError(f"expected numbers between 1e-12 and 1e12 in size{_found(value)}")
    return number or 0


def _found(value: Any) -> str:
    return f", found `{value[:40]}`" if isinstance(value, str) else ""


def _label(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("expected a text; quote it when it starts with { or [")
    text = _SPACES.sub(" ", value).strip()
    if "$" in text:
        raise ValueError("expected plain text, found `$`: labels hold no TeX; write the sign itself, such as α or x²")
    if _UNSEEN.search(text) or any(unicodedata.category(c) in {"Cc", "Cs"} for c in text):
        raise ValueError("expected characters that can be seen")
    return text


def _told(text: str) -> str:
    if not text:
        raise ValueError("expected a text, found nothing")
    return text


Number = Annotated[int | float, BeforeValidator(_number)]
Label = Annotated[str, Field(max_length=MAX_LABEL), AfterValidator(_told), BeforeValidator(_label)]
Title = Annotated[str, Field(max_length=MAX_TITLE), AfterValidator(_told), BeforeValidator(_label)]
Short = Annotated[str, Field(max_length=24), AfterValidator(_told), BeforeValidator(_label)]
"""What stands in a node or on an edge."""
Numbers = Annotated[list[Number], Field(min_length=1, max_length=MAX_POINTS)]


class Fields(BaseModel):
    """A mapping with the fields named here and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Named(Fields):
    """What a side of a figure is called."""

    label: Label


class Span(Named):
    """An axis of numbers: its label, and where it starts and ends when the data are not to say so."""

    start: Annotated[Number | None, Field(alias="from")] = None
    end: Annotated[Number | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _ascends(self) -> "Span":
        if self.start is not None and self.end is not None and not self.start < self.end:
            raise ValueError("expected `from` below `to`")
        return self

    def refuse(self, values: list[int | float], *, logarithmic: bool = False) -> None:
        """Refuse values the axis can't show.

        Raises:
            ValueError: when one lies beyond `from` or `to`, or is not positive on a logarithmic axis.
        """
        ends = [end for end in (self.start, self.end) if end is not None]
        if logarithmic and min([*values, *ends]) <= 0:
            raise ValueError(f"expected numbers above 0 on a logarithmic axis, found {min([*values, *ends])}")
        low, high = self.start, self.end
        if (low is not None and min(values) < low) or (high is not None and max(values) > high):
            raise ValueError(
                f"expected `from` and `to` around all values, which reach from {min(values)} to {max(values)}"
            )


class Line(Fields):
    """A straight line across the plot at one value, such as a threshold."""

    x: Number | None = None
    y: Number | None = None
    name: Short

    @model_validator(mode="after")
    def _has_one_place(self) -> "Line":
        if (self.x is None) == (self.y is None):
            raise ValueError("expected either `x` or `y` for a line")
        return self

    @property
    def axis(self) -> str:
        """The axis it starts from."""
        return "x" if self.y is None else "y"

    @property
    def at(self) -> int | float:
        """Where it crosses that axis."""
        return (self.x if self.y is None else self.y) or 0

    @property
    def words(self) -> str:
        """Tell of it."""
        return f" A line at {self.axis} = {exact(self.at)}: {self.name}."


Lines = Annotated[tuple[Line, ...], Field(max_length=6)]


class Figure(Fields):
    """What all figures have."""

    title: Title


def same_length(what: str, values: list[Any], other: str, others: list[Any]) -> None:
    """Refuse two lists of different lengths.

    Raises:
        ValueError: naming both.
    """
    if len(values) != len(others):
        raise ValueError(f"expected as many {what} as {other} ({len(others)}), found {len(values)}")


def unique(what: str, values: list[str]) -> None:
    """Refuse a list that names something twice.

    Raises:
        ValueError: naming the first that comes again.
    """
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"expected each of {what} once, found `{value}` again")
        seen.add(value)
