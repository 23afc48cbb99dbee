import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.readiness.ability import Prior, combination, posterior
from quizapp.domain.readiness.distribution import Distribution
from quizapp.domain.readiness.items import ItemParameters, item_table
from quizapp.domain.readiness.scale import GRID, THETA, WEIGHTS
from quizapp.domain.readiness.selection import information_at_cut
from quizapp.domain.readiness.verdict import (
    HIGH_STAKES_CERTAINTY,
    Judgement,
    Requirement,
    Standing,
    Verdict,
    answers_needed,
    judge,
    judge_distribution,
    stand,
)

ITEM = ItemParameters(0.6, (0.25,))
RANK = [Verdict.NOT_YET, Verdict.NOT_ENOUGH_EVIDENCE, Verdict.NEARLY, Verdict.READY]


def normal(mean: float, sd: float) -> Distribution:
    density = np.exp(-(((THETA - mean) / sd) ** 2) / 2)
    return Distribution(density / (density @ WEIGHTS), GRID)


@pytest.mark.parametrize(
    ("mean", "sd", "answers", "certainty", "verdict"),
    [
        (1.30, 1.0, 5, 0.90, Verdict.READY),
        (1.30, 1.0, 4, 0.90, Verdict.NOT_ENOUGH_EVIDENCE),
        (1.30, 1.0, 5, HIGH_STAKES_CERTAINTY, Verdict.NEARLY),
        (1.66, 1.0, 5, HIGH_STAKES_CERTAINTY, Verdict.READY),
        (-1.30, 1.0, 5, 0.90, Verdict.NOT_YET),
        (-1.30, 1.0, 4, 0.90, Verdict.NOT_ENOUGH_EVIDENCE),
        (-1.30, 1.0, 5, HIGH_STAKES_CERTAINTY, Verdict.NOT_ENOUGH_EVIDENCE),
        (-0.20, 0.3, 9, 0.90, Verdict.NEARLY),
        (-0.20, 0.3, 4, 0.90, Verdict.NOT_ENOUGH_EVIDENCE),
        (-0.34, 0.3, 9, 0.90, Verdict.NEARLY),
        (-0.36, 0.3, 9, 0.90, Verdict.NOT_ENOUGH_EVIDENCE),
        (0.20, 0.9, 9, 0.90, Verdict.NEARLY),
        (0.10, 0.9, 9, 0.90, Verdict.NOT_ENOUGH_EVIDENCE),
    ],
)
def test_the_verdict_follows_from_the_mass_and_the_answers(
    mean: float, sd: float, answers: int, certainty: float, verdict: Verdict
) -> None:
    for cut in (0.0, 0.7):
        judgement = judge_distribution(normal(mean + cut, sd), cut, answers, certainty)
        assert judgement.verdict == verdict


def test_a_judgement_is_told_from_the_cut() -> None:
    judgement = judge_distribution(normal(1.0, 0.5), 0.7, 8)
    assert judgement.mean == pytest.approx(0.3, abs=1e-6)
    assert judgement.low == pytest.approx(0.3 - 1.2816 * 0.5, abs=2e-3)
    assert judgement.high == pytest.approx(0.3 + 1.2816 * 0.5, abs=2e-3)
    assert judgement.probability == pytest.approx(0.7257, abs=1e-3)
    assert judgement.standing == Standing(judgement.probability, 8)


def judged(right: int, wrong: int) -> Judgement:
    table = right * item_table(ITEM)[1] + wrong * item_table(ITEM)[0]
    return judge(posterior(table[None], Prior()), Requirement((1.0,)), right + wrong)


@given(right=st.integers(0, 30), wrong=st.integers(0, 30))
@settings(deadline=None)
def test_turning_a_wrong_answer_right_never_worsens_a_verdict(right: int, wrong: int) -> None:
    better, worse = judged(right + 1, wrong), judged(right, wrong + 1)
    assert RANK.index(better.verdict) >= RANK.index(worse.verdict)


@given(right=st.integers(3, 30), wrong=st.integers(2, 30))
@settings(deadline=None)
def test_one_more_right_answer_never_worsens_a_verdict(right: int, wrong: int) -> None:
    assert RANK.index(judged(right + 1, wrong).verdict) >= RANK.index(judged(right, wrong).verdict)


def test_a_judgement_over_several_competencies_is_one_on_their_combination() -> None:
    table = np.stack([8 * item_table(ITEM)[1], 3 * item_table(ITEM)[0]])
    state = posterior(table, Prior())
    requirement = Requirement((0.75, 0.25), cut=-0.7)
    expected = float(combination(state, (0.75, 0.25)).p_above(-0.7))
    assert judge(state, requirement, 11).probability == pytest.approx(expected)
    assert stand(state, requirement, 11) == judge(state, requirement, 11).standing


@pytest.mark.parametrize("certainty", [0.5, 1.0, 0.2, float("nan")])
def test_a_certainty_that_decides_both_ways_is_refused(certainty: float) -> None:
    with pytest.raises(ValueError, match="certainty"):
        Requirement((1.0,), certainty=certainty)


@pytest.mark.parametrize(("p", "answers", "missing"), [(0.95, 2, 3), (0.05, 0, 5), (0.95, 6, 0), (0.5, 2, 0)])
def test_only_a_sure_requirement_waits_for_answers(p: float, answers: int, missing: int) -> None:
    assert Standing(p, answers).missing(0.90) == missing


def forecast(right: int, wrong: int, information: float, items: int = 40) -> int | None:
    table = right * item_table(ITEM)[1] + wrong * item_table(ITEM)[0]
    state = posterior(table[None], Prior())
    return answers_needed(state, Requirement((1.0,)), [[information] * items], right + wrong)


def test_nothing_more_is_needed_once_decided() -> None:
    assert judged(30, 0).verdict == Verdict.READY
    assert forecast(30, 0, 0.15) == 0


def test_a_forecast_never_promises_fewer_answers_than_a_verdict_takes() -> None:
    assert forecast(0, 0, 50.0) == 5
    assert forecast(3, 0, 50.0) == 2


def test_better_items_decide_sooner() -> None:
    slow, fast = forecast(4, 4, 0.1), forecast(4, 4, 0.6)
    assert fast is not None
    assert slow is None or fast < slow


def test_what_cannot_be_decided_gets_no_forecast() -> None:
    assert forecast(6, 5, 0.01) is None
    assert forecast(4, 4, 0.2, items=0) is None
    assert forecast(4, 4, 0.2, items=1) is None


def test_a_forecast_for_two_competencies_asks_where_it_helps_most() -> None:
    table = np.stack([6 * item_table(ITEM)[1], np.zeros(THETA.size)])
    state, requirement = posterior(table, Prior()), Requirement((0.5, 0.5))
    both = answers_needed(state, requirement, [[0.2] * 40, [0.2] * 40], 6)
    first_only = answers_needed(state, requirement, [[0.2] * 40, []], 6)
    assert both is not None
    assert first_only is None or both < first_only


def test_rather_more_than_half_of_the_forecasts_come_true() -> None:
    """Students drawn from the posterior itself, answering items that are exactly as believed."""
    right, wrong = item_table(ITEM)[1], item_table(ITEM)[0]
    start = 3 * right + 3 * wrong
    mass = posterior(start[None], Prior()).density[0] * WEIGHTS
    count = forecast(3, 3, information_at_cut(ITEM))
    assert count is not None
    generator = np.random.default_rng(5)
    truth = generator.choice(THETA.size, size=400, p=mass / mass.sum())
    answers = generator.random((400, count)) < np.exp(right[truth])[:, None]
    rights = np.cumsum(answers, axis=1)[..., None]
    tables = start + rights * right + (np.arange(1, count + 1)[:, None] - rights) * wrong
    p = posterior(tables[:, :, None], Prior()).p_above(0.0)[..., 0]
    assert 0.45 < np.mean((np.maximum(p, 1 - p) >= 0.90).any(axis=1)) < 0.70
