"""Verdicts: what may be said about a requirement, and how many answers more would decide it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from quizapp.domain.readiness.ability import Posterior, combination
from quizapp.domain.readiness.distribution import Distribution
from quizapp.domain.readiness.scale import FloatArray, read_only

CERTAINTY = 0.90
"""The probability at which a requirement is decided, either way."""

HIGH_STAKES_CERTAINTY = 0.95
"""The same where much hangs on it."""

FEWEST_ANSWERS = 5
"""No requirement is decided on fewer answers."""

NEAR = 0.6
"""How far below the cut, in logits, *nearly* reaches."""

NEARLY_CERTAINTY = 0.80
"""The probability of lying above the cut less ``NEAR`` from which on it is *nearly*."""

LONGEST_FORECAST = 30
"""Beyond this many further answers no forecast is made."""

PATHS = 1000
"""A forecast follows this many random walks."""


class Verdict(StrEnum):
    """Say what the answers show about a requirement."""

    READY = "ready"
    NEARLY = "nearly"
    NOT_YET = "not-yet"
    NOT_ENOUGH_EVIDENCE = "not-enough-evidence"


@dataclass(frozen=True)
class Requirement:
    """Describe what a posting asks for.

    ``weights``: one for each of the K competencies, none negative. ``cut``: its bar, in logits.
    ``importance``: its weight among requirements. ``certainty``: the probability, above 0.5,
    at which it is decided. Raises ValueError for a certainty outside (0.5, 1).
    """

    weights: tuple[float, ...]
    cut: float = 0.0
    importance: float = 1.0
    certainty: float = CERTAINTY

    def __post_init__(self) -> None:
        """Refuse a certainty at which a requirement would be decided both ways."""
        if not 0.5 < self.certainty < 1.0:
            raise ValueError(f"certainty {self.certainty} must lie between 0.5 and 1")


@dataclass(frozen=True)
class Standing:
    """Hold the p of one requirement and the number of answers behind it."""

    probability: float
    answers: int

    def decides(self, certainty: float) -> bool:
        """Return whether p is sure, either way, after at least ``FEWEST_ANSWERS``."""
        return self.is_sure(certainty) and self.answers >= FEWEST_ANSWERS

    def is_sure(self, certainty: float) -> bool:
        """Return whether p ≥ ``certainty`` or p ≤ 1 - ``certainty``."""
        return max(self.probability, 1.0 - self.probability) >= certainty

    def missing(self, certainty: float) -> int:
        """Return how many answers more a sure p must still wait for; 0 if p is not sure."""
        return max(FEWEST_ANSWERS - self.answers, 0) if self.is_sure(certainty) else 0


@dataclass(frozen=True)
class Judgement:
    """Hold a verdict and the numbers shown beside it.

    ``probability`` of lying above the cut; ``low`` and ``high``, the 80 % interval, and ``mean``,
    all in logits from the cut; ``answers`` behind it.
    """

    verdict: Verdict
    probability: float
    low: float
    high: float
    mean: float
    answers: int

    @property
    def standing(self) -> Standing:
        """Return what the choice of the next item needs to know."""
        return Standing(self.probability, self.answers)


def judge(state: Posterior, requirement: Requirement, answers: int) -> Judgement:
    """Return the judgement of one student on one requirement.

    ``state`` has no student axis, as everywhere here; ``answers`` counts the first answers to
    items of the requirement's competencies.
    """
    ability = combination(state, requirement.weights)
    return judge_distribution(ability, requirement.cut, answers, requirement.certainty)


def judge_distribution(ability: Distribution, cut: float, answers: int, certainty: float = CERTAINTY) -> Judgement:
    """Return the judgement of one ability, a density of shape (T,), against ``cut``."""
    probability = float(ability.p_above(cut))
    low, high = (float(end) - cut for end in ability.interval())
    near = float(ability.p_above(cut - NEAR))
    verdict = _verdict(Standing(probability, answers), near, certainty)
    return Judgement(verdict, probability, low, high, float(ability.mean()) - cut, answers)


def stand(state: Posterior, requirement: Requirement, answers: int) -> Standing:
    """Return where one student stands on one requirement: a judgement without its interval."""
    ability = combination(state, requirement.weights)
    return Standing(float(ability.p_above(requirement.cut)), answers)


def _verdict(standing: Standing, near: float, certainty: float) -> Verdict:
    if standing.decides(certainty):
        return Verdict.READY if standing.probability >= certainty else Verdict.NOT_YET
    # Asking for mass above the cut less NEAR, and not between the two, makes *nearly* a lower bar:
    # a right answer can never turn it into something worse.
    if standing.answers >= FEWEST_ANSWERS and near >= NEARLY_CERTAINTY:
        return Verdict.NEARLY
    return Verdict.NOT_ENOUGH_EVIDENCE


def answers_needed(
    state: Posterior,
    requirement: Requirement,
    information: Sequence[Sequence[float]],
    answers: int,
) -> int | None:
    """Return after how many more answers the requirement is more likely decided than not.

    ``information``: for each of the K competencies, the information at the cut of its unseen
    items in the order they would be asked. Each answer is given to the competency where it
    shrinks the variance of the weighted ability most. n answers leave the variance v_n and, seen
    from today, move the mean by a normal error of variance v_0 - v_n; ``PATHS`` such walks, always
    the same ones, are followed until they are decided. Returns 0 when decided already and None
    when ``LONGEST_FORECAST`` answers, or all there are, would not suffice.
    """
    ability = combination(state, requirement.weights)
    if Standing(float(ability.p_above(requirement.cut)), answers).decides(requirement.certainty):
        return 0
    distance, variance = float(ability.mean()) - requirement.cut, float(ability.sd()) ** 2
    kept = variance * np.array([1.0, *_shares_of_variance(state, requirement.weights, information)])
    walks = distance + np.cumsum(_walks()[:, : kept.size - 1] * np.sqrt(-np.diff(kept)), axis=1)
    needed = NormalDist().inv_cdf(requirement.certainty) * np.sqrt(kept[1:])
    allowed = answers + np.arange(1, kept.size) >= FEWEST_ANSWERS
    decided = np.logical_or.accumulate((np.abs(walks) >= needed) & allowed, axis=1)
    likely = np.flatnonzero(decided.mean(axis=0) >= 0.5)
    return int(likely[0]) + 1 if likely.size else None


@lru_cache(maxsize=1)
def _walks() -> FloatArray:
    """Return standard normal steps, shape (PATHS, LONGEST_FORECAST), each with its mirror image."""
    half = np.random.default_rng(0).standard_normal((PATHS // 2, LONGEST_FORECAST))
    return read_only(np.concatenate([half, -half]))


def _shares_of_variance(
    state: Posterior, weights: Sequence[float], information: Sequence[Sequence[float]]
) -> list[float]:
    """Return which share of the weighted variance is left after 1, 2, ... further answers."""
    members = [index for index, weight in enumerate(weights) if weight > 0]
    weight = np.array([weights[index] for index in members])
    unseen = [list(information[index])[::-1] for index in members]
    covariance = state.covariance()[np.ix_(members, members)]
    start = float(weight @ covariance @ weight)
    kept: list[float] = []
    while any(unseen) and len(kept) < LONGEST_FORECAST:
        gain = np.array([items[-1] if items else 0.0 for items in unseen])
        shrinks = gain * (covariance @ weight) ** 2 / (1 + gain * np.diag(covariance))
        best = int(np.argmax(shrinks))
        if not unseen[best]:
            break
        column, spent = covariance[:, best], unseen[best].pop()
        covariance = covariance - np.outer(column, column) * spent / (1 + spent * column[best])
        kept.append(float(weight @ covariance @ weight) / start)
    return kept
