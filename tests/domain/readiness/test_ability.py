from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.readiness.ability import Prior, combination, posterior
from quizapp.domain.readiness.items import Answer, ItemParameters, item_table, log_likelihood
from quizapp.domain.readiness.scale import THETA, WEIGHTS

PRIOR = Prior()
ITEMS = [ItemParameters(0.7, (0.25,)), ItemParameters(0.5), ItemParameters(0.9, (0.25,))]
answered = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([0.0, 1.0])), max_size=12)


def table_of(answers: list[tuple[int, float]]) -> np.ndarray:
    return log_likelihood(Answer(ITEMS[index], score) for index, score in answers)


class DenseCube:
    """Three abilities on a plain grid: the multivariate normal written down as it stands."""

    def __init__(self, prior: Prior, patterns: list[list[tuple[float, float, int]]]) -> None:
        self.nodes = np.linspace(-6, 6, 121)
        count = len(patterns)
        covariance = prior.sd**2 * (
            prior.correlation * np.ones((count, count)) + (1 - prior.correlation) * np.eye(count)
        )
        axes = np.meshgrid(*[self.nodes] * count, indexing="ij")
        centred = np.stack(axes, axis=-1) - prior.mean
        mass = np.exp(-np.einsum("...i,ij,...j", centred, np.linalg.inv(covariance), centred) / 2)
        for axis, pattern in zip(axes, patterns, strict=True):
            for location, chance, score in pattern:
                right = chance + (1 - chance) / (1 + np.exp(-(axis - location)))
                mass *= right if score else 1 - right
        self.axes, self.mass = axes, mass / mass.sum()

    def p_above(self, axis: int, cut: float) -> float:
        others = tuple(index for index in range(3) if index != axis)
        line = self.mass.sum(axis=others)
        return float(line[self.nodes > cut + 1e-9].sum() + line[np.abs(self.nodes - cut) < 1e-9].sum() / 2)

    def p_combined(self, weights: list[float], cut: float) -> float:
        """Walk along the third axis to where the plane is crossed."""
        cdf = np.cumsum(self.mass, axis=2) - self.mass / 2
        needed = (cut - weights[0] * self.axes[0] - weights[1] * self.axes[1])[..., 0] / weights[2]
        place = np.clip((needed + 6) / 0.1, 0, 119.999)
        left = place.astype(int)[..., None]
        low, high = (np.take_along_axis(cdf, left + i, axis=2)[..., 0] for i in (0, 1))
        below = low + (place - left[..., 0]) * (high - low)
        return float(1 - below.sum())


PATTERNS = [
    [(0.0, 0.25, 1), (-0.5, 0.0, 1), (0.8, 0.25, 1), (0.3, 0.0, 0), (0.0, 0.25, 1)],
    [(0.2, 0.0, 0), (-0.7, 0.25, 0)],
    [],
]


def likelihoods(patterns: list[list[tuple[float, float, int]]]) -> np.ndarray:
    total = np.zeros((len(patterns), THETA.size))
    for row, pattern in zip(total, patterns, strict=True):
        for location, chance, score in pattern:
            right = chance + (1 - chance) / (1 + np.exp(-(THETA - location)))
            row += np.log(right if score else 1 - right)
    return total


@pytest.mark.parametrize("prior", [Prior(), Prior(0.2, 1.3, 0.6), Prior(-0.3, 0.8, 0.0)])
def test_the_posterior_is_that_of_a_dense_cube(prior: Prior) -> None:
    cube = DenseCube(prior, PATTERNS)
    state = posterior(likelihoods(PATTERNS), prior)
    for cut in (-0.7, 0.0, 0.7):
        dense = [cube.p_above(axis, cut) for axis in range(3)]
        assert state.p_above(cut).tolist() == pytest.approx(dense, abs=1e-3)


@pytest.mark.parametrize("prior", [Prior(), Prior(0.2, 1.3, 0.6)])
def test_a_combination_is_judged_under_the_joint_posterior(prior: Prior) -> None:
    cube = DenseCube(prior, PATTERNS)
    state = posterior(likelihoods(PATTERNS), prior)
    for weights in ([0.5, 0.3, 0.2], [1 / 3, 1 / 3, 1 / 3]):
        for cut in (-0.7, 0.0):
            together = float(combination(state, weights).p_above(cut))
            assert together == pytest.approx(cube.p_combined(weights, cut), abs=1e-3)


def test_moments_of_a_combination_follow_from_the_covariance() -> None:
    state = posterior(likelihoods(PATTERNS), Prior(0.0, 1.0, 0.5))
    weights = np.array([0.6, 0.1, 0.3])
    together = combination(state, weights.tolist())
    assert float(together.mean()) == pytest.approx(float(weights @ state.mean()), abs=1e-6)
    variance = float(weights @ state.covariance() @ weights)
    assert float(together.sd()) ** 2 == pytest.approx(variance, abs=5e-4)


def test_covariances_on_the_diagonal_are_the_marginal_variances() -> None:
    state = posterior(likelihoods(PATTERNS), PRIOR)
    assert np.diag(state.covariance()) == pytest.approx(state.sd() ** 2, abs=1e-6)


def test_without_answers_the_posterior_is_the_prior() -> None:
    prior = Prior(-0.4, 0.9, 0.4)
    state = posterior(np.zeros((2, 3, THETA.size)), prior)
    assert state.mean() == pytest.approx(np.full((2, 3), -0.4), abs=1e-6)
    assert state.sd() == pytest.approx(np.full((2, 3), 0.9), abs=1e-5)
    expected = 0.81 * (0.4 + 0.6 * np.eye(3))
    assert state.covariance()[1] == pytest.approx(expected, abs=1e-4)


@given(answers=answered)
@settings(deadline=None)
def test_one_competency_is_plain_unidimensional_quadrature(answers: list[tuple[int, float]]) -> None:
    table = table_of(answers)
    density = np.exp(table - ((THETA - PRIOR.mean) / PRIOR.sd) ** 2 / 2)
    state = posterior(table[None], PRIOR)
    assert state.density[0] == pytest.approx(density / (density @ WEIGHTS), abs=1e-5)


@given(left=answered, right=answered, item=st.integers(0, 2))
@settings(deadline=None)
def test_a_right_answer_never_lowers_any_p(
    left: list[tuple[int, float]], right: list[tuple[int, float]], item: int
) -> None:
    before = np.stack([table_of(left), table_of(right), np.zeros(THETA.size)])
    after = before.copy()
    after[0] += item_table(ITEMS[item])[1]
    earlier, later = posterior(before, PRIOR), posterior(after, PRIOR)
    for cut in (-0.7, 0.0, 0.7):
        assert (later.p_above(cut) >= earlier.p_above(cut) - 1e-9).all()
        weights = [0.5, 0.2, 0.3]
        grown = combination(later, weights).p_above(cut) - combination(earlier, weights).p_above(cut)
        assert grown >= -1e-9


@given(answers=st.lists(answered, min_size=3, max_size=3), order=st.permutations(range(3)))
@settings(deadline=None)
def test_the_order_of_competencies_changes_nothing(answers: list[list[tuple[int, float]]], order: list[int]) -> None:
    tables = np.stack([table_of(one) for one in answers])
    plain, moved = posterior(tables, PRIOR), posterior(tables[order], PRIOR)
    assert moved.density == pytest.approx(plain.density[order], abs=1e-9)


@given(answers=st.lists(answered, min_size=4, max_size=4))
@settings(deadline=None, max_examples=30)
def test_many_students_at_once_equal_each_alone(answers: list[list[tuple[int, float]]]) -> None:
    tables = np.stack([table_of(one) for one in answers]).reshape(2, 2, THETA.size)
    together = posterior(tables, PRIOR)
    joint = combination(together, [0.5, 0.5]).density
    for index in range(2):
        alone = posterior(tables[index], PRIOR)
        for state in (alone, together.student(index)):
            assert state.density == pytest.approx(together.density[index], abs=1e-12)
            assert state.covariance() == pytest.approx(together.covariance()[index], abs=1e-12)
            assert combination(state, [0.5, 0.5]).density == pytest.approx(joint[index], abs=1e-12)


def test_an_unanswered_competency_is_informed_as_far_as_the_correlation_says() -> None:
    table = np.stack([6 * item_table(ITEMS[0])[1], np.zeros(THETA.size)])
    p = [float(posterior(table, Prior(-0.5, 1.0, rho)).p_above(0.0)[1]) for rho in (0, 0.3, 0.6)]
    assert p[0] == pytest.approx(float(posterior(table * 0, PRIOR).p_above(0.0)[1]), abs=1e-6)
    assert all(later > earlier + 0.02 for earlier, later in pairwise(p))
    mean = posterior(table, Prior(0.0, 1.0, 0.6)).mean()
    assert mean[1] == pytest.approx(0.6 * mean[0], abs=1e-4)


@pytest.mark.parametrize("prior", [PRIOR, Prior(1.0, 2.5, 0.6)])
def test_competencies_without_answers_say_nothing_about_the_others(prior: Prior) -> None:
    answered = 4 * item_table(ITEMS[0])[1]
    alone = posterior(answered[None], prior)
    among = posterior(np.concatenate([answered[None], np.zeros((20, THETA.size))]), prior)
    assert among.density[0] == pytest.approx(alone.density[0], abs=1e-9)


def test_all_right_and_all_wrong_stay_on_the_scale() -> None:
    table = np.stack([30 * item_table(ITEMS[1])[1], 30 * item_table(ITEMS[1])[0]])
    state = posterior(table, PRIOR)
    p = state.p_above(0.0)
    assert p[0] > 0.99
    assert p[1] < 0.01
    assert np.abs(state.mean()).max() < 6


@pytest.mark.parametrize("prior", [PRIOR, Prior(-3.0, 0.25, 0.9), Prior(3.0, 3.0, 0.9)])
def test_ten_thousand_answers_underflow_nowhere(prior: Prior) -> None:
    right, wrong = item_table(ITEMS[1])[1], item_table(ITEMS[1])[0]
    table = np.stack([10_000 * right, 10_000 * wrong, 6_225 * right + 3_775 * wrong, 0 * right])
    state = posterior(table, prior)
    p = state.p_above(0.0)
    assert np.isfinite(state.density).all()
    assert p[:3].tolist() == pytest.approx([1.0, 0.0, 1.0], abs=1e-6)
    low, high = state.interval()
    assert (low <= high).all()
    together = combination(state, [0.5, 0.0, 0.5, 0.0])
    assert float(together.p_above(0.0)) == pytest.approx(1.0, abs=1e-6)
    assert float(together.mean()) == pytest.approx(float(state.mean()[[0, 2]].mean()), abs=0.02)


def test_one_competency_in_a_combination_is_its_marginal() -> None:
    state = posterior(likelihoods(PATTERNS), PRIOR)
    alone = combination(state, [0.0, 2.0, 0.0])
    assert alone.density == pytest.approx(state.density[1])


def test_only_the_proportions_of_weights_count() -> None:
    state = posterior(likelihoods(PATTERNS), PRIOR)
    shares, counts = (combination(state, weights) for weights in ([0.25, 0.25, 0.5], [1.0, 1.0, 2.0]))
    assert counts.density == pytest.approx(shares.density)


@pytest.mark.parametrize("weights", [[1.0], [0.0, 0.0], [-1.0, 2.0], [float("nan"), 1.0]])
def test_weights_that_mean_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        combination(posterior(np.zeros((2, THETA.size)), PRIOR), weights)


@pytest.mark.parametrize("shape", [(THETA.size,), (2, THETA.size - 1), (0, THETA.size), (3, 0)])
def test_a_wrong_shape_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="shape"):
        posterior(np.zeros(shape), PRIOR)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_likelihoods_that_are_not_finite_are_refused(value: float) -> None:
    table = np.zeros((2, THETA.size))
    table[1, 7] = value
    with pytest.raises(ValueError, match="finite"):
        posterior(table, PRIOR)


@pytest.mark.parametrize("values", [(9.0, 1.0, 0.3), (0.0, 0.1, 0.3), (0.0, 1.0, 0.95), (0.0, float("nan"), 0.3)])
def test_a_prior_that_the_grid_cannot_carry_is_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="must have"):
        Prior(*values)
