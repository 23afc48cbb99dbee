"""Densities on a grid, and what is asked of them: mass above a cut, intervals and means."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quizapp.domain.readiness.scale import FloatArray, Grid, weights_above

COVERAGE = 0.80
"""The mass of the interval that is shown beside a verdict."""


@dataclass(frozen=True, eq=False)
class Distribution:
    """Hold densities of shape (..., T) on the T nodes of ``grid``, each integrating to one."""

    density: FloatArray
    grid: Grid

    def p_above(self, cut: float | Sequence[float]) -> FloatArray:
        """Return the probability above ``cut``, shape (...).

        Several cuts stand for the last leading axis, one each. Raises ValueError for a cut
        outside the grid.
        """
        if isinstance(cut, Sequence):
            weights = np.stack([weights_above(self.grid, float(one)) for one in cut])
            mass = np.asarray((self.density * weights).sum(axis=-1))
        else:
            mass = np.asarray(self.density @ weights_above(self.grid, float(cut)))
        return np.asarray(mass.clip(0.0, 1.0))

    def mean(self) -> FloatArray:
        """Return the means in logits, shape (...)."""
        return np.asarray(self.density @ (self.grid.weights * self.grid.nodes))

    def sd(self) -> FloatArray:
        """Return the standard deviations in logits, shape (...)."""
        square = self.density @ (self.grid.weights * self.grid.nodes**2)
        return np.sqrt(np.maximum(square - self.mean() ** 2, 0.0))

    def quantile(self, probability: float) -> FloatArray:
        """Return the quantiles in logits, shape (...), by linear interpolation of the cdf.

        Raises ValueError unless ``probability`` lies strictly between 0 and 1.
        """
        if not 0.0 < probability < 1.0:
            raise ValueError(f"a quantile is asked for between 0 and 1, not at {probability}")
        cdf = self._cdf()
        right = np.clip((cdf < probability).sum(axis=-1), 1, cdf.shape[-1] - 1)[..., None]
        below = np.take_along_axis(cdf, right - 1, axis=-1)[..., 0]
        above = np.take_along_axis(cdf, right, axis=-1)[..., 0]
        share = (probability - below) / np.maximum(above - below, np.finfo(float).tiny)
        left = self.grid.nodes[right[..., 0] - 1]
        return np.asarray(left + self.grid.step * np.clip(share, 0.0, 1.0))

    def interval(self, coverage: float = COVERAGE) -> tuple[FloatArray, FloatArray]:
        """Return the ends in logits, each of shape (...), of the central interval."""
        tail = (1 - coverage) / 2
        return self.quantile(tail), self.quantile(1 - tail)

    def _cdf(self) -> FloatArray:
        cells = (self.density[..., 1:] + self.density[..., :-1]) * (self.grid.step / 2)
        cdf = np.zeros_like(self.density)
        np.cumsum(cells, axis=-1, out=cdf[..., 1:])
        return cdf
