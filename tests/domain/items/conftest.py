"""Items to test with."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.domain.items.model import RATED_BY_PEOPLE, Body, Item, ItemType, Level, Tolerance, Variable
from quizapp.domain.items.types.case import Case, CaseQuestion
from quizapp.domain.items.types.choice import Choice, Option
from quizapp.domain.items.types.cloze import Blank, Cloze
from quizapp.domain.items.types.compute import Compute, DataSet
from quizapp.domain.items.types.judgement import Action, Judgement
from quizapp.domain.items.types.matching import Matching, Prompt
from quizapp.domain.items.types.numeric import Mistake, Numeric
from quizapp.domain.items.types.ordering import Ordering, Step
from quizapp.domain.items.types.rated import Criterion, Story, Written
from quizapp.domain.items.types.short_answer import ShortAnswer, WrongWord
from quizapp.domain.items.variants import Variant, draw_variants

CANARY = "canary"
GRADED = tuple(kind for kind in ItemType if kind not in RATED_BY_PEOPLE)
"""The types that a program grades."""


def item_of_type(kind: ItemType, body: Body, **changes: object) -> Item:
    """Make an item with one variant whose key side is full of canaries; a compute task may use `n`."""
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
        body=body,
        variables={"n": Variable((3,))} if kind is ItemType.COMPUTE else {},
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def variant_of(body: Body, **changes: object) -> Variant:
    """Draw one variant of an item with a body."""
    return draw_variants(item_of_type(body.kind(), body, **changes), "seed", 1)[0]


def options(correct: set[int], count: int) -> tuple[Option, ...]:
    """Make options; those at the places given are correct."""
    return tuple(
        Option(f"text {i}", f"{CANARY} why {i}", i in correct, "" if i in correct else f"{CANARY}-misconception-{i}")
        for i in range(count)
    )


NUMERIC = Numeric(
    "271828 / 4", Tolerance(relative=0.0123), "metres", (Mistake("271828", f"{CANARY}-slug", f"{CANARY} why"),)
)
SHORT_ANSWER = ShortAnswer(
    (f"{CANARY} Law", f"{CANARY}'s law"), mistakes=(WrongWord(f"{CANARY} rule", f"{CANARY}-slug", f"{CANARY} why"),)
)
ORDERING = Ordering(tuple(Step(f"step {i}", f"{CANARY} why {i}") for i in range(5)))
MATCHING = Matching(
    tuple(Prompt(f"prompt {i}", i, f"{CANARY} why {i}") for i in range(3)), tuple(f"option {i}" for i in range(5))
)
CLOZE = Cloze(
    "First [[verb]], then `x.[[method]]()`.",
    (
        Blank("verb", ("sort",), f"{CANARY} why", ("sort", "shuffle", "count")),
        Blank("method", (f"{CANARY}_one", f"{CANARY}_two"), f"{CANARY} why", exact=True),
    ),
)


def case_of(*bodies: Body) -> Case:
    """Make a case of bodies."""
    return Case(
        tuple(
            CaseQuestion(f"question-{i}", f"Question {i}?", f"{CANARY} explanation", body)
            for i, body in enumerate(bodies)
        )
    )


BODIES: dict[ItemType, Callable[[], Body]] = {
    ItemType.SINGLE_CHOICE: lambda: Choice(options({2}, 4)),
    ItemType.MULTIPLE_RESPONSE: lambda: Choice(options({0, 3}, 5), multiple=True),
    ItemType.NUMERIC: lambda: NUMERIC,
    ItemType.SHORT_ANSWER: lambda: SHORT_ANSWER,
    ItemType.ORDERING: lambda: ORDERING,
    ItemType.MATCHING: lambda: MATCHING,
    ItemType.CLOZE: lambda: CLOZE,
    ItemType.COMPUTE: lambda: Compute(
        DataSet("runs", "csv", {"run": "[1, n]"}), replace(NUMERIC, value="271825 / 4 + n / 4"), {"n": 7_000_000}
    ),
    ItemType.CASE: lambda: case_of(Choice(options({2}, 4)), NUMERIC, MATCHING, CLOZE),
    ItemType.SITUATIONAL_JUDGEMENT: lambda: Judgement(
        tuple(Action(f"action {i}", f"{CANARY} why {i}", rating) for i, rating in enumerate((1, 4.5, 3, 2)))
    ),
    ItemType.STORY: lambda: Story(tuple(f"{CANARY} level {i}" for i in range(5))),
    ItemType.WRITTEN: lambda: Written(
        tuple(Criterion(f"criterion {i}", tuple(f"{CANARY} {i} {j}" for j in range(4))) for i in range(4))
    ),
}


@pytest.fixture(params=list(ItemType))
def item(request: pytest.FixtureRequest) -> Item:
    """An item of each type in turn."""
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
