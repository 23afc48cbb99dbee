"""Simulation: whether the verdicts can be believed, on students whose abilities are known.

The test is the real one: the same tables, posterior, verdicts and selection. Only the students
and the items' true curves are invented, by the model's own assumptions and against them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.readiness.ability import Posterior, Prior, posterior
from quizapp.domain.readiness.items import (
    DISCRIMINATION,
    LOCATION_SD,
    LOG_SLOPE_SD,
    ItemParameters,
    category,
    item_table,
)
from quizapp.domain.readiness.scale import THETA, Bar, FloatArray
from quizapp.domain.readiness.selection import choose_competency, choose_item, must_stop, order_at_cut
from quizapp.domain.readiness.verdict import CERTAINTY, Requirement, Standing

BARS = (Bar.BASIC, Bar.WORKING, Bar.WORKING, Bar.STRONG)
CUTS = tuple(bar.cut for bar in BARS)
REQUIREMENTS = tuple(
    Requirement(weights=tuple(float(row == column) for column in range(len(BARS))), cut=cut)
    for row, cut in enumerate(CUTS)
)
BANK_SIZE = 60
LONGEST_TEST = 60
CALIBRATION_BINS = 10


@dataclass(frozen=True)
class GeneratingModel:
    """Describe how simulated students and items differ from what the engine assumes.

    ``rating_bias`` and ``rating_sd``: error of the authors' ratings, in logits. ``chance_spread``:
    each item's chance of guessing is multiplied by a factor uniform on 1 ± this. ``chain``: if
    set, abilities correlate by this to the power of their distance, without a common factor.
    ``gain``: logits learnt with each answer. ``careless``: share of answers given at random.
    """

    name: str
    rating_bias: float = 0.0
    rating_sd: float = LOCATION_SD
    chance_spread: float = 0.0
    chain: float | None = None
    gain: float = 0.0
    careless: float = 0.0


MODELS = (
    GeneratingModel("own model"),
    GeneratingModel("ratings biased", rating_bias=0.3, rating_sd=0.7),
    GeneratingModel("three-parameter with random guessing", chance_spread=0.6),
    GeneratingModel("correlated abilities without a common factor", chain=0.6),
    GeneratingModel("learning during the test", gain=0.02),
    GeneratingModel("ten per cent careless", careless=0.1),
)


class Row(TypedDict):
    """Hold the result for one generating model; see ``simulate``."""

    model: str
    decided: float
    accuracy: float
    calibration_error: float
    brier: float
    items: float


@dataclass(frozen=True, eq=False)
class _World:
    """Hold S students, K competencies and J items each: what is true and what is believed."""

    model: GeneratingModel
    ability: FloatArray  # (S, K), changed by learning
    location: FloatArray  # (S, K, J)
    slope: FloatArray  # (S, K, J)
    chance: FloatArray  # (S, K, J), a factor of the item's own
    banks: tuple[tuple[ItemParameters, ...], ...]

    def score(self, student: int, competency: int, item: int, generator: np.random.Generator) -> float:
        """Return the score of an answer, and let the student learn from it."""
        place = student, competency, item
        parameters = self.banks[competency][item]
        chance = np.array(parameters.chance) * self.chance[place]
        centres = np.array(parameters.locations) + self.location[place]
        known = 1 / (1 + np.exp(-self.slope[place] * (self.ability[student, competency] - centres)))
        known = known * (generator.random() >= self.model.careless)
        reached = int((generator.random() < chance + (1 - chance) * known).sum())
        self.ability[student, competency] += self.model.gain
        return (0.0, *parameters.steps)[reached]


def simulate(
    students: int, seed: int, models: Sequence[GeneratingModel] = MODELS, prior: Prior | None = None
) -> list[Row]:
    """Return one row for each generating model, the same for the same ``seed``.

    Each student takes an adaptive test on ``BARS``, one competency each, and meets banks with
    freshly drawn errors of rating, so the figures are about the method and not one lucky bank.
    ``decided``: share of student-requirements decided at ``CERTAINTY``. ``accuracy``: share of
    those that are right. ``calibration_error`` (ten bins, weighted by size) and ``brier``: of all
    final probabilities. ``items``: answers for each student-requirement. Raises ValueError
    without students.
    """
    if students < 1:
        raise ValueError("a simulation needs students")
    prior = prior or Prior()
    return [_row(model, students, np.random.default_rng(seed), prior) for model in models]


def _row(model: GeneratingModel, students: int, generator: np.random.Generator, prior: Prior) -> Row:
    world = _draw_world(model, students, generator, prior)
    probability, answers = _take_tests(world, generator, prior)
    truth = world.ability > np.array(CUTS)
    standings = [_standings(*student) for student in zip(probability, answers, strict=True)]
    decided = np.array([[one.decides(CERTAINTY) for one in student] for student in standings])
    right = (probability > 0.5) == truth
    return Row(
        model=model.name,
        decided=float(decided.mean()),
        accuracy=float(right[decided].mean()) if decided.any() else float("nan"),
        calibration_error=calibration_error(probability.ravel(), truth.ravel()),
        brier=float(np.mean((probability - truth) ** 2)),
        items=float(answers.mean()),
    )


def calibration_error(probability: FloatArray, truth: NDArray[np.bool_]) -> float:
    """Return the expected calibration error, in [0, 1], over ten bins of equal width.

    The mean over probabilities, shape (N,), of the distance between the mean probability and the
    share of truths of their bin (Naeini, Cooper & Hauskrecht 2015).
    """
    bins = np.minimum((probability * CALIBRATION_BINS).astype(np.int64), CALIBRATION_BINS - 1)
    surplus = np.bincount(bins, weights=probability - truth, minlength=CALIBRATION_BINS)
    return float(np.abs(surplus).sum() / probability.size)


def _standings(probability: FloatArray, answers: NDArray[np.int64]) -> list[Standing]:
    """Return one student's standings from arrays of shape (K,)."""
    return [Standing(*pair) for pair in zip(probability.tolist(), answers.tolist(), strict=True)]


def _take_tests(world: _World, generator: np.random.Generator, prior: Prior) -> tuple[FloatArray, NDArray[np.int64]]:
    """Return the final p and the number of answers, each of shape (S, K)."""
    sitting = _Sitting(world, generator)
    active = np.arange(len(world.ability))
    while active.size:
        state = posterior(sitting.likelihood[active], prior)
        sitting.probability[active] = state.p_above(CUTS)
        going_on = [sitting.ask(student, state.student(row)) for row, student in enumerate(active.tolist())]
        active = active[going_on]
    return sitting.probability, sitting.answers


class _Sitting:
    """Hold the state of all students' tests: what a service would keep for each."""

    def __init__(self, world: _World, generator: np.random.Generator) -> None:
        students, count = world.ability.shape
        self.world, self.generator = world, generator
        self.likelihood = np.zeros((students, count, THETA.size))
        self.probability = np.zeros((students, count))
        self.answers = np.zeros((students, count), dtype=np.int64)
        self.seen: list[list[set[int]]] = [[set() for _ in BARS] for _ in range(students)]
        self.orders = [order_at_cut(bank, cut) for bank, cut in zip(world.banks, CUTS, strict=True)]

    def ask(self, student: int, state: Posterior) -> bool:
        """Ask one student the next item and return whether there was one."""
        standings = _standings(self.probability[student], self.answers[student])
        undecided = [standing.decides(CERTAINTY) for standing in standings].count(False)
        candidates = [self._best(student, competency) for competency in range(len(BARS))]
        askable = len(candidates) - candidates.count(None)
        if must_stop(undecided, askable, LONGEST_TEST - int(self.answers[student].sum()), 1):
            return False
        choice = choose_competency(state, REQUIREMENTS, standings, candidates)
        if choice is None:
            return False
        self._answer(student, choice.competency)
        return True

    def _best(self, student: int, competency: int) -> ItemParameters | None:
        seen, bank = self.seen[student][competency], self.world.banks[competency]
        return next((bank[item] for item in self.orders[competency] if item not in seen), None)

    def _answer(self, student: int, competency: int) -> None:
        seen = self.seen[student][competency]
        item = choose_item(self.orders[competency], seen, self.generator.random())
        if item is None:
            return
        seen.add(item)
        parameters = self.world.banks[competency][item]
        score = self.world.score(student, competency, item, self.generator)
        self.likelihood[student, competency] += item_table(parameters)[category(score, parameters.steps)]
        self.answers[student, competency] += 1


def _draw_world(model: GeneratingModel, students: int, generator: np.random.Generator, prior: Prior) -> _World:
    shape = (students, len(BARS), BANK_SIZE)
    bank = _bank()
    return _World(
        model=model,
        ability=_draw_abilities(model, students, generator, prior),
        location=generator.normal(model.rating_bias, model.rating_sd, shape),
        slope=DISCRIMINATION * np.exp(generator.normal(0.0, LOG_SLOPE_SD, shape)),
        chance=1 + model.chance_spread * generator.uniform(-1.0, 1.0, shape),
        banks=(bank,) * len(BARS),
    )


def _draw_abilities(model: GeneratingModel, students: int, generator: np.random.Generator, prior: Prior) -> FloatArray:
    """Return abilities of shape (S, K) in logits."""
    distance = np.abs(np.subtract.outer(np.arange(len(BARS)), np.arange(len(BARS))))
    shared = prior.correlation ** (distance > 0)
    correlation = shared if model.chain is None else model.chain**distance
    root = np.linalg.cholesky(correlation)
    return prior.mean + prior.sd * generator.standard_normal((students, len(BARS))) @ root.T


def _bank() -> tuple[ItemParameters, ...]:
    """Return ``BANK_SIZE`` items: choice with four options, open, and with partial credit."""
    kinds = (((0.25,), (1.0,)), ((0.0,), (1.0,)), ((0.3, 0.1), (0.5, 1.0)))
    ratings = [0.3 + 0.05 * (index % 13) for index in range(BANK_SIZE)]
    return tuple(ItemParameters(round(rating, 2), *kinds[index % len(kinds)]) for index, rating in enumerate(ratings))
