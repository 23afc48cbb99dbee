"""The item types as a file holds them; each model makes its domain body."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from quizapp.banks.schema.answers import (
    ClozeFields,
    MatchingFields,
    MultipleResponse,
    NumericFields,
    OrderingFields,
    ShortAnswerFields,
    SingleChoice,
)
from quizapp.banks.schema.common import ItemFields
from quizapp.banks.schema.fields import Key, Model, Rich
from quizapp.banks.schema.tasks import ComputeFields, JudgementFields, StoryFields, WrittenFields
from quizapp.domain.items.kinds import ItemType
from quizapp.domain.items.types.case import Case, CaseQuestion
from quizapp.domain.items.writing import Body


class QuestionFields(Model):
    """What each question of a case has beside its type's own."""

    id: Key
    stem: Rich
    explanation: Rich


class SingleChoiceQuestion(QuestionFields, SingleChoice):
    """A single choice in a case."""


class MultipleResponseQuestion(QuestionFields, MultipleResponse):
    """A multiple response in a case."""


class NumericQuestion(QuestionFields, NumericFields):
    """A number in a case."""


class ShortAnswerQuestion(QuestionFields, ShortAnswerFields):
    """A short answer in a case."""


class OrderingQuestion(QuestionFields, OrderingFields):
    """An ordering in a case."""


class MatchingQuestion(QuestionFields, MatchingFields):
    """A matching in a case."""


class ClozeQuestion(QuestionFields, ClozeFields):
    """A cloze in a case."""


def _kind(value: Any) -> str | None:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return str(kind) if kind in ITEM_TYPES else None


ITEM_TYPES = tuple(kind.value for kind in ItemType)
QUESTION_TYPES = ("single-choice", "multiple-response", "numeric", "short-answer", "ordering", "matching", "cloze")
"""The types a question of a case may have."""

QuestionModel = Annotated[
    Annotated[SingleChoiceQuestion, Tag("single-choice")]
    | Annotated[MultipleResponseQuestion, Tag("multiple-response")]
    | Annotated[NumericQuestion, Tag("numeric")]
    | Annotated[ShortAnswerQuestion, Tag("short-answer")]
    | Annotated[OrderingQuestion, Tag("ordering")]
    | Annotated[MatchingQuestion, Tag("matching")]
    | Annotated[ClozeQuestion, Tag("cloze")],
    Discriminator(_kind),
]


class CaseFields(Model):
    """Two to six questions on one scenario, which is the stem."""

    type: Literal["case"]
    questions: Annotated[list[QuestionModel], Field(min_length=2, max_length=6)]

    @model_validator(mode="after")
    def _ids_differ(self) -> "CaseFields":
        ids = [question.id for question in self.questions]
        for position, key in enumerate(ids):
            if key in ids[:position]:
                raise ValueError(f"expected each question's id once, found `{key}` again")
        return self

    def body(self) -> Body:
        """Make the domain's body."""
        return Case(tuple(CaseQuestion(q.id, q.stem, q.explanation, q.body()) for q in self.questions))


class SingleChoiceModel(SingleChoice, ItemFields):
    """A single-choice item."""


class MultipleResponseModel(MultipleResponse, ItemFields):
    """A multiple-response item."""


class NumericModel(NumericFields, ItemFields):
    """A numeric item."""


class ShortAnswerModel(ShortAnswerFields, ItemFields):
    """A short-answer item."""


class OrderingModel(OrderingFields, ItemFields):
    """An ordering."""


class MatchingModel(MatchingFields, ItemFields):
    """A matching."""


class ClozeModel(ClozeFields, ItemFields):
    """A cloze."""


class ComputeModel(ComputeFields, ItemFields):
    """A compute task."""

    @model_validator(mode="after")
    def _samples_its_variables(self) -> "ComputeModel":
        for name in self.sample:
            if name not in (self.variables or {}):
                raise ValueError(f"expected `sample` to give values to variables, found `{name}`")
        return self


class CaseModel(CaseFields, ItemFields):
    """A case."""


class JudgementModel(JudgementFields, ItemFields):
    """A situational judgement."""


class StoryModel(StoryFields, ItemFields):
    """A story."""


class WrittenModel(WrittenFields, ItemFields):
    """A written task."""


AnyItemModel = (
    Annotated[SingleChoiceModel, Tag("single-choice")]
    | Annotated[MultipleResponseModel, Tag("multiple-response")]
    | Annotated[NumericModel, Tag("numeric")]
    | Annotated[ShortAnswerModel, Tag("short-answer")]
    | Annotated[OrderingModel, Tag("ordering")]
    | Annotated[MatchingModel, Tag("matching")]
    | Annotated[ClozeModel, Tag("cloze")]
    | Annotated[ComputeModel, Tag("compute")]
    | Annotated[CaseModel, Tag("case")]
    | Annotated[JudgementModel, Tag("situational-judgement")]
    | Annotated[StoryModel, Tag("story")]
    | Annotated[WrittenModel, Tag("written")]
)
ItemModel = Annotated[AnyItemModel, Discriminator(_kind)]
"""An item of any type; `type` decides."""
