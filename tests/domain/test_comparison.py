"""Comparison: each competency and each fact stands in exactly one place."""

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.comparison import Comparison, Side, compare
from quizapp.domain.demands import Demand, Fact
from quizapp.domain.readiness.scale import Bar

KEYS = ("brewing", "pouring", "tasting")


def demand(position: int, *branches: tuple[str, ...], bar: Bar = Bar.WORKING) -> Demand:
    return Demand(position, f"line {position}", 1.0, bar, branches)


branches = st.lists(
    st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True).map(tuple), min_size=1, max_size=2
)
sides = st.builds(
    Side,
    st.lists(st.tuples(branches, st.sampled_from(Bar)), max_size=4).map(
        lambda found: tuple(demand(n, *ways, bar=bar) for n, (ways, bar) in enumerate(found))
    ),
    st.lists(st.sampled_from(["A degree", "a degree!", "English", "Deutsch"]), max_size=3).map(
        lambda quotes: tuple(Fact(n, quote) for n, quote in enumerate(quotes))
    ),
)


def keys_of(side: Side) -> set[str]:
    return {key for one in side.demands for key in one.keys}


@given(sides, sides)
def test_each_competency_stands_in_exactly_one_place(a: Side, b: Side) -> None:
    found = compare(a, b)
    assert [shared.competency for shared in found.both] == [k for k in dict.fromkeys(
        key for one in a.demands for key in one.keys
    ) if k in keys_of(b)]  # fmt: skip
    assert {asked.competency for asked in found.only_a} == keys_of(a) - keys_of(b)
    assert {asked.competency for asked in found.only_b} == keys_of(b) - keys_of(a)
    for asked in (*found.only_a, *(shared.a for shared in found.both)):
        assert asked.lines == tuple(one for one in a.demands if asked.competency in one.keys)
        assert asked.bar.cut == max(line.bar.cut for line in asked.lines)


@given(sides, sides)
def test_the_other_way_round_it_says_the_same(a: Side, b: Side) -> None:
    forth, back = compare(a, b), compare(b, a)
    assert (forth.only_a, forth.only_b) == (back.only_b, back.only_a)
    assert (forth.facts_a, forth.facts_b) == (back.facts_b, back.facts_a)
    assert {s.competency: (s.a, s.b) for s in forth.both} == {s.competency: (s.b, s.a) for s in back.both}
    assert set(forth.facts_both) == {(one, other) for other, one in back.facts_both}


@given(sides)
def test_a_posting_differs_in_nothing_from_itself(side: Side) -> None:
    found = compare(side, side)
    assert (found.only_a, found.only_b, found.facts_a, found.facts_b) == ((), (), (), ())
    assert {shared.competency for shared in found.both} == keys_of(side)


def test_a_competency_of_an_alternative_is_asked_for() -> None:
    found = compare(Side((demand(0, ("brewing",), ("pouring",)),), ()), Side((demand(0, ("pouring",)),), ()))
    assert [shared.competency for shared in found.both] == ["pouring"]
    assert [asked.competency for asked in found.only_a] == ["brewing"]


def test_facts_are_the_same_whatever_their_capitals_and_punctuation() -> None:
    a, b = Side((), (Fact(0, "A Degree."), Fact(1, "English"))), Side((), (Fact(4, "• a degree"), Fact(5, "German")))
    assert compare(a, b) == Comparison(
        (), (), (), ((Fact(0, "A Degree."), Fact(4, "• a degree")),), (Fact(1, "English"),), (Fact(5, "German"),)
    )
