"""The fields of a bank's files: conversions of our own over plain texts.

A YAML reader would turn `NO`, `012` and `1:30` into other things; here each field says what a text becomes.
"""

import re
from keyword import iskeyword
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from quizapp.banks.source import QuotedText
from quizapp.domain.items.expression import ExpressionError, parse
from quizapp.domain.items.functions import CONSTANTS, FUNCTIONS
from quizapp.domain.items.templates import parse_template

_NUMBER = re.compile(r"[+-]?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)
_KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def read_number(value: Any) -> Any:
    """Read a plain number; a text in quotes is not one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or isinstance(value, QuotedText) or not _NUMBER.fullmatch(value):
        raise ValueError("expected a number such as 3, 0.5 or 1e-3")
    return int(value) if re.fullmatch(r"[+-]?\d+", value) else float(value)


def _flag(value: Any) -> Any:
    if value in ("true", "false") and not isinstance(value, QuotedText):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError("expected true or false")


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("expected a text; quote it when it starts with { or [")
    if not value.strip():
        raise ValueError("expected a text, found nothing")
    return str(value)


def _template(value: str) -> str:
    try:
        parse_template(value)
    except ExpressionError as error:
        raise PlacedError(f"expected a text with sound insertions: {error.what}", error.offset) from None
    return value


def _expression(value: str) -> str:
    try:
        parse(value)
    except ExpressionError as error:
        raise PlacedError(f"expected an expression: {error.what}", error.offset) from None
    return value


class PlacedError(ValueError):
    """Something is wrong at a place inside the value: a character of a text, or a field further in."""

    def __init__(self, what: str, offset: int = 0, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(what)
        self.offset = offset
        self.path = path


def _column(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_ -]{0,39}", value, re.ASCII) or value != value.strip():
        raise ValueError("expected a column's name of at most 40 letters, digits, spaces, - and _, a letter first")
    return value


def _name(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", value) or iskeyword(value):
        raise ValueError("expected a name of letters, digits and _, no Python keyword")
    if value in FUNCTIONS or value in CONSTANTS:
        raise ValueError(f"expected a name of your own: `{value}` belongs to the language")
    return value


_M = TypeVar("_M")


def unique(values: list[_M]) -> list[_M]:
    """Refuse a list that holds something twice."""
    if len({str(v) for v in values}) < len(values):
        raise ValueError("expected each element once")
    return values


def _scalar(value: Any) -> Any:
    """Read an element of `choose`: a plain number is a number, everything else a text."""
    if isinstance(value, str) and not isinstance(value, QuotedText) and _NUMBER.fullmatch(value):
        return read_number(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return _text(value)


READ = BeforeValidator(read_number)
"""Comes last in an annotation: what it reads is then held against the limits."""
ExactNumber = Annotated[int | float, READ, WithJsonSchema({"type": "number"})]
Flag = Annotated[bool, BeforeValidator(_flag)]
Text = Annotated[str, BeforeValidator(_text)]
Rich = Annotated[str, BeforeValidator(_text), AfterValidator(_template)]
"""Markdown with TeX and insertions."""
Formula = Annotated[
    str, BeforeValidator(_text), AfterValidator(_expression), WithJsonSchema({"type": ["string", "number"]})
]
Name = Annotated[str, AfterValidator(_name)]
Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=80), BeforeValidator(_text)]
Column = Annotated[str, AfterValidator(_column)]
"""The name of a data set's column."""
Choosable = Annotated[int | float | str, BeforeValidator(_scalar), WithJsonSchema({"type": ["string", "number"]})]


class Model(BaseModel):
    """A part of a file: no field but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)
