"""From a file's models to the domain's items."""

from quizapp.banks.schema.common import ItemFields
from quizapp.domain.items.model import Item, ItemType, Variable, Waiver


def item_of(model: ItemFields, topic: str) -> Item:
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
        body=model.body(),
        variables={name: Variable(variable.choices()) for name, variable in (model.variables or {}).items()},
        let=dict(model.let),
        require=tuple(model.require),
        waivers=tuple(Waiver(waiver.flaw, waiver.because) for waiver in model.waivers),
    )
