"""From a file's models to the domain's items, and through an item's fields by their paths in the file."""

from collections.abc import Iterator, Sequence

from quizapp.banks import schema
from quizapp.banks.validation import Path
from quizapp.domain.items.model import (
    Action,
    Body,
    Choice,
    Item,
    ItemType,
    Judgement,
    Mistake,
    Numeric,
    Option,
    Ordering,
    Step,
    Tolerance,
    Variable,
    Waiver,
)

_FileItem = (
    schema.SingleChoiceModel
    | schema.MultipleResponseModel
    | schema.NumericModel
    | schema.OrderingModel
    | schema.JudgementModel
)


def item_of(model: _FileItem, topic: str) -> Item:
    """Make the domain's item from what a topic file says."""
    return Item(
        key=model.id,
        type=ItemType(model.type),
        topic=topic,
        level=model.level,
        just_ready=model.just_ready,
        minutes=model.minutes,
        references=tuple(model.references),
        stem=model.stem,
        explanation=model.explanation,
        body=_body(model),
        variables={name: Variable(variable.choices()) for name, variable in (model.variables or {}).items()},
        let=dict(model.let),
        require=tuple(model.require),
        waivers=tuple(Waiver(waiver.flaw, waiver.because) for waiver in model.waivers),
    )


def _body(model: _FileItem) -> Body:
    if isinstance(model, schema.NumericModel):
        return _numeric(model)
    if isinstance(model, schema.OrderingModel):
        return Ordering(tuple(Step(step.text, step.why) for step in model.steps))
    if isinstance(model, schema.JudgementModel):
        return Judgement(tuple(Action(action.text, action.why, action.key) for action in model.actions))
    options = tuple(Option(o.text, o.why, o.correct, o.misconception or "") for o in model.options)
    return Choice(options, model.shuffle)


def _numeric(model: schema.NumericModel) -> Numeric:
    answer = model.answer
    tolerance = Tolerance(answer.tolerance.relative, answer.tolerance.absolute)
    mistakes = tuple(Mistake(m.value, m.misconception, m.why) for m in model.mistakes)
    return Numeric(answer.value, tolerance, answer.unit or "", mistakes)


def referenced_misconceptions(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield the misconceptions an item names, with where."""
    if isinstance(item.body, Choice):
        for i, option in enumerate(item.body.options):
            if option.misconception:
                yield ("options", i, "misconception"), option.misconception
    elif isinstance(item.body, Numeric):
        for i, mistake in enumerate(item.body.mistakes):
            yield ("mistakes", i, "misconception"), mistake.misconception


def formulas_of(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield an item's expressions except `let`, with where."""
    for i, source in enumerate(item.require):
        yield ("require", i), source
    if isinstance(item.body, Numeric):
        yield ("answer", "value"), item.body.value
        for i, mistake in enumerate(item.body.mistakes):
            yield ("mistakes", i, "value"), mistake.value


def texts_of(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield an item's Markdown texts, with where."""
    yield ("stem",), item.stem
    yield ("explanation",), item.explanation
    body = item.body
    if isinstance(body, Numeric):
        for i, mistake in enumerate(body.mistakes):
            yield ("mistakes", i, "why"), mistake.why
        return
    field, parts = _parts(body)
    for i, part in enumerate(parts):
        yield (field, i, "text"), part.text
        yield (field, i, "why"), part.why


def _parts(body: Choice | Ordering | Judgement) -> tuple[str, Sequence[Option | Step | Action]]:
    if isinstance(body, Choice):
        return "options", body.options
    return ("steps", body.steps) if isinstance(body, Ordering) else ("actions", body.actions)
