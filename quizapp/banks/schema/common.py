"""What all items have in common: variables, names, waivers."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from quizapp.banks.schema.fields import READ, Choosable, ExactNumber, Formula, Key, Model, Name, Rich, Text, unique
from quizapp.domain.items.linter.flaws import FLAWS
from quizapp.domain.items.model import Body, Level

MAX_CHOICES = 10_000


class RangeVariable(Model):
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


class ChoiceVariable(Model):
    """Numbers or texts to choose from."""

    choose: Annotated[list[Choosable], Field(min_length=2, max_length=1_000), AfterValidator(unique)]

    def choices(self) -> tuple[int | float | str, ...]:
        """Return what can be chosen."""
        return tuple(self.choose)


def _variable_kind(value: Any) -> str:
    return "choose" if isinstance(value, dict) and "choose" in value else "from"


VariableModel = Annotated[
    Annotated[RangeVariable, Tag("from")] | Annotated[ChoiceVariable, Tag("choose")],
    Discriminator(_variable_kind),
]


class WaiverModel(Model):
    """A linter's warning accepted, with the reason."""

    flaw: Literal[tuple(FLAWS)]  # type: ignore[valid-type]  # the catalogue's codes
    because: Text


class ItemFields(Model):
    """The fields of every item."""

    type: str
    id: Key
    level: Level
    just_ready: Annotated[float, Field(ge=0.02, le=0.98), READ]
    minutes: Annotated[float, Field(ge=0.5, le=20), READ]
    references: Annotated[list[Text], Field(min_length=1, max_length=6)]
    variables: Annotated[dict[Name, VariableModel], Field(min_length=1, max_length=12)] | None = None
    let: dict[Name, Formula] = Field(default_factory=dict)
    require: list[Formula] = Field(default_factory=list)
    waivers: list[WaiverModel] = Field(default_factory=list)
    stem: Rich
    explanation: Rich

    def body(self) -> Body:
        """Make what the item's type adds.

        Raises:
            NotImplementedError: for a model without a type.
        """
        raise NotImplementedError
