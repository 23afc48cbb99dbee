import numpy as np
import pytest

from quizapp.domain.readiness import simulation
from quizapp.domain.readiness.simulation import MODELS, calibration_error, simulate

OWN = MODELS[:1]


def test_the_same_seed_gives_the_same_rows_for_every_model() -> None:
    rows = simulate(6, 11)
    assert rows == simulate(6, 11)
    assert rows != simulate(6, 12)
    assert [row["model"] for row in rows] == [model.name for model in MODELS]
    assert len({row["brier"] for row in rows}) == len(MODELS)


def test_a_model_gives_the_same_row_alone_as_among_others() -> None:
    assert simulate(5, 2, MODELS[3:4]) == simulate(5, 2)[3:4]


def test_under_its_own_model_what_it_says_is_so() -> None:
    """With 1,000 probabilities the calibration error of a perfect model is about 0.02."""
    (row,) = simulate(250, 4, OWN)
    assert row["calibration_error"] < 0.045
    assert row["accuracy"] > 0.925
    assert 0.55 < row["decided"] < 0.85
    assert row["brier"] < 0.11
    assert 5 < row["items"] <= simulation.LONGEST_TEST / len(simulation.BARS)


def test_biased_ratings_are_worse_than_none() -> None:
    own, biased = simulate(60, 4, MODELS[:2])
    assert biased["calibration_error"] > own["calibration_error"]


def test_no_student_meets_an_item_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "BANK_SIZE", 6)
    (row,) = simulate(8, 1, OWN)
    assert row["items"] <= 6


def test_a_calibration_error_is_the_distance_of_word_and_deed() -> None:
    p = np.array([0.05, 0.05, 0.85, 0.85, 1.0])
    truth = np.array([False, True, True, True, True])
    assert calibration_error(p, truth) == pytest.approx((2 * 0.45 + 2 * 0.15) / 5)


def test_a_simulation_without_students_is_refused() -> None:
    with pytest.raises(ValueError, match="students"):
        simulate(0, 1)
