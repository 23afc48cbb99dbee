"""Demands: what is measured and what is declared, once each, with the bar that goes with it."""

from typing import Any

import pytest

from quizapp.domain.demands import demands_of, facts_of
from quizapp.domain.extraction import Evidence, Kind, Link, Measure
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.review import Choice, Line, Option

TEXT = "Tea and\n  cups please"


def line(start: int, end: int, *keys: str, **more: Any) -> Line:
    links = tuple(Link(key, start, end) for key in keys)
    values = {"measured_by": Measure.quiz if keys else Measure.evidence, "links": links} | more
    return Line(start, end, confidence=1.0, rule="test", **{"kind": Kind.required} | values)


def test_lines_are_parted_into_what_is_measured_and_what_is_declared() -> None:
    lines = (
        line(0, 3, "brewing"), line(4, 7), line(10, 14, kind=Kind.benefit, measured_by=Measure.none),
        line(15, 21, measured_by=Measure.quiz),
    )  # fmt: skip
    assert [(demand.position, demand.quote) for demand in demands_of(TEXT, lines)] == [(0, "Tea")]
    assert [(fact.position, fact.quote) for fact in facts_of(TEXT, lines)] == [(1, "and")]


def test_a_quote_has_its_spaces_tidied() -> None:
    assert demands_of(TEXT, (line(0, 14, "brewing"),))[0].quote == "Tea and cups"


def test_what_is_said_twice_is_asked_once() -> None:
    lines = (line(0, 3, "brewing"), line(4, 7, "brewing", repeats=0), line(10, 14), line(15, 21, repeats=10))
    assert [demand.position for demand in demands_of(TEXT, lines)] == [0]
    assert [fact.position for fact in facts_of(TEXT, lines)] == [2]
    twice = "tea tea"
    assert [fact.position for fact in facts_of(twice, (line(0, 3), line(4, 7)))] == [0]


def test_weight_topics_track_and_alternatives_come_from_the_line() -> None:
    links = (Link("brewing", 0, 3, "time"), Link("pouring", 4, 7), Link("brewing", 4, 7, "heat"))
    choices = (Choice(1, (Option(0, 3, ("brewing",)), Option(4, 7, ("pouring",)))),)
    given = Line(
        0, 7, Kind.preferred, Measure.quiz, links, 1.0, "test", choices=choices, track="north", weight=1.25
    )  # fmt: skip
    (demand,) = demands_of(TEXT, (given,))
    assert (demand.weight, demand.track) == (1.25, "north")
    assert demand.topics == {"brewing": ("time", "heat")}
    assert demand.branches == (("brewing",), ("pouring",))
    assert demand.keys == ("brewing", "pouring")


WORDS = (Evidence("bar", "basic-cue", 0, 3),)


@pytest.mark.parametrize(
    ("fields", "seniority", "bar"),
    [
        ({}, "intern", Bar.WORKING), ({}, "junior", Bar.WORKING), ({}, "", Bar.WORKING), ({}, "senior", Bar.STRONG),
        ({}, "lead", Bar.STRONG), ({"bar": Bar.BASIC, "evidence": WORDS}, "senior", Bar.BASIC),
        ({"bar": Bar.STRONG, "evidence": WORDS}, "intern", Bar.STRONG),
        ({"bar": Bar.WORKING, "decided": frozenset({"bar"})}, "senior", Bar.WORKING),
    ],
)  # fmt: skip
def test_a_line_keeps_its_own_bar_and_else_takes_that_of_the_seniority(
    fields: dict[str, Any], seniority: str, bar: Bar
) -> None:
    assert demands_of(TEXT, (line(0, 3, "brewing", **fields),), seniority)[0].bar is bar
