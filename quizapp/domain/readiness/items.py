"""Items as tables: the log-likelihood of each graded answer on the ability grid.

An author rates how many of 100 just-ready candidates would get an item right (modified Angoff).
The rating places the item; what it leaves open about location and slope is integrated out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, isfinite, log

import numpy as np

from quizapp.domain.readiness.scale import THETA, FloatArray, read_only

DISCRIMINATION = 1.0
"""a₀: the prior median slope of an item, per logit."""

LOCATION_SD = 0.6
"""Standard deviation of one author's rating, in logits of the item's location."""

LOG_SLOPE_SD = 0.3
"""Standard deviation of log a about log a₀."""

STEP_OFFSET = 1.0
"""How far, in logits, each step of partial credit lies below the next one."""

RATING_MARGIN = 0.02
"""Ratings nearer than this to chance or to certainty are read as this near."""

PROBABILITY_FLOOR = 1e-10
"""No answer is ever held to be less likely than this, so that logarithms stay finite."""

LOCATION_NODES, SLOPE_NODES, FAMILY_NODES = 9, 7, 9
CACHED_TABLES = 4096


@dataclass(frozen=True)
class ItemParameters:
    """Describe an item by what is believed about it.

    ``just_ready``: share in [0, 1] of just-ready candidates who reach the last step.
    ``chance``: probability in [0, 1) that pure guessing reaches each step, never rising.
    ``steps``: rising score thresholds in (0, 1]; (1.0,) for items that are right or wrong.
    ``discrimination``: prior median slope per logit. ``location_sd`` and ``log_slope_sd``: what
    is not known about location (logits) and log slope. ``shared_sd``: the part of the location's
    error, in logits, that all variants of the item's family share; it adds to ``location_sd``.
    Raises ValueError for anything else.
    """

    just_ready: float
    chance: tuple[float, ...] = (0.0,)
    steps: tuple[float, ...] = (1.0,)
    discrimination: float = DISCRIMINATION
    location_sd: float = LOCATION_SD
    log_slope_sd: float = LOG_SLOPE_SD
    shared_sd: float = 0.0

    def __post_init__(self) -> None:
        """Refuse parameters that describe no item."""
        _require(0.0 <= self.just_ready <= 1.0, f"just_ready {self.just_ready} is not a share")
        _require(0 < len(self.steps) == len(self.chance), "an item needs one chance for each step")
        rising = all(low < high for low, high in zip((0.0, *self.steps), self.steps, strict=False))
        _require(rising and self.steps[-1] <= 1.0, f"steps {self.steps} must rise within (0, 1]")
        bounds = zip((1.0, *self.chance), self.chance, strict=False)
        falling = all(0.0 <= low <= high for high, low in bounds) and self.chance[0] < 1.0
        _require(falling, f"chances {self.chance} must lie in [0, 1) and never rise")
        slope_is_valid = isfinite(self.discrimination) and self.discrimination > 0.0
        _require(slope_is_valid, f"discrimination {self.discrimination} must be above zero")
        spreads = (self.location_sd, self.log_slope_sd, self.shared_sd)
        _require(all(0.0 <= sd <= 3.0 for sd in spreads), f"spreads {spreads} must lie in [0, 3]")

    @property
    def locations(self) -> tuple[float, ...]:
        """Return the prior location of each step, in logits.

        The last one is ``b = -logit((π - c) / (1 - c)) / a₀``; each lower step lies
        ``STEP_OFFSET`` below the next.
        """
        chance = self.chance[-1]
        known = (self.just_ready - chance) / (1 - chance)
        known = min(max(known, RATING_MARGIN), 1 - RATING_MARGIN)
        last = -log(known / (1 - known)) / self.discrimination
        count = len(self.steps)
        return tuple(last - STEP_OFFSET * (count - 1 - step) for step in range(count))


@dataclass(frozen=True)
class Answer:
    """Hold one graded answer: the item, its score in [0, 1] and its family's number, if any."""

    parameters: ItemParameters
    score: float
    family: int | None = None


def category(score: float, steps: Sequence[float]) -> int:
    """Return how many of ``steps`` a score in [0, 1] reaches.

    Raises ValueError for a score outside [0, 1] or NaN.

    >>> [category(score, (0.5, 1.0)) for score in (0.25, 0.5, 0.99, 1.0)]
    [0, 1, 1, 2]
    """
    _require(0.0 <= score <= 1.0, f"score {score} does not lie in [0, 1]")
    rounding = 1e-9  # thirds that add up to 0.9999999 reach the last step
    return sum(score >= step - rounding for step in steps)


@lru_cache(maxsize=CACHED_TABLES)
def item_table(parameters: ItemParameters) -> FloatArray:
    """Return log P(category | θ), shape (categories, T), integrated over location and slope.

    Graded response model (Samejima 1969) with a fixed chance c of reaching a step by guessing:
    ``P(step j | θ) = c_j + (1 - c_j) σ(a (θ - b_j))``. Exact for one answer to one item; read
    only, and shared between callers.
    """
    return read_only(np.log(category_probabilities(parameters, THETA)[0]))


def log_likelihood(answers: Iterable[Answer]) -> FloatArray:
    """Return the log-likelihood of one competency's answers, shape (T,).

    Answers of one family share its error and are integrated together; all others add up. Only
    first answers may be given: repeats of an item are not evidence.
    """
    total = np.zeros(THETA.size)
    families: dict[int, list[Answer]] = {}
    for answer in answers:
        if answer.family is None:
            total += item_table(answer.parameters)[_category_of(answer)]
        else:
            families.setdefault(answer.family, []).append(answer)
    for variants in families.values():
        total += family_log_likelihood(variants)
    return total


def family_log_likelihood(answers: Sequence[Answer]) -> FloatArray:
    """Return the log-likelihood, shape (T,), of answers to variants of one family.

    ``log ∫ Π_i P_i(answer_i | θ, b_i + e) N(e; 0, shared_sd²) de`` by Gauss-Hermite quadrature.
    One answer gives its ``item_table`` row. Raises ValueError for no answers.
    """
    _require(len(answers) > 0, "a family without answers has no likelihood")
    if len(answers) == 1:
        return np.asarray(item_table(answers[0].parameters)[_category_of(answers[0])])
    tables = [_family_table(answer.parameters)[:, _category_of(answer)] for answer in answers]
    joint = np.sum(tables, axis=0) + np.log(_normal_nodes(FAMILY_NODES)[1])[:, None]
    return np.asarray(np.logaddexp.reduce(joint, axis=0))


def category_probabilities(parameters: ItemParameters, theta: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return P(category | θ) and its slope in θ, each of shape (categories, θ's), integrated.

    The slope is ``(1 - c_j) E[a σ (1 - σ)]``, the derivative of the integrated curve.
    """
    total_sd = hypot(parameters.location_sd, parameters.shared_sd)
    return _integrated(parameters, theta, total_sd, 0.0)


@lru_cache(maxsize=CACHED_TABLES // 8)
def _family_table(parameters: ItemParameters) -> FloatArray:
    """Return log P(category | θ, e), shape (FAMILY_NODES, categories, T)."""
    shifts = parameters.shared_sd * _normal_nodes(FAMILY_NODES)[0]
    own = parameters.location_sd
    tables = [_integrated(parameters, THETA, own, float(shift))[0] for shift in shifts]
    return read_only(np.log(np.stack(tables)))


def _integrated(
    parameters: ItemParameters, theta: FloatArray, location_sd: float, shift: float
) -> tuple[FloatArray, FloatArray]:
    errors, error_weights = _normal_nodes(LOCATION_NODES)
    spreads, spread_weights = _normal_nodes(SLOPE_NODES)
    slopes = parameters.discrimination * np.exp(parameters.log_slope_sd * spreads)
    centres = np.array(parameters.locations)[:, None, None, None] + shift
    distance = theta[:, None, None] - centres - location_sd * errors[:, None]
    known = 1 / (1 + np.exp(-slopes * distance))  # (steps, θ's, locations, slopes)
    chance = np.array(parameters.chance)[:, None]
    reached = chance + (1 - chance) * (known @ spread_weights @ error_weights)
    rise = (1 - chance) * ((slopes * known * (1 - known)) @ spread_weights @ error_weights)
    return np.maximum(_between(reached, 1.0), PROBABILITY_FLOOR), _between(rise, 0.0)


def _between(reached: FloatArray, first: float) -> FloatArray:
    """Return what lies between neighbouring steps; every answer reaches ``first``, none the end."""
    edge = np.full((1, reached.shape[1]), first)
    return -np.diff(np.concatenate([edge, reached, np.zeros_like(edge)]), axis=0)


@lru_cache(maxsize=8)
def _normal_nodes(count: int) -> tuple[FloatArray, FloatArray]:
    """Return nodes and weights of Gauss-Hermite quadrature for the standard normal."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(count)
    return nodes, weights / weights.sum()


def _category_of(answer: Answer) -> int:
    return category(answer.score, answer.parameters.steps)


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)
