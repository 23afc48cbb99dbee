"""Items to test with."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.domain.items.model import (
    Action,
    Choice,
    Item,
    ItemType,
    Judgement,
    Level,
    Mistake,
    Numeric,
    Option,
    Ordering,
    Step,
    Tolerance,
    Variable,
)

CANARY = "canary"


def item_of_type(kind: ItemType, body: object, **changes: object) -> Item:
    """Make a fixed item whose key side is full of canaries."""
    item = Item(
        key="an-item",
        type=kind,
        topic="a-topic",
        level=Level.APPLY,
        just_ready=0.5,
        minutes=2,
        references=("A book, chapter 1",),
        stem="Which of these holds here?",
        explanation=f"{CANARY} explanation",
        body=body,  # type: ignore[arg-type]
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def options(correct: set[int], count: int) -> tuple[Option, ...]:
    """Make options; those at the places given are correct."""
    return tuple(
        Option(f"text {i}", f"{CANARY} why {i}", i in correct, "" if i in correct else f"{CANARY}-misconception-{i}")
        for i in range(count)
    )


BODIES: dict[ItemType, Callable[[], object]] = {
    ItemType.SINGLE_CHOICE: lambda: Choice(options({2}, 4)),
    ItemType.MULTIPLE_RESPONSE: lambda: Choice(options({0, 3}, 5)),
    ItemType.NUMERIC: lambda: Numeric(
        "271828 / 4", Tolerance(relative=0.0123), "metres", (Mistake("271828", f"{CANARY}-slug", f"{CANARY} why"),)
    ),
    ItemType.ORDERING: lambda: Ordering(tuple(Step(f"step {i}", f"{CANARY} why {i}") for i in range(5))),
    ItemType.SITUATIONAL_JUDGEMENT: lambda: Judgement(
        tuple(Action(f"action {i}", f"{CANARY} why {i}", rating) for i, rating in enumerate((1, 4.5, 3, 2)))
    ),
}


@pytest.fixture(params=list(ItemType))
def item(request: pytest.FixtureRequest) -> Item:
    """A fixed item of each type in turn."""
    return item_of_type(request.param, BODIES[request.param]())


@pytest.fixture
def family() -> Item:
    """A numeric family whose texts use its variables."""
    return make_family()


def make_family() -> Item:
    """Make a family of 20,000 combinations, some of which `require` excludes."""
    return item_of_type(
        ItemType.NUMERIC,
        Numeric("total", Tolerance(relative=0.01), "", (Mistake("a - b", "wrong-sign", "You took {{b}} away."),)),
        stem="What is {{a}} and {{b}} together, in {{unit}}?",
        explanation="It is {{total}}.",
        variables={
            "a": Variable(tuple(range(1, 101))),
            "b": Variable(tuple(range(1, 101))),
            "unit": Variable(("apples", "pears")),
        },
        let={"total": "a + b"},
        require=("a != b", "total > 10"),
    )
