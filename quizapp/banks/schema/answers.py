"""Answers a program grades by themselves: choices, numbers, words, orders, matches and gaps."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from quizapp.banks.schema.fields import READ, Flag, Formula, Key, Model, PlacedError, Rich, Text, unique
from quizapp.domain.items.kinds import Tolerance
from quizapp.domain.items.types.choice import Choice, Option
from quizapp.domain.items.types.cloze import MARK, Blank, Cloze
from quizapp.domain.items.types.matching import Matching, Prompt
from quizapp.domain.items.types.numeric import Mistake, Numeric
from quizapp.domain.items.types.ordering import Ordering, Step
from quizapp.domain.items.types.short_answer import ShortAnswer, WrongWord
from quizapp.domain.items.writing import Body


class OptionModel(Model):
    """One option: either correct, or with the misconception that leads to it."""

    text: Rich
    correct: Flag = False
    misconception: Key | None = None
    why: Rich

    @model_validator(mode="after")
    def _is_right_or_named(self) -> "OptionModel":
        if self.correct and self.misconception:
            raise ValueError("expected no misconception for a correct option")
        if not self.correct and not self.misconception:
            raise ValueError("expected `correct: true` or a `misconception`")
        return self

    def option(self) -> Option:
        """Make the domain's option."""
        return Option(self.text, self.why, self.correct, self.misconception or "")


class SingleChoice(Model):
    """A stem with three or four options, one of them correct."""

    type: Literal["single-choice"]
    options: Annotated[list[OptionModel], Field(min_length=3, max_length=4)]
    shuffle: Flag = True

    @model_validator(mode="after")
    def _has_one_key(self) -> "SingleChoice":
        keys = sum(option.correct for option in self.options)
        if keys != 1:
            raise PlacedError(f"expected exactly one option with `correct: true`, found {keys}", path=("options",))
        return self

    def body(self) -> Body:
        """Make the domain's body."""
        return Choice(tuple(option.option() for option in self.options), self.shuffle)


class MultipleResponse(Model):
    """A stem with four to six options, of which one to all but one are correct."""

    type: Literal["multiple-response"]
    options: Annotated[list[OptionModel], Field(min_length=4, max_length=6)]
    shuffle: Flag = True

    @model_validator(mode="after")
    def _has_some_keys(self) -> "MultipleResponse":
        if not 1 <= sum(option.correct for option in self.options) < len(self.options):
            raise PlacedError("expected between one and all but one option with `correct: true`", path=("options",))
        return self

    def body(self) -> Body:
        """Make the domain's body."""
        return Choice(tuple(option.option() for option in self.options), self.shuffle, multiple=True)


class ToleranceModel(Model):
    """How far a number may be from the key."""

    relative: Annotated[float, Field(gt=0, le=0.5), READ] | None = None
    absolute: Annotated[float, Field(ge=0), READ] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "ToleranceModel":
        if self.relative is None and self.absolute is None:
            raise ValueError("expected `relative` or `absolute`")
        return self


class NumberModel(Model):
    """A number that is the key."""

    value: Formula
    tolerance: ToleranceModel
    unit: Text | None = None


class MistakeModel(Model):
    """A wrong procedure and what it gives."""

    value: Formula
    misconception: Key
    why: Rich


class NumericFields(Model):
    """A stem that asks for a number."""

    type: Literal["numeric"]
    answer: NumberModel
    mistakes: Annotated[list[MistakeModel], Field(max_length=8, default_factory=list)]

    def body(self) -> Body:
        """Make the domain's body."""
        return numeric_body(self.answer, self.mistakes)


def numeric_body(answer: NumberModel, mistakes: list[MistakeModel]) -> Numeric:
    """Make the body of a number."""
    return Numeric(
        answer.value,
        Tolerance(answer.tolerance.relative, answer.tolerance.absolute),
        answer.unit or "",
        tuple(Mistake(mistake.value, mistake.misconception, mistake.why) for mistake in mistakes),
    )


class WordModel(Model):
    """All that is accepted as a short answer, the one to be shown first."""

    accept: Annotated[list[Rich], Field(min_length=1, max_length=30), AfterValidator(unique)]
    exact: Flag = False


class WrongWordModel(Model):
    """A wrong answer that is known."""

    text: Rich
    misconception: Key
    why: Rich


class ShortAnswerFields(Model):
    """A stem that asks for a word or a few."""

    type: Literal["short-answer"]
    answer: WordModel
    mistakes: Annotated[list[WrongWordModel], Field(max_length=8, default_factory=list)]

    def body(self) -> Body:
        """Make the domain's body."""
        return word_body(self.answer, self.mistakes)


def word_body(answer: WordModel, mistakes: list[WrongWordModel]) -> ShortAnswer:
    """Make the body of a short answer."""
    wrong = tuple(WrongWord(mistake.text, mistake.misconception, mistake.why) for mistake in mistakes)
    return ShortAnswer(tuple(answer.accept), answer.exact, wrong)


class StepModel(Model):
    """One step, at its right place."""

    text: Rich
    why: Rich


class OrderingFields(Model):
    """Three to seven steps to be put in order."""

    type: Literal["ordering"]
    steps: Annotated[list[StepModel], Field(min_length=3, max_length=7)]

    def body(self) -> Body:
        """Make the domain's body."""
        return Ordering(tuple(Step(step.text, step.why) for step in self.steps))


class PromptModel(Model):
    """Something to be matched; `match` is the text of its option as it is written."""

    text: Rich
    match: Rich
    why: Rich


class MatchingFields(Model):
    """Three to six prompts and more options than are needed."""

    type: Literal["matching"]
    prompts: Annotated[list[PromptModel], Field(min_length=3, max_length=6)]
    options: Annotated[list[Rich], Field(min_length=3, max_length=9), AfterValidator(unique)]

    @model_validator(mode="after")
    def _matches_stand_among_the_options(self) -> "MatchingFields":
        for position, prompt in enumerate(self.prompts):
            if prompt.match not in self.options:
                what = f"expected `match` to be one of the options, found `{prompt.match}`"
                raise PlacedError(what, path=("prompts", position, "match"))
        if len(self.options) <= len(self.prompts):
            what = f"expected more options than prompts, found {len(self.options)} for {len(self.prompts)}"
            raise PlacedError(what, path=("options",))
        return self

    def body(self) -> Body:
        """Make the domain's body."""
        prompts = tuple(Prompt(p.text, self.options.index(p.match), p.why) for p in self.prompts)
        return Matching(prompts, tuple(self.options))


class GapModel(Model):
    """A gap: a drop-down with its key, or what is accepted when it is typed."""

    options: Annotated[list[Rich], Field(min_length=3, max_length=6), AfterValidator(unique)] | None = None
    key: Rich | None = None
    accept: Annotated[list[Rich], Field(min_length=1, max_length=20), AfterValidator(unique)] | None = None
    exact: Flag = False
    why: Rich

    @model_validator(mode="after")
    def _is_chosen_or_typed(self) -> "GapModel":
        if (self.options is None) is (self.accept is None):
            raise ValueError("expected either `options` with a `key`, or `accept`")
        if (self.options is None) is not (self.key is None):
            raise ValueError("expected a `key` beside `options`, and only there")
        if self.options and self.key not in self.options:
            raise PlacedError(f"expected `key` to be one of the options, found `{self.key}`", path=("key",))
        return self

    def blank(self, name: str) -> Blank:
        """Make the domain's gap."""
        accepted = tuple(self.accept or ()) or (self.key or "",)
        return Blank(name, accepted, self.why, tuple(self.options or ()), self.exact)


class ClozeFields(Model):
    """A passage with one to six gaps, each named in it once as `[[name]]`."""

    type: Literal["cloze"]
    text: Rich
    gaps: Annotated[dict[Key, GapModel], Field(min_length=1, max_length=6)]

    @model_validator(mode="after")
    def _names_each_gap_once(self) -> "ClozeFields":
        named = MARK.findall(self.text)
        for name in self.gaps:
            if named.count(name) != 1:
                what = f"expected `[[{name}]]` once in the text, found it {named.count(name)} times"
                raise PlacedError(what, path=("text",))
        for mark in MARK.finditer(self.text):
            if mark[1] not in self.gaps:
                raise PlacedError(f"expected a gap `{mark[1]}` under `gaps`, found none", mark.start(), ("text",))
        return self

    def body(self) -> Body:
        """Make the domain's body."""
        return Cloze(self.text, tuple(gap.blank(name) for name, gap in self.gaps.items()))
