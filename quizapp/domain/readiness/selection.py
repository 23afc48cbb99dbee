"""Selection: which competency to ask about next, with which item, and when to stop."""

from collections.abc import Hashable, Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TypeVar

import numpy as np

from quizapp.domain.readiness.ability import Posterior
from quizapp.domain.readiness.items import ItemParameters, category_probabilities, item_table
from quizapp.domain.readiness.scale import GRID, THETA, WEIGHTS, FloatArray, weights_above
from quizapp.domain.readiness.verdict import Requirement, Standing

CHOICE_AMONG = 20
"""An item is drawn from this many of the best unseen ones, which spreads exposure."""

Item = TypeVar("Item", bound=Hashable)


class StopReason(StrEnum):
    """Say why no further item is asked."""

    DECIDED = "decided"
    NO_ITEMS = "no-items"
    TIME = "time"


@dataclass(frozen=True)
class Choice:
    """Hold what to ask about: indices of requirement and competency, and the expected movement."""

    requirement: int
    competency: int
    movement: float


@lru_cache(maxsize=65_536)
def information_at_cut(parameters: ItemParameters, cut: float = 0.0) -> float:
    """Return the Fisher information of one answer at θ = ``cut``, per square logit.

    ``Σ P'² / P`` over the categories (Samejima 1969) of the curves integrated over what is not
    known about the item, so doubt about an item counts against it.
    """
    chances, slopes = category_probabilities(parameters, np.array([cut]))
    return float(np.sum(slopes**2 / chances))


def order_at_cut(parameters: Sequence[ItemParameters], cut: float = 0.0) -> tuple[int, ...]:
    """Return the items' indices, the most informative at ``cut`` first, ties as they stand.

    To be computed once when items change, not at each step.
    """
    information = [information_at_cut(item, cut) for item in parameters]
    return tuple(sorted(range(len(information)), key=lambda index: -information[index]))


def choose_item(order: Iterable[Item], seen: Set[Item], draw: float) -> Item | None:
    """Return one of the ``CHOICE_AMONG`` first unseen items of ``order``, or None if none is left.

    ``draw`` in [0, 1) picks among them. Put into ``seen`` also what must not be asked beside
    items already seen. Raises ValueError for another ``draw``.
    """
    if not 0.0 <= draw < 1.0:
        raise ValueError(f"a draw lies in [0, 1), not at {draw}")
    best = list(islice((item for item in order if item not in seen), CHOICE_AMONG))
    return best[int(draw * len(best))] if best else None


def choose_competency(
    state: Posterior,
    requirements: Sequence[Requirement],
    standings: Sequence[Standing],
    candidates: Sequence[ItemParameters | None],
) -> Choice | None:
    """Return the undecided requirement, and its competency, whose verdict an answer moves most.

    ``state`` is one student's; ``standings`` holds where each of ``requirements`` stands;
    ``candidates`` the best unseen item that the blueprint allows in each of the K competencies,
    or None. Movements count by the requirement's importance. A requirement that is sure but has
    too few answers moves by ½ shared among the missing ones: no expected change of p would ever
    ask for them. Returns None when nothing can be asked.
    """
    choices = [
        Choice(index, competency, _movement(state, requirement, standing, competency, candidate))
        for index, (requirement, standing) in enumerate(zip(requirements, standings, strict=True))
        if not standing.decides(requirement.certainty)
        for competency, candidate in enumerate(candidates)
        if candidate is not None and requirement.weights[competency] > 0
    ]
    return max(choices, key=lambda c: requirements[c.requirement].importance * c.movement, default=None)


def expected_movement(state: Posterior, requirement: Requirement, competency: int, item: ItemParameters) -> float:
    """Return E|p' - p|, the mean change of p by one answer to ``item``, in [0, 0.5].

    Preposterior over the item's categories: exact for a requirement of one competency; for
    several, p given the competency's ability is taken from the joint mean and covariance.
    """
    density = state.density[competency] * WEIGHTS
    above = _p_given(state, requirement, competency)
    joint = np.exp(item_table(item)) @ (density * (above - density @ above))
    return float(np.abs(joint).sum())


def _movement(
    state: Posterior, requirement: Requirement, standing: Standing, competency: int, item: ItemParameters
) -> float:
    moved = expected_movement(state, requirement, competency, item)
    missing = standing.missing(requirement.certainty)
    return max(moved, 0.5 / missing) if missing else moved


def must_stop(undecided: int, askable: int, seconds_left: float | None, seconds_for_one: float) -> StopReason | None:
    """Return why the test ends now, or None while it goes on.

    It ends when no measurable requirement is undecided, when no item is left that could be asked
    about one, or when the time left (None: unlimited) is too short for one more.
    """
    if undecided == 0:
        return StopReason.DECIDED
    if askable == 0:
        return StopReason.NO_ITEMS
    if seconds_left is not None and seconds_left < seconds_for_one:
        return StopReason.TIME
    return None


def _p_given(state: Posterior, requirement: Requirement, competency: int) -> FloatArray:
    """Return P(requirement met | θ of ``competency``), shape (T,)."""
    weights = np.asarray(requirement.weights)
    if np.count_nonzero(weights) == 1:
        return weights_above(GRID, requirement.cut) / WEIGHTS
    weights = weights / weights.sum()
    covariance, means = state.covariance(), state.mean()
    column = covariance @ weights
    slope = column[competency] / covariance[competency, competency]
    left = max(float(weights @ column - slope * column[competency]), 1e-12)
    centre = weights @ means + slope * (THETA - means[competency])
    steepness = 1.702 / left**0.5  # the logistic curve nearest to the normal one
    return np.asarray(1 / (1 + np.exp(np.clip(steepness * (requirement.cut - centre), -700, 700))))
