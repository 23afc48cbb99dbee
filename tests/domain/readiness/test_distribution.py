from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.readiness.distribution import Distribution
from quizapp.domain.readiness.scale import GRID, LIMIT, THETA, WEIGHTS, Bar, weights_above
from quizapp.domain.readiness.verdict import NEAR


def normal(mean: float, sd: float) -> Distribution:
    density = np.array([NormalDist(mean, sd).pdf(theta) for theta in THETA])
    return Distribution(density / (density @ WEIGHTS), GRID)


@pytest.mark.parametrize("bar", Bar)
def test_every_bar_and_where_nearly_begins_lie_on_nodes(bar: Bar) -> None:
    assert bar.cut in THETA
    assert np.abs(THETA - (bar.cut - NEAR)).min() < 1e-12


def test_the_grid_spans_six_logits_with_at_least_121_nodes() -> None:
    assert (THETA[0], THETA[-1]) == (-LIMIT, LIMIT)
    assert THETA.size >= 121
    assert WEIGHTS.sum() == pytest.approx(2 * LIMIT)


def test_a_cut_on_a_node_gives_that_node_half_its_weight() -> None:
    weights = weights_above(GRID, 0.0)
    expected = np.where(THETA > 0, WEIGHTS, np.where(THETA == 0, WEIGHTS / 2, 0.0))
    assert weights == pytest.approx(expected)


@given(cut=st.floats(-3, 3), mean=st.floats(-1.5, 1.5), sd=st.floats(0.3, 1.0))
def test_a_cut_between_nodes_costs_next_to_nothing(cut: float, mean: float, sd: float) -> None:
    exact = 1 - NormalDist(mean, sd).cdf(cut)
    assert float(normal(mean, sd).p_above(cut)) == pytest.approx(exact, abs=6e-4)


@given(cut=st.floats(-5.9, 5.9))
def test_a_linear_density_is_integrated_exactly(cut: float) -> None:
    density = (THETA + LIMIT) / (2 * LIMIT**2)
    exact = 1 - (cut + LIMIT) ** 2 / (2 * LIMIT) ** 2
    assert float(Distribution(density, GRID).p_above(cut)) == pytest.approx(exact, abs=1e-12)


@given(mean=st.floats(-1.5, 1.5), sd=st.floats(0.3, 1.0), probability=st.floats(0.02, 0.98))
def test_quantiles_are_those_of_the_normal(mean: float, sd: float, probability: float) -> None:
    exact = NormalDist(mean, sd).inv_cdf(probability)
    assert float(normal(mean, sd).quantile(probability)) == pytest.approx(exact, abs=4e-3)


def test_the_interval_holds_eighty_per_cent() -> None:
    low, high = normal(0.3, 0.5).interval()
    inside = normal(0.3, 0.5).p_above(float(low)) - normal(0.3, 0.5).p_above(float(high))
    assert inside == pytest.approx(0.80, abs=1e-3)


def test_mean_and_sd_are_those_of_the_normal() -> None:
    assert float(normal(-0.4, 0.7).mean()) == pytest.approx(-0.4, abs=1e-6)
    assert float(normal(-0.4, 0.7).sd()) == pytest.approx(0.7, abs=1e-6)


def test_one_cut_for_each_competency_equals_the_cuts_one_by_one() -> None:
    rows = Distribution(np.stack([normal(m, 0.6).density for m in (-1.0, 0.2, 0.9)]), GRID)
    cuts = [bar.cut for bar in Bar]
    one_by_one = [float(rows.p_above(cut)[index]) for index, cut in enumerate(cuts)]
    assert rows.p_above(cuts).tolist() == pytest.approx(one_by_one)


@pytest.mark.parametrize("cut", [-6.0, 6.0, 7.5, float("nan")])
def test_a_cut_outside_the_grid_is_refused(cut: float) -> None:
    with pytest.raises(ValueError, match="cut score"):
        normal(0, 1).p_above(cut)


@pytest.mark.parametrize("probability", [0.0, 1.0, float("nan")])
def test_a_quantile_outside_zero_and_one_is_refused(probability: float) -> None:
    with pytest.raises(ValueError, match="quantile"):
        normal(0, 1).quantile(probability)
