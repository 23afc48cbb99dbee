"""Blueprints: every item is given out, nobody's weight is lost, and what the banks lack is named."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.blueprint import (
    ANY_TOPIC,
    Blueprint,
    Plan,
    PlannedRow,
    Supply,
    apportion,
    derive,
    drift,
    follow,
    multipliers,
)
from quizapp.domain.demands import Demand
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.readiness.verdict import FEWEST_ANSWERS

KEYS = ("brewing", "pouring", "tasting", "blending")
PLENTY = {
    key: Supply({"first": 60, "second": 60}, minutes) for key, minutes in zip(KEYS, (1, 1.5, 2, 3.5), strict=True)
}


def line(position: int, *branches: tuple[str, ...], weight: float = 1.0, **more: object) -> Demand:
    values = {"position": position, "quote": f"line {position}", "weight": weight, "bar": Bar.WORKING}
    return Demand(**values | {"branches": branches} | more)  # type: ignore[arg-type]


def share(blueprint: Blueprint, key: str, track: str = "") -> float:
    return next((row.share for row in blueprint.rows if row.place == (key, track)), 0.0)


def count(blueprint: Blueprint, key: str) -> int:
    return sum(row.items for row in blueprint.rows if row.competency == key)


weights = st.floats(0.01, 2) | st.sampled_from([0.25, 0.5, 1.0])
branches = st.lists(
    st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True).map(tuple), min_size=1, max_size=3
)
demands = st.lists(
    st.builds(
        lambda b, w, bar, track, topics: line(0, *b, weight=w, bar=bar, track=track, topics=topics),
        branches, weights | st.just(0.0), st.sampled_from(Bar), st.sampled_from(["", "", "north", "south"]),
        st.dictionaries(st.sampled_from(KEYS), st.sampled_from([("first",), ("first", "second"), ("third",)])),
    ),
    max_size=8,
).map(lambda found: [replace(demand, position=number) for number, demand in enumerate(found)])  # fmt: skip


@given(demands, st.integers(10, 180))
def test_shares_sum_to_one_and_items_fill_the_minutes(found: list[Demand], minutes: int) -> None:
    blueprint = derive(found, PLENTY, minutes)
    if not any(demand.weight for demand in found):
        assert blueprint.rows == ()
        return
    assert sum(row.share for row in blueprint.rows) == pytest.approx(1)
    assert blueprint.planned_minutes <= minutes + 1e-6
    assert blueprint.planned_minutes > minutes - max(supply.minutes for supply in PLENTY.values()) - 1e-6
    for row in blueprint.rows:
        assert sum(topic.share for topic in row.topics) == pytest.approx(1)
        assert sum(topic.items for topic in row.topics) == row.items
        assert row.minutes == pytest.approx(row.items * PLENTY[row.competency].minutes)
        assert row.lines


@given(demands)
def test_each_row_is_asked_for_by_its_lines_and_each_weighed_line_has_rows(found: list[Demand]) -> None:
    blueprint = derive(found, PLENTY)
    places = [row.place for row in blueprint.rows]
    assert len(places) == len(set(places))
    wanted = {(key, demand.track) for demand in found if demand.weight for branch in demand.branches for key in branch}
    assert set(places) == wanted
    by_position = {demand.position: demand for demand in found}
    for row in blueprint.rows:
        for position in row.lines:
            demand = by_position[position]
            assert demand.weight > 0
            assert demand.track == row.track
            assert any(row.competency in branch for branch in demand.branches)


@given(st.lists(weights, min_size=2, max_size=6), st.data())
def test_more_weight_never_means_fewer_items(before: list[float], data: st.DataObject) -> None:
    minutes = data.draw(st.lists(st.sampled_from([0.5, 1, 1.5, 2.5, 4]), min_size=len(before), max_size=len(before)))
    total = data.draw(st.floats(0, 90))
    which = data.draw(st.integers(0, len(before) - 1))
    after = [w + (index == which) * data.draw(weights) for index, w in enumerate(before)]
    fewer, more = apportion(before, minutes, total), apportion(after, minutes, total)
    assert more[which] >= fewer[which]


@given(st.lists(weights, min_size=1, max_size=6), st.floats(0, 60), st.floats(0, 60))
def test_more_time_never_means_fewer_items(parts: list[float], total: float, further: float) -> None:
    minutes = [1.5] * len(parts)
    short, long = apportion(parts, minutes, total), apportion(parts, minutes, total + further)
    assert all(more >= fewer for more, fewer in zip(long, short, strict=True))


@given(st.lists(st.floats(0, 2), min_size=1, max_size=6).filter(any), st.integers(0, 100))
def test_whole_parts_of_a_hundred_add_up_and_stay_near_their_shares(parts: list[float], total: int) -> None:
    counts = apportion(parts, [1.0] * len(parts), total)
    assert sum(counts) == total
    assert all(not got for got, part in zip(counts, parts, strict=True) if not part)


def test_items_are_given_out_by_highest_averages() -> None:
    # The textbook's election: 53, 24 and 23 thousand votes for seven seats.
    assert apportion([53, 24, 23], [1.0] * 3, 7) == (3, 2, 2)
    assert apportion([0.5, 0.25, 0.25], [1.5] * 3, 30) == (10, 5, 5)


@given(demands, st.sampled_from(KEYS), weights)
def test_a_line_that_weighs_more_never_loses_items_of_its_one_competency(
    found: list[Demand], key: str, further: float
) -> None:
    plain = [replace(demand, track="") for demand in found]
    light = [*plain, line(99, (key,), weight=0.5)]
    heavy = [*plain, line(99, (key,), weight=0.5 + further)]
    assert count(derive(heavy, PLENTY), key) >= count(derive(light, PLENTY), key)


def test_nothing_is_asked_without_lines_and_lines_without_weight_ask_nothing() -> None:
    assert derive([], PLENTY) == Blueprint(45, (), ())
    assert derive([line(0, ("brewing",), weight=0)], PLENTY).rows == ()


def test_alternatives_share_one_weight_and_joint_competencies_do_too() -> None:
    either = derive([line(0, ("brewing",), ("pouring",)), line(1, ("tasting",))], PLENTY)
    assert [share(either, key) for key in KEYS[:3]] == pytest.approx([0.25, 0.25, 0.5])
    both = derive([line(0, ("brewing", "pouring")), line(1, ("tasting",))], PLENTY)
    assert [share(both, key) for key in KEYS[:3]] == pytest.approx([0.25, 0.25, 0.5])


def test_tracks_weigh_together_as_one_of_them() -> None:
    common = line(0, ("brewing",))
    north, south = (
        line(n, (key,), track=track) for n, (key, track) in enumerate([("pouring", "north"), ("tasting", "south")], 1)
    )
    blueprint = derive([common, north, south], PLENTY)
    assert share(blueprint, "brewing") == pytest.approx(0.5)
    assert share(blueprint, "pouring", "north") == share(blueprint, "tasting", "south") == pytest.approx(0.25)
    alone = derive([common, north], PLENTY)
    assert share(alone, "pouring", "north") == pytest.approx(0.5)


def test_a_track_with_more_lines_gets_no_more_than_the_others() -> None:
    lines = [line(0, ("pouring",), track="north"), *(line(n, ("tasting",), track="south") for n in range(1, 5))]
    blueprint = derive(lines, PLENTY)
    assert share(blueprint, "pouring", "north") == share(blueprint, "tasting", "south") == pytest.approx(0.5)


def test_topics_that_the_words_name_share_their_row_with_lines_that_name_none() -> None:
    lines = [line(0, ("brewing",), topics={"brewing": ("first",)}), line(1, ("brewing",))]
    (row,) = derive(lines, PLENTY).rows
    assert Counter({topic.key: topic.share for topic in row.topics}) == {"first": 0.5, ANY_TOPIC: 0.5}


def test_the_highest_bar_of_its_lines_is_a_rows_bar() -> None:
    lines = [line(n, ("brewing",), bar=bar) for n, bar in enumerate((Bar.BASIC, Bar.STRONG, Bar.WORKING))]
    assert derive(lines, PLENTY).rows[0].bar is Bar.STRONG


def test_what_the_banks_lack_is_named_line_by_line() -> None:
    supplies = {"brewing": Supply({"first": 3}), "pouring": Supply({"first": 90})}
    lines = [
        line(0, ("brewing",), topics={"brewing": ("second",)}), line(1, ("pouring",), topics={"pouring": ("second",)}),
        line(2, ("pouring",)), line(3, ("tasting",)),
    ]  # fmt: skip
    gaps = derive(lines, supplies).gaps
    assert [(gap.position, gap.competency, gap.topic) for gap in gaps] == [
        (0, "brewing", ""), (0, "brewing", "second"), (1, "pouring", "second"), (3, "tasting", ""),
    ]  # fmt: skip
    assert [gap.have for gap in gaps] == [3, 0, 0, 0]
    assert all(gap.needed > gap.have for gap in gaps)
    assert gaps[-1].needed >= FEWEST_ANSWERS
    assert gaps[-1].quote == "line 3"


def test_banks_with_plenty_leave_no_gap() -> None:
    assert derive([line(0, ("brewing",)), line(1, ("pouring",), topics={"pouring": ("first",)})], PLENTY).gaps == ()


def plan_of(blueprint: Blueprint, **shares: float) -> Plan:
    rows = (
        PlannedRow(row.competency, row.track, shares.get(row.competency, row.share), Bar.STRONG, row.share)
        for row in blueprint.rows
    )
    return Plan(blueprint.minutes, tuple(rows))


@given(demands)
def test_a_version_that_changes_nothing_asks_the_same(found: list[Demand]) -> None:
    derived = derive(found, PLENTY)
    followed = follow(plan_of(derived), found, PLENTY)
    assert {row.place: row.items for row in followed.rows} == {row.place: row.items for row in derived.rows}
    assert multipliers(followed, derived) == pytest.approx(dict.fromkeys({row.competency for row in derived.rows}, 1))
    assert not drift(plan_of(derived), derived)


def test_a_version_gives_what_the_mentor_set() -> None:
    lines = [line(0, ("brewing",)), line(1, ("pouring",))]
    derived = derive(lines, PLENTY)
    followed = follow(plan_of(derived, brewing=0.8, pouring=0.2), lines, PLENTY)
    assert [row.competency for row in followed.rows] == ["brewing", "pouring"]
    assert {row.bar for row in followed.rows} == {Bar.STRONG}
    assert multipliers(followed, derived) == pytest.approx({"brewing": 1.6, "pouring": 0.4})


def test_a_version_outlives_a_changed_posting_and_says_what_has_moved() -> None:
    before = [line(0, ("brewing",)), line(1, ("pouring",)), line(2, ("blending",))]
    plan = plan_of(derive(before, PLENTY))
    after = [line(0, ("brewing",)), line(1, ("pouring",), weight=2), line(3, ("tasting",))]
    followed = follow(plan, after, PLENTY)
    assert sum(row.share for row in followed.rows) == pytest.approx(1)
    assert {row.competency for row in followed.rows} == {"brewing", "pouring", "tasting"}
    moved = drift(plan, derive(after, PLENTY))
    assert moved.new == (("tasting", ""),)
    assert moved.gone == (("blending", ""),)
    assert ("pouring", "") in moved.moved


def test_a_version_that_leaves_nothing_to_ask_gives_way_to_the_posting() -> None:
    lines = [line(0, ("brewing",))]
    plan = Plan(45, (PlannedRow("brewing", "", 0.0, Bar.WORKING, 1.0),))
    assert follow(plan, lines, PLENTY) == derive(lines, PLENTY)


def test_a_share_of_nothing_gets_no_items_and_leaves_no_gap() -> None:
    lines = [line(0, ("brewing",)), line(1, ("tasting",))]
    supplies = {"brewing": PLENTY["brewing"]}
    followed = follow(plan_of(derive(lines, supplies), tasting=0.0), lines, supplies)
    assert count(followed, "tasting") == 0
    assert followed.gaps == ()
