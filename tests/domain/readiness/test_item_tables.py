import subprocess
import sys
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.readiness.items import (
    STEP_OFFSET,
    Answer,
    ItemParameters,
    category,
    family_log_likelihood,
    item_table,
    log_likelihood,
)
from quizapp.domain.readiness.scale import THETA

ZERO = THETA.size // 2
CHOICE = ItemParameters(0.7, (0.25,))
PARTIAL = ItemParameters(0.6, (0.3, 0.1), (0.5, 1.0))
VARIANT = ItemParameters(0.6, location_sd=0.3, shared_sd=0.6)


def known(item: ItemParameters) -> ItemParameters:
    return replace(item, location_sd=0.0, log_slope_sd=0.0)


def chance_of_right(slope: float, location: float, chance: float) -> np.ndarray:
    return chance + (1 - chance) / (1 + np.exp(-slope * (THETA - location)))


@given(rating=st.floats(0.3, 0.95), slope=st.floats(0.5, 2.5))
def test_just_ready_candidates_do_as_the_author_said(rating: float, slope: float) -> None:
    item = known(ItemParameters(rating, (0.25,), discrimination=slope))
    assert np.exp(item_table(item)[1, ZERO]) == pytest.approx(rating)


def test_guessing_sets_a_floor_that_no_ability_falls_below() -> None:
    assert np.exp(item_table(CHOICE)[1, 0]) == pytest.approx(0.25, abs=0.01)
    assert np.exp(item_table(ItemParameters(0.7))[1, 0]) < 0.02


@pytest.mark.parametrize("item", [CHOICE, PARTIAL, VARIANT, ItemParameters(0.0), ItemParameters(1.0)])
def test_the_categories_of_an_item_are_all_there_is(item: ItemParameters) -> None:
    assert np.exp(item_table(item)).sum(axis=0) == pytest.approx(1.0, abs=1e-9)


def test_tables_are_integrated_over_what_is_not_known() -> None:
    """Against a plain sum over a dense grid of locations and log slopes."""
    errors = np.linspace(-5, 5, 201)
    mass = np.array([NormalDist().pdf(error) for error in errors])
    mass /= mass.sum()
    centre = -np.log((0.7 - 0.25) / 0.75 / (1 - (0.7 - 0.25) / 0.75))
    curve = sum(
        mass[i] * mass[j] * chance_of_right(np.exp(0.3 * errors[j]), centre + 0.6 * errors[i], 0.25)
        for i in range(201)
        for j in range(201)
        if mass[i] * mass[j] > 1e-9
    )
    assert np.exp(item_table(CHOICE)[1]) == pytest.approx(curve, abs=1e-5)


def test_doubt_about_an_item_flattens_its_curve() -> None:
    steepness = [np.ptp(item_table(item)[1, ZERO - 20 : ZERO + 20]) for item in (known(CHOICE), CHOICE)]
    assert steepness[0] > steepness[1]


def test_half_a_score_is_a_step_that_lies_lower() -> None:
    item = known(replace(PARTIAL, chance=(0.0, 0.0)))
    half_or_more = 1 - np.exp(item_table(item)[0])
    last = np.log(0.6 / 0.4)
    assert half_or_more == pytest.approx(chance_of_right(1.0, -last - STEP_OFFSET, 0.0), abs=1e-9)
    assert np.exp(item_table(item)[2]) == pytest.approx(chance_of_right(1.0, -last, 0.0), abs=1e-9)


def test_each_step_has_its_own_chance_of_being_guessed() -> None:
    low = np.exp(item_table(known(PARTIAL))[:, 0])
    assert low == pytest.approx([0.7, 0.2, 0.1], abs=0.02)


@pytest.mark.parametrize(
    ("score", "steps", "reached"),
    [
        (0.0, (1.0,), 0),
        (0.99, (1.0,), 0),
        (1.0, (1.0,), 1),
        (0.5, (0.5, 1.0), 1),
        (0.8, (0.5, 0.8), 2),
        (1 / 3 + 1 / 3 + 0.3333333333, (1.0,), 1),
    ],
)
def test_a_score_reaches_a_category(score: float, steps: tuple[float, ...], reached: int) -> None:
    assert category(score, steps) == reached


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_a_score_outside_zero_and_one_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="score"):
        category(score, (1.0,))


@pytest.mark.parametrize(
    "changes",
    [
        {"just_ready": 1.2},
        {"just_ready": float("nan")},
        {"chance": (1.0,)},
        {"chance": (-0.1,)},
        {"chance": (float("nan"),)},
        {"chance": (0.2, 0.1)},
        {"chance": (0.1, 0.2), "steps": (0.5, 1.0)},
        {"chance": (0.2, 0.1), "steps": (1.0, 0.5)},
        {"chance": (), "steps": ()},
        {"steps": (1.5,)},
        {"discrimination": 0.0},
        {"discrimination": float("nan")},
        {"location_sd": -0.1},
        {"shared_sd": float("nan")},
    ],
)
def test_parameters_that_describe_no_item_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must|share|needs"):
        ItemParameters(**{"just_ready": 0.7, **changes})  # type: ignore[arg-type]


def test_a_table_is_computed_once_and_cannot_be_spoilt() -> None:
    assert item_table(CHOICE) is item_table(ItemParameters(0.7, (0.25,)))
    with pytest.raises(ValueError, match="read-only"):
        item_table(CHOICE)[0, 0] = 0.0


def test_answers_add_up_in_any_order() -> None:
    answers = [Answer(CHOICE, 1), Answer(PARTIAL, 0.5), Answer(CHOICE, 0), Answer(VARIANT, 1, family=3)]
    expected = item_table(CHOICE).sum(axis=0) + item_table(PARTIAL)[1] + item_table(VARIANT)[1]
    assert log_likelihood(answers) == pytest.approx(expected)
    assert log_likelihood(answers[::-1]) == pytest.approx(expected)


def test_no_answers_say_nothing() -> None:
    assert not log_likelihood([]).any()


def test_one_answer_to_a_family_is_simply_less_certain() -> None:
    wider = replace(VARIANT, location_sd=float(np.hypot(0.3, 0.6)), shared_sd=0.0)
    assert item_table(VARIANT) == pytest.approx(item_table(wider), abs=1e-12)
    assert family_log_likelihood([Answer(VARIANT, 1)]) == pytest.approx(item_table(VARIANT)[1])


def test_variants_of_a_family_share_its_error() -> None:
    """Against a plain sum over a dense grid of the shared error."""
    item = replace(VARIANT, location_sd=0.0, log_slope_sd=0.0)
    scores = (1, 1, 0)
    errors = np.linspace(-5, 5, 401)
    mass = np.array([NormalDist().pdf(error) for error in errors])
    location = -np.log(0.6 / 0.4)
    likelihood = np.zeros(THETA.size)
    for error, weight in zip(errors, mass / mass.sum(), strict=True):
        right = chance_of_right(1.0, location + 0.6 * error, 0.0)
        likelihood += weight * np.prod([right if score else 1 - right for score in scores], axis=0)
    together = log_likelihood(Answer(item, score, family=1) for score in scores)
    centre = slice(ZERO - 60, ZERO + 61)
    assert together[centre] == pytest.approx(np.log(likelihood)[centre], abs=1e-4)


def test_five_variants_of_one_family_tell_less_than_five_items() -> None:
    def curvature(families: list[int]) -> float:
        total = log_likelihood(Answer(VARIANT, 1, family=family) for family in families)
        return float(total[ZERO + 20] - total[ZERO - 20])

    assert curvature([1, 1, 1, 1, 1]) < 0.95 * curvature([1, 2, 3, 4, 5])


def test_a_family_without_answers_is_refused() -> None:
    with pytest.raises(ValueError, match="family"):
        family_log_likelihood([])


def test_importing_the_model_loads_neither_framework_nor_scipy() -> None:
    code = (
        "import sys; import quizapp.domain.readiness.simulation;"
        "print([name for name in ('flask', 'sqlalchemy', 'scipy', 'click') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
