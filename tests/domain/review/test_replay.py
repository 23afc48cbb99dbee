"""Edits over lines: what a person decides holds, whatever extraction reads afterwards."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.extraction import Kind, Lexicon, Link, Measure, Strength
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.review import Action, Choice, Edit, Line, Option, Reviewer, in_force

TEXT = "Data Scientist\nYou know statistics and Python. You bring joy.\nWe bake bread."
LEXICON = Lexicon.from_aliases({"statistics": ["statistics"], "programming": ["Python"], "baking": ["bread"]})
STATISTICS = Link("statistics", 24, 34)
PYTHON = Link("programming", 39, 45)


def _line(start: int, end: int, kind: Kind = Kind.company, links: tuple[Link, ...] = (), **fields: Any) -> Line:
    return Line(start, end, kind, Measure.none, links, 0.6, "rule", **fields)


TITLE = _line(0, 14, Kind.title)
ASKED = _line(15, 46, Kind.required, (STATISTICS, PYTHON), strength=Strength.unknown)
JOY = _line(47, 61, Kind.required)
BREAD = _line(62, 76)
LINES = (TITLE, ASKED, JOY, BREAD)
REVIEWER = Reviewer(TEXT, LEXICON)


def _edit(number: int, action: Action, start: int, end: int, /, **changes: Any) -> Edit:
    return Edit(number, action, start, end, changes)


def _at(lines: tuple[Line, ...], start: int) -> Line:
    return next(line for line in lines if line.start == start)


def test_a_kind_that_a_person_chose_outlives_a_new_reading() -> None:
    edit = _edit(1, Action.CHANGE, 47, 61, kind="benefit")
    after = REVIEWER.replay(LINES, [edit])
    assert (_at(after, 47).kind, _at(after, 47).confidence, _at(after, 47).measured_by) == (Kind.benefit, 1.0, "none")
    read_otherwise = (TITLE, ASKED, _line(47, 61, Kind.legal), BREAD)
    assert _at(REVIEWER.replay(read_otherwise, [edit]), 47).kind is Kind.benefit


def test_a_line_that_is_cut_otherwise_now_is_made_anew_for_the_person_who_decided_on_it() -> None:
    edit = _edit(1, Action.CHANGE, 47, 61, kind="benefit")
    whole = (TITLE, _line(15, 61, Kind.required, (STATISTICS, PYTHON)), BREAD)
    after = REVIEWER.replay(whole, [edit])
    assert [(line.start, line.end) for line in after] == [(0, 14), (15, 46), (47, 61), (62, 76)]
    assert _at(after, 47).kind is Kind.benefit
    assert _at(after, 15).keys == ("statistics", "programming")
    assert _at(after, 47).keys == ()


def test_accepting_a_line_decides_its_kind_and_changes_nothing_else() -> None:
    after = _at(REVIEWER.apply(LINES, _edit(1, Action.CHANGE, 15, 46)), 15)
    assert (after.kind, after.links, after.confidence) == (Kind.required, ASKED.links, 1.0)
    assert "kind" in after.decided


def test_a_line_that_asks_now_gets_the_links_its_words_name() -> None:
    after = _at(REVIEWER.apply(LINES, _edit(1, Action.CHANGE, 62, 76, kind="required")), 62)
    assert after.keys == ("baking",)
    assert (after.strength, after.measured_by) == (Strength.required, Measure.quiz)


def test_links_a_person_has_set_stay_when_the_kind_changes_afterwards() -> None:
    edits = [
        _edit(1, Action.CHANGE, 62, 76, kind="required", competencies=["statistics"]),
        _edit(2, Action.CHANGE, 62, 76, kind="preferred"),
    ]
    after = _at(REVIEWER.replay(LINES, edits), 62)
    assert after.keys == ("statistics",)
    assert (after.links[0].start, after.links[0].end) == (62, 76)


def test_bar_weight_and_alternatives_are_set_and_a_way_of_measuring_stays() -> None:
    edit = _edit(1, Action.CHANGE, 15, 46, bar="strong", weight=1.5, any_of=1, measured_by="interview")
    after = _at(REVIEWER.apply(LINES, edit), 15)
    assert (after.bar, after.weight, after.measured_by) == (Bar.STRONG, 1.5, Measure.interview)
    assert after.choices == (Choice(1, (Option(24, 34, ("statistics",)), Option(39, 45, ("programming",)))),)
    again = _at(REVIEWER.apply((after,), _edit(2, Action.CHANGE, 15, 46, any_of=None)), 15)
    assert again.choices == ()
    assert again.measured_by is Measure.interview


def test_a_split_gives_each_part_the_competencies_its_words_name() -> None:
    after = REVIEWER.apply(LINES, _edit(1, Action.SPLIT, 15, 46, at=35))
    assert [TEXT[line.start : line.end] for line in after[1:3]] == ["You know statistics", "and Python."]
    assert [line.keys for line in after[1:3]] == [("statistics",), ("programming",)]


@pytest.mark.parametrize("at", [15, 46, 3, 999, -1, 17])
def test_a_split_outside_the_line_is_refused(at: int) -> None:
    with pytest.raises(InvalidInputError, match="between two of its words"):
        REVIEWER.apply(LINES, _edit(1, Action.SPLIT, 15, 46, at=at))


def test_a_joined_line_is_measured_by_all_it_names() -> None:
    lines = (
        TITLE,
        _line(15, 46, Kind.required, (STATISTICS, PYTHON)),
        replace(JOY, measured_by=Measure.interview),
        BREAD,
    )
    after = REVIEWER.apply(lines, _edit(1, Action.MERGE, 15, 61))
    assert after[1].measured_by in {Measure.quiz, Measure.worksample}


def test_accepting_a_waived_line_asks_for_nothing() -> None:
    waived = (replace(JOY, kind=Kind.eligibility, negated=True),)
    after = REVIEWER.apply(waived, _edit(1, Action.CHANGE, 47, 61, kind="eligibility"))
    assert after[0].measured_by is Measure.none


def test_a_repeated_line_that_a_person_changes_stands_for_itself() -> None:
    again = (replace(BREAD, kind=Kind.required, repeats=0),)
    accepted = REVIEWER.apply(again, _edit(1, Action.CHANGE, 62, 76, kind="required"))
    assert accepted[0].repeats == 0
    changed = REVIEWER.apply(again, _edit(1, Action.CHANGE, 62, 76, bar="strong"))
    assert changed[0].repeats is None


def test_joined_lines_become_one_with_the_links_of_both() -> None:
    after = REVIEWER.apply(LINES, _edit(1, Action.MERGE, 15, 61))
    assert [(line.start, line.end) for line in after] == [(0, 14), (15, 61), (62, 76)]
    assert after[1].keys == ("statistics", "programming")
    assert after[1].kind is Kind.required


def test_an_undone_edit_no_longer_holds_and_undoing_the_undo_brings_it_back() -> None:
    change = _edit(1, Action.CHANGE, 47, 61, kind="benefit")
    undo = _edit(2, Action.UNDO, 47, 61, number=1)
    redo = _edit(3, Action.UNDO, 47, 61, number=2)
    assert in_force([change, undo]) == []
    assert in_force([undo, redo, change]) == [change]
    assert REVIEWER.replay(LINES, [change, undo]) == LINES


def test_what_was_signed_stays_and_only_a_new_name_adds_its_link() -> None:
    signed = _edit(1, Action.SIGN, 0, len(TEXT), lines=[line.to_json() for line in LINES])
    later = Reviewer(TEXT, Lexicon.from_aliases({"statistics": ["statistics"], "cheer": ["joy"]}))
    after = later.replay((_line(0, 76, Kind.legal),), [signed])
    assert [(line.start, line.end, line.kind) for line in after] == [(x.start, x.end, x.kind) for x in LINES]
    assert _at(after, 47).keys == ("cheer",)
    assert _at(after, 15).keys == ("statistics", "programming")
    assert all(line.confidence == 1.0 for line in after)


def test_links_a_person_set_before_signing_get_no_further_ones() -> None:
    set_links = _edit(1, Action.CHANGE, 47, 61, competencies=[])
    lines = REVIEWER.apply(LINES, set_links)
    signed = _edit(2, Action.SIGN, 0, len(TEXT), lines=[line.to_json() for line in lines])
    later = Reviewer(TEXT, Lexicon.from_aliases({"cheer": ["joy"]}))
    assert _at(later.replay(LINES, [set_links, signed]), 47).keys == ()


@pytest.mark.parametrize("span", [(-1, 5), (5, 5), (70, 99)])
def test_an_edit_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(InvalidInputError, match="no such line"):
        REVIEWER.apply(LINES, _edit(1, Action.CHANGE, *span))


EDITS = st.builds(
    lambda action, start, length, at, kind: Edit(
        1,
        action,
        start,
        min(len(TEXT), start + length),
        {"at": start + at} if action is Action.SPLIT else {"kind": kind},
    ),
    st.sampled_from([Action.CHANGE, Action.SPLIT, Action.MERGE]),
    st.integers(0, len(TEXT) - 1),
    st.integers(1, len(TEXT)),
    st.integers(0, len(TEXT)),
    st.sampled_from([kind.value for kind in Kind]),
)


@given(st.lists(EDITS, max_size=8))
def test_lines_never_overlap_and_no_word_is_lost_whatever_is_edited(edits: list[Edit]) -> None:
    numbered = [Edit(n, e.action, e.start, e.end, e.changes) for n, e in enumerate(edits, 1)]
    after = REVIEWER.replay(LINES, numbered)
    assert all(a.end <= b.start for a, b in pairwise(after))
    covered = {i for line in after for i in range(line.start, line.end)}
    assert all(i in covered for i, letter in enumerate(TEXT) if letter.isalnum())


@given(st.lists(EDITS, max_size=5))
def test_a_line_is_read_back_as_it_was_written(edits: list[Edit]) -> None:
    numbered = [Edit(n, e.action, e.start, e.end, e.changes) for n, e in enumerate(edits, 1)]
    for line in REVIEWER.replay(LINES, numbered):
        assert Line.from_json(line.to_json()) == line
