"""The shape of a bank's files: pydantic models over plain texts, with conversions of our own.

A YAML reader would turn `NO`, `012` and `1:30` into other things; here each field says what a text becomes.
"""

import re
from decimal import Decimal
from keyword import iskeyword
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)

from quizapp.banks.source import QuotedText
from quizapp.domain.items.expression import ExpressionError, parse
from quizapp.domain.items.functions import CONSTANTS, FUNCTIONS
from quizapp.domain.items.linter.flaws import FLAWS
from quizapp.domain.items.model import ItemType, Level
from quizapp.domain.items.templates import parse_template

_NUMBER = re.compile(r"[+-]?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)
_KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_CHOICES = 10_000


def _number(value: Any) -> Any:
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
    """A text is wrong at one of its characters."""

    def __init__(self, what: str, offset: int) -> None:
        super().__init__(what)
        self.offset = offset


def _name(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", value) or iskeyword(value):
        raise ValueError("expected a name of letters, digits and _, no Python keyword")
    if value in FUNCTIONS or value in CONSTANTS:
        raise ValueError(f"expected a name of your own: `{value}` belongs to the language")
    return value


_M = TypeVar("_M")


def _unique(values: list[_M]) -> list[_M]:
    if len({str(v) for v in values}) < len(values):
        raise ValueError("expected each element once")
    return values


def _scalar(value: Any) -> Any:
    """Read an element of `choose`: a plain number is a number, everything else a text."""
    if isinstance(value, str) and not isinstance(value, QuotedText) and _NUMBER.fullmatch(value):
        return _number(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return _text(value)


_READ = BeforeValidator(_number)
"""Comes last in an annotation: what it reads is then held against the limits."""
ExactNumber = Annotated[int | float, _READ, WithJsonSchema({"type": "number"})]
Flag = Annotated[bool, BeforeValidator(_flag)]
Text = Annotated[str, BeforeValidator(_text)]
Rich = Annotated[str, BeforeValidator(_text), AfterValidator(_template)]
"""Markdown with TeX and insertions."""
Formula = Annotated[
    str, BeforeValidator(_text), AfterValidator(_expression), WithJsonSchema({"type": ["string", "number"]})
]
Name = Annotated[str, AfterValidator(_name)]
Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=80), BeforeValidator(_text)]
Choosable = Annotated[int | float | str, BeforeValidator(_scalar), WithJsonSchema({"type": ["string", "number"]})]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RangeVariable(_Model):
    """Numbers from one to another, both included."""

    start: Annotated[ExactNumber, Field(alias="from")]
    to: ExactNumber
    step: ExactNumber = 1

    @model_validator(mode="after")
    def _reaches_its_end(self) -> "RangeVariable":
        start, to, step = (Decimal(str(n)) for n in (self.start, self.to, self.step))
        if step <= 0 or to < start or (to - start) % step:
            raise ValueError("expected `to` above `from`, and reached by whole steps")
        if (to - start) / step >= MAX_CHOICES:
            raise ValueError(f"expected at most {MAX_CHOICES:,} values")
        return self

    def choices(self) -> tuple[int | float | str, ...]:
        """Return the numbers; they are integers when all three bounds are."""
        start, to, step = (Decimal(str(n)) for n in (self.start, self.to, self.step))
        convert = int if all(isinstance(n, int) for n in (self.start, self.step)) else float
        return tuple(convert(start + i * step) for i in range(int((to - start) / step) + 1))


class ChoiceVariable(_Model):
    """Numbers or texts to choose from."""

    choose: Annotated[list[Choosable], Field(min_length=2, max_length=1_000), AfterValidator(_unique)]

    def choices(self) -> tuple[int | float | str, ...]:
        """Return what can be chosen."""
        return tuple(self.choose)


def _variable_kind(value: Any) -> str:
    return "choose" if isinstance(value, dict) and "choose" in value else "from"


VariableModel = Annotated[
    Annotated[RangeVariable, Tag("from")] | Annotated[ChoiceVariable, Tag("choose")],
    Discriminator(_variable_kind),
]


class WaiverModel(_Model):
    """A linter's warning accepted, with the reason."""

    flaw: Literal[tuple(FLAWS)]  # type: ignore[valid-type]  # the catalogue's codes
    because: Text


class _ItemModel(_Model):
    id: Key
    level: Level
    just_ready: Annotated[float, Field(ge=0.02, le=0.98), _READ]
    minutes: Annotated[float, Field(ge=0.5, le=20), _READ]
    references: Annotated[list[Text], Field(min_length=1, max_length=6)]
    variables: Annotated[dict[Name, VariableModel], Field(min_length=1, max_length=12)] | None = None
    let: dict[Name, Formula] = {}
    require: list[Formula] = []
    waivers: list[WaiverModel] = []
    stem: Rich
    explanation: Rich


class SingleOptionModel(_Model):
    """One option: either correct, or with the misconception that leads to it."""

    text: Rich
    correct: Flag = False
    misconception: Key | None = None
    why: Rich

    @model_validator(mode="after")
    def _is_right_or_named(self) -> "SingleOptionModel":
        if self.correct and self.misconception:
            raise ValueError("expected no misconception for a correct option")
        if not self.correct and not self.misconception:
            raise ValueError("expected `correct: true` or a `misconception`")
        return self


class SingleChoiceModel(_ItemModel):
    """A stem with three or four options, one of them correct."""

    type: Literal["single-choice"]
    options: Annotated[list[SingleOptionModel], Field(min_length=3, max_length=4)]
    shuffle: Flag = True

    @model_validator(mode="after")
    def _has_one_key(self) -> "SingleChoiceModel":
        if sum(option.correct for option in self.options) != 1:
            raise ValueError("expected exactly one option with `correct: true`")
        return self


class MultipleResponseModel(_ItemModel):
    """A stem with four to six options, of which one to all but one are correct."""

    type: Literal["multiple-response"]
    options: Annotated[list[SingleOptionModel], Field(min_length=4, max_length=6)]
    shuffle: Flag = True

    @model_validator(mode="after")
    def _has_some_keys(self) -> "MultipleResponseModel":
        if not 1 <= sum(option.correct for option in self.options) < len(self.options):
            raise ValueError("expected between one and all but one option with `correct: true`")
        return self


class ToleranceModel(_Model):
    """How far a number may be from the key."""

    relative: Annotated[float, Field(gt=0, le=0.5), _READ] | None = None
    absolute: Annotated[float, Field(ge=0), _READ] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "ToleranceModel":
        if self.relative is None and self.absolute is None:
            raise ValueError("expected `relative` or `absolute`")
        return self


class AnswerModel(_Model):
    """The key of a numeric item."""

    value: Formula
    tolerance: ToleranceModel
    unit: Text | None = None


class MistakeModel(_Model):
    """A wrong procedure and what it gives."""

    value: Formula
    misconception: Key
    why: Rich


class NumericModel(_ItemModel):
    """A stem that asks for a number."""

    type: Literal["numeric"]
    answer: AnswerModel
    mistakes: Annotated[list[MistakeModel], Field(max_length=8)] = []


class StepModel(_Model):
    """One step, at its right place."""

    text: Rich
    why: Rich


class OrderingModel(_ItemModel):
    """Three to seven steps to be put in order."""

    type: Literal["ordering"]
    steps: Annotated[list[StepModel], Field(min_length=3, max_length=7)]


class ActionModel(_Model):
    """Something one could do, and how effective it is."""

    text: Rich
    key: Annotated[float, Field(ge=1, le=5, multiple_of=0.5), _READ]
    why: Rich


class JudgementModel(_ItemModel):
    """A situation with four to six actions to be rated."""

    type: Literal["situational-judgement"]
    actions: Annotated[list[ActionModel], Field(min_length=4, max_length=6)]

    @model_validator(mode="after")
    def _keys_are_apart(self) -> "JudgementModel":
        keys = [action.key for action in self.actions]
        if max(keys) - min(keys) < 2.5:
            raise ValueError("expected keys that span at least 2.5 points")
        return self


def _item_kind(value: Any) -> str | None:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return str(kind) if kind in ITEM_TYPES else None


ITEM_TYPES = tuple(t.value for t in ItemType)

ItemModel = Annotated[
    Annotated[SingleChoiceModel, Tag("single-choice")]
    | Annotated[MultipleResponseModel, Tag("multiple-response")]
    | Annotated[NumericModel, Tag("numeric")]
    | Annotated[OrderingModel, Tag("ordering")]
    | Annotated[JudgementModel, Tag("situational-judgement")],
    Discriminator(_item_kind),
]


class TopicFile(_Model):
    """One topic's items."""

    topic: Key
    items: Annotated[list[ItemModel], Field(min_length=1)]


class BankFile(_Model):
    """What a bank says of itself."""

    competency: Key
    title: Text
    summary: Text


class TopicEntry(_Model):
    """A topic of a competency."""

    key: Key
    name: Text


class CompetencyEntry(_Model):
    """A competency with its topics and what comes first."""

    key: Key
    name: Text
    prerequisites: list[Key] = []
    topics: Annotated[list[TopicEntry], Field(min_length=1)]


class CompetenciesFile(_Model):
    """The taxonomy."""

    competencies: Annotated[list[CompetencyEntry], Field(min_length=1)]


def topic_file_schema() -> dict[str, Any]:
    """Return the JSON Schema of a topic file, for editors that complete and check as one writes."""
    schema = TopicFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
