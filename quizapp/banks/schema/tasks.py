"""Data sets to compute on, actions to judge, and texts that people rate."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from quizapp.banks.schema.answers import (
    MistakeModel,
    NumberModel,
    WordModel,
    WrongWordModel,
    numeric_body,
    word_body,
)
from quizapp.banks.schema.fields import READ, Choosable, Column, Formula, Key, Model, Name, Rich, unique
from quizapp.domain.items.types.compute import Compute, DataSet
from quizapp.domain.items.types.judgement import Action, Judgement
from quizapp.domain.items.types.numeric import Numeric
from quizapp.domain.items.types.rated import LEVELS, MOST_WORDS, POINTS, Criterion, Story, Written
from quizapp.domain.items.types.short_answer import ShortAnswer
from quizapp.domain.items.writing import Body

Words = Annotated[int, Field(ge=20, le=MOST_WORDS), READ]


class DataModel(Model):
    """A data set: columns of equal length, or for json one value."""

    name: Key
    format: Literal["csv", "json"]
    columns: Annotated[dict[Column, Formula], Field(min_length=1, max_length=12)] | None = None
    value: Formula | None = None

    @model_validator(mode="after")
    def _holds_something(self) -> "DataModel":
        if (self.columns is None) is (self.value is None):
            raise ValueError("expected either `columns` or `value`")
        if self.value is not None and self.format != "json":
            raise ValueError("expected `columns` for a csv file")
        return self

    def data_set(self) -> DataSet:
        """Make the domain's data set."""
        return DataSet(self.name, self.format, dict(self.columns or {}), self.value or "")


def _result_kind(value: Any) -> str:
    return "word" if isinstance(value, dict) and "accept" in value else "number"


def _mistake_kind(value: Any) -> str:
    return "word" if isinstance(value, dict) and "text" in value else "number"


ResultModel = Annotated[
    Annotated[NumberModel, Tag("number")] | Annotated[WordModel, Tag("word")], Discriminator(_result_kind)
]
AnyMistakeModel = Annotated[
    Annotated[MistakeModel, Tag("number")] | Annotated[WrongWordModel, Tag("word")], Discriminator(_mistake_kind)
]


class ComputeFields(Model):
    """A data set to download, and the number or text a program makes of it."""

    type: Literal["compute"]
    data: DataModel
    sample: Annotated[dict[Name, Choosable], Field(min_length=1)]
    answer: ResultModel
    mistakes: Annotated[list[AnyMistakeModel], Field(max_length=8, default_factory=list)]

    @model_validator(mode="after")
    def _mistakes_fit_the_answer(self) -> "ComputeFields":
        wanted = MistakeModel if isinstance(self.answer, NumberModel) else WrongWordModel
        if any(not isinstance(mistake, wanted) for mistake in self.mistakes):
            raise ValueError("expected mistakes of the answer's kind: `value` for a number, `text` for a text")
        return self

    def body(self) -> Body:
        """Make the domain's body."""
        return Compute(self.data.data_set(), self._result(), dict(self.sample))

    def _result(self) -> Numeric | ShortAnswer:
        if isinstance(self.answer, NumberModel):
            return numeric_body(self.answer, [m for m in self.mistakes if isinstance(m, MistakeModel)])
        return word_body(self.answer, [m for m in self.mistakes if isinstance(m, WrongWordModel)])


class ActionModel(Model):
    """Something one could do, and how effective it is."""

    text: Rich
    key: Annotated[float, Field(ge=1, le=5, multiple_of=0.5), READ]
    why: Rich


class JudgementFields(Model):
    """A situation with four to six actions to be rated."""

    type: Literal["situational-judgement"]
    actions: Annotated[list[ActionModel], Field(min_length=4, max_length=6)]

    @model_validator(mode="after")
    def _keys_are_apart(self) -> "JudgementFields":
        keys = [action.key for action in self.actions]
        if max(keys) - min(keys) < 2.5:
            raise ValueError("expected keys that span at least 2.5 points")
        return self

    def body(self) -> Body:
        """Make the domain's body."""
        return Judgement(tuple(Action(action.text, action.why, action.key) for action in self.actions))


class StoryFields(Model):
    """A prompt for a story, rated by people on five levels, the lowest first."""

    type: Literal["story"]
    levels: Annotated[list[Rich], Field(min_length=LEVELS, max_length=LEVELS), AfterValidator(unique)]
    words: Words = MOST_WORDS

    def body(self) -> Body:
        """Make the domain's body."""
        return Story(tuple(self.levels), self.words)


class CriterionModel(Model):
    """One row of a rubric: what 0, 1, 2 and 3 points look like."""

    name: Rich
    levels: Annotated[list[Rich], Field(min_length=POINTS + 1, max_length=POINTS + 1), AfterValidator(unique)]


class WrittenFields(Model):
    """A written task, rated by people on four criteria."""

    type: Literal["written"]
    criteria: Annotated[list[CriterionModel], Field(min_length=4, max_length=4)]
    words: Words = MOST_WORDS

    @model_validator(mode="after")
    def _names_differ(self) -> "WrittenFields":
        names = [criterion.name for criterion in self.criteria]
        for position, name in enumerate(names):
            if name in names[:position]:
                raise ValueError(f"expected each criterion once, found `{name}` again")
        return self

    def body(self) -> Body:
        """Make the domain's body."""
        return Written(tuple(Criterion(c.name, tuple(c.levels)) for c in self.criteria), self.words)
