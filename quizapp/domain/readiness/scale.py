"""The ability scale: a grid of logits on which zero is the just-ready candidate.

Every distribution of an ability is a density on such a grid and every integral a trapezoidal sum.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]

LIMIT = 6
"""The scale ends at this many logits on either side of zero."""


@dataclass(frozen=True)
class Grid:
    """Hold an even grid over ±``LIMIT`` logits with ``per_unit`` steps to a logit."""

    per_unit: int

    @property
    def step(self) -> float:
        """Return the distance between neighbouring nodes, in logits."""
        return 1 / self.per_unit

    @cached_property
    def nodes(self) -> FloatArray:
        """Return the nodes, shape (T,), in logits; whole tenths are exact doubles."""
        reach = LIMIT * self.per_unit
        return read_only(np.arange(-reach, reach + 1) / self.per_unit)

    @cached_property
    def weights(self) -> FloatArray:
        """Return the trapezoidal quadrature weights, shape (T,); they sum to 2 ``LIMIT``."""
        weights = np.full(self.nodes.size, self.step)
        weights[[0, -1]] /= 2
        return read_only(weights)


def read_only(array: FloatArray) -> FloatArray:
    """Return ``array`` after forbidding writes to it, so that a cache may share it."""
    array.flags.writeable = False
    return array


GRID = Grid(per_unit=20)
THETA = GRID.nodes
WEIGHTS = GRID.weights


class Bar(StrEnum):
    """Name how much of its competencies a requirement asks for."""

    BASIC = "basic"
    WORKING = "working"
    STRONG = "strong"

    @property
    def cut(self) -> float:
        """Return the cut score in logits; the authors' ratings are about ``WORKING``, at zero.

        An item of discrimination 1 without guessing that half of the just-ready candidates get
        right is answered by a third of those just at ``BASIC`` and two thirds of those just at
        ``STRONG``.
        """
        return {Bar.BASIC: -0.7, Bar.WORKING: 0.0, Bar.STRONG: 0.7}[self]


@lru_cache(maxsize=256)
def weights_above(grid: Grid, cut: float) -> FloatArray:
    """Return weights, shape (T,), whose product with a density is its integral above ``cut``.

    The density is taken as linear between nodes, so a cut on a node gives that node half its
    weight, and a cut between nodes shares its cell exactly. Raises ValueError unless the cut
    lies strictly inside the grid.
    """
    if not -LIMIT < cut < LIMIT:
        raise ValueError(f"a cut score must lie inside ±{LIMIT} logits, not at {cut}")
    right = int(np.searchsorted(grid.nodes, cut, side="right"))
    share = float(grid.nodes[right] - cut) / grid.step
    weights = np.where(grid.nodes > cut, grid.weights, 0.0)
    weights[right] += grid.step / 2 * (share * (2 - share) - 1)
    weights[right - 1] = grid.step / 2 * share**2
    return read_only(weights)
