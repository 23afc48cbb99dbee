import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.readiness.ability import Prior, combination, posterior
from quizapp.domain.readiness.items import ItemParameters, item_table
from quizapp.domain.readiness.scale import THETA
from quizapp.domain.readiness.selection import (
    CHOICE_AMONG,
    StopReason,
    choose_competency,
    choose_item,
    expected_movement,
    information_at_cut,
    must_stop,
    order_at_cut,
)
from quizapp.domain.readiness.verdict import Requirement, Standing

ITEM = ItemParameters(0.6, (0.25,))
FIRST, SECOND = Requirement((1.0, 0.0)), Requirement((0.0, 1.0))


def test_information_without_doubt_is_that_of_the_textbook() -> None:
    item = ItemParameters(0.5, discrimination=1.4, location_sd=0.0, log_slope_sd=0.0)
    assert information_at_cut(item) == pytest.approx(1.4**2 / 4)


@pytest.mark.parametrize(
    "item", [ITEM, ItemParameters(0.6, (0.3, 0.1), (0.5, 1.0)), ItemParameters(0.8, shared_sd=0.5)]
)
@pytest.mark.parametrize("cut", [-0.7, 0.0, 0.7])
def test_information_is_read_from_the_integrated_table(item: ItemParameters, cut: float) -> None:
    chances = np.exp(item_table(item))
    slopes = np.gradient(chances, THETA, axis=1)
    at_cut = int(np.argmin(np.abs(THETA - cut)))
    numeric = (slopes**2 / chances).sum(axis=0)[at_cut]
    assert information_at_cut(item, cut) == pytest.approx(numeric, rel=2e-3)


def test_items_are_ordered_by_what_they_tell_at_the_cut() -> None:
    easy, apt, hard = (ItemParameters(rating) for rating in (0.95, 0.5, 0.08))
    sharp = ItemParameters(0.5, discrimination=1.6)
    guessed = ItemParameters(0.6, (0.5,))
    assert order_at_cut([easy, apt, guessed, sharp])[:2] == (3, 1)
    assert order_at_cut([easy, apt, hard], cut=2.0)[0] == 2
    assert order_at_cut([easy, apt, hard], cut=-2.5)[0] == 0
    assert order_at_cut([apt, apt, apt]) == (0, 1, 2)


def test_doubt_about_an_item_counts_against_it() -> None:
    rated_by_many = ItemParameters(0.5, location_sd=0.2)
    assert order_at_cut([ItemParameters(0.5), rated_by_many]) == (1, 0)


@given(seen=st.sets(st.integers(0, 99), max_size=90), draw=st.floats(0, 1, exclude_max=True))
def test_an_item_is_one_of_the_best_twenty_unseen(seen: set[int], draw: float) -> None:
    chosen = choose_item(range(100), seen, draw)
    best = [item for item in range(100) if item not in seen][:CHOICE_AMONG]
    assert chosen in best


def test_every_one_of_the_best_twenty_has_its_turn() -> None:
    draws = [(turn + 0.5) / 20 for turn in range(20)]
    assert [choose_item(range(100), set(), draw) for draw in draws] == list(range(20))


def test_no_item_is_chosen_when_all_are_seen() -> None:
    assert choose_item(["a", "b"], {"a", "b"}, 0.3) is None


@pytest.mark.parametrize("draw", [-0.1, 1.0, float("nan")])
def test_a_draw_outside_zero_and_one_is_refused(draw: float) -> None:
    with pytest.raises(ValueError, match="draw"):
        choose_item([1], set(), draw)


def test_the_expected_movement_is_that_of_both_answers() -> None:
    table = np.stack([item_table(ITEM)[1], np.zeros(THETA.size)])
    state = posterior(table, Prior())
    before = float(state.p_above(0.0)[0])
    right = float((state.density[0] * np.exp(item_table(ITEM)[1])).sum() * 0.05)
    after = []
    for answer in (0, 1):
        more = table.copy()
        more[0] += item_table(ITEM)[answer]
        after.append(float(posterior(more, Prior()).p_above(0.0)[0]))
    by_hand = (1 - right) * abs(after[0] - before) + right * abs(after[1] - before)
    assert expected_movement(state, FIRST, 0, ITEM) == pytest.approx(by_hand, abs=1e-6)


def test_the_movement_of_a_combination_is_close_to_exact() -> None:
    table = np.stack([3 * item_table(ITEM)[1], item_table(ITEM)[0]])
    state, requirement = posterior(table, Prior()), Requirement((0.6, 0.4))
    mass = state.density[0] * 0.05
    moved = 0.0
    for answer in (0, 1):
        more = table.copy()
        more[0] += item_table(ITEM)[answer]
        after = float(combination(posterior(more, Prior()), (0.6, 0.4)).p_above(0.0))
        before = float(combination(state, (0.6, 0.4)).p_above(0.0))
        moved += float(mass @ np.exp(item_table(ITEM)[answer])) * abs(after - before)
    assert expected_movement(state, requirement, 0, ITEM) == pytest.approx(moved, rel=0.1)


def chosen(
    table: np.ndarray, standings: list[Standing], requirements: list[Requirement] | None = None
) -> tuple[int, int] | None:
    state = posterior(table, Prior(0.0, 1.0, 0.3))
    choice = choose_competency(state, requirements or [FIRST, SECOND], standings, [ITEM, ITEM])
    return None if choice is None else (choice.requirement, choice.competency)


def test_the_requirement_in_doubt_is_asked_about() -> None:
    table = np.stack([4 * item_table(ITEM)[1], np.zeros(THETA.size)])
    standings = [Standing(0.8, 6), Standing(0.5, 6)]
    assert chosen(table, standings) == (1, 1)
    assert chosen(table[::-1], standings[::-1]) == (0, 0)


def test_a_decided_requirement_is_left_alone() -> None:
    undone = np.zeros((2, THETA.size))
    assert chosen(undone, [Standing(0.5, 9), Standing(0.95, 9)]) == (0, 0)
    assert chosen(undone, [Standing(0.05, 9), Standing(0.95, 9)]) is None


def test_importance_counts() -> None:
    undone, standings = np.zeros((2, THETA.size)), [Standing(0.5, 9), Standing(0.5, 9)]
    weighty = Requirement((0.0, 1.0), importance=2.0)
    assert chosen(undone, standings, [FIRST, weighty]) == (1, 1)


def test_a_sure_requirement_is_not_starved_of_its_last_answers() -> None:
    table = np.stack([np.zeros(THETA.size), 9 * item_table(ITEM)[1]])
    assert chosen(table, [Standing(0.5, 9), Standing(0.97, 4)]) == (1, 1)


def test_a_competency_without_items_is_passed_over() -> None:
    state = posterior(np.zeros((2, THETA.size)), Prior())
    undone = [Standing(0.5, 9), Standing(0.5, 9)]
    choice = choose_competency(state, [FIRST, SECOND], undone, [None, ITEM])
    assert choice is not None
    assert (choice.requirement, choice.competency) == (1, 1)
    assert choose_competency(state, [FIRST, SECOND], undone, [None, None]) is None


def test_a_combination_is_asked_where_its_weight_lies() -> None:
    state = posterior(np.zeros((2, THETA.size)), Prior())
    choice = choose_competency(state, [Requirement((0.2, 0.8))], [Standing(0.5, 9)], [ITEM, ITEM])
    assert choice is not None
    assert choice.competency == 1


@pytest.mark.parametrize(
    ("undecided", "askable", "seconds", "reason"),
    [
        (0, 9, None, StopReason.DECIDED),
        (2, 0, None, StopReason.NO_ITEMS),
        (2, 9, 59.0, StopReason.TIME),
        (2, 9, 60.0, None),
        (2, 9, None, None),
    ],
)
def test_a_test_stops_for_a_reason(
    undecided: int, askable: int, seconds: float | None, reason: StopReason | None
) -> None:
    assert must_stop(undecided, askable, seconds, 60.0) == reason
