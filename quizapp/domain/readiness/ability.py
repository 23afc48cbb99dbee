"""Abilities: the joint posterior of a student's competencies under one common factor.

``θ_k = μ + σ (√ρ g + √(1 - ρ) s_k)`` with g and all s_k standard normal. Given g the competencies
are independent, so every integral is taken over the grid of θ and then over a grid of g: exact by
dimension reduction (Gibbons & Hedeker 1992, Psychometrika 57, 423-436). Nothing is sampled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from quizapp.domain.readiness.distribution import Distribution
from quizapp.domain.readiness.scale import GRID, THETA, WEIGHTS, FloatArray, Grid, read_only

FACTOR = read_only(np.linspace(-5.0, 5.0, 81))
"""The grid of the common factor g, shape (G,), in standard deviations."""

SUM_GRID = Grid(per_unit=40)
"""The finer grid on which weighted combinations of competencies live."""

_RING = 540  # length of the circular convolution: 481 nodes and room for rounding at both ends
_CHUNK = 32  # students whose rings are held at once: about 10 MB
_LOG_UNDERFLOW = -600.0


@dataclass(frozen=True)
class Prior:
    """Describe the population: mean and standard deviation in logits, and what is shared.

    ``correlation`` is ρ, the correlation of any two competencies. The default mean places the
    just-ready candidate half a logit above the average one. Raises ValueError outside mean ±3,
    sd 0.25 to 3 and ρ 0 to 0.9, where the grids are too coarse or too short.
    """

    mean: float = -0.5
    sd: float = 1.0
    correlation: float = 0.3

    def __post_init__(self) -> None:
        """Refuse a prior that the grids cannot carry."""
        if not (abs(self.mean) <= 3.0 and 0.25 <= self.sd <= 3.0 and 0.0 <= self.correlation <= 0.9):
            raise ValueError(f"{self} must have mean ±3, sd 0.25 to 3 and correlation 0 to 0.9")


@dataclass(frozen=True, eq=False)
class Posterior(Distribution):
    """Hold what is known of K competencies, for any number of students in leading axes.

    As a distribution it is the competencies' marginals, (..., K, T). ``factor``: mass of g,
    (..., G). ``likelihood``: likelihoods scaled to a maximum of one, (..., K, T). ``evidence``:
    their integrals given g, (..., K, G).
    """

    prior: Prior
    factor: FloatArray
    likelihood: FloatArray
    evidence: FloatArray

    def competency(self, index: int) -> Distribution:
        """Return the marginal distribution of one competency, shape (..., T)."""
        return Distribution(self.density[..., index, :], self.grid)

    def student(self, index: int) -> "Posterior":
        """Return the posterior of one student of the first leading axis."""
        parts = self.factor[index], self.likelihood[index], self.evidence[index]
        return Posterior(self.density[index], self.grid, self.prior, *parts)

    def covariance(self) -> FloatArray:
        """Return the covariances of the competencies in square logits, shape (..., K, K)."""
        mass = self.likelihood * WEIGHTS
        kernel = _kernel(self.prior)
        given = (mass * THETA) @ kernel / self.evidence
        spread = (mass * THETA**2) @ kernel / self.evidence - given**2
        factor = self.factor[..., None, :]
        centred = given - (factor * given).sum(axis=-1, keepdims=True)
        shared = (factor * centred) @ np.swapaxes(centred, -1, -2)
        own = (factor * spread).sum(axis=-1)
        return np.asarray(shared + own[..., None] * np.eye(own.shape[-1]))


def posterior(log_likelihoods: ArrayLike, prior: Prior) -> Posterior:
    """Return the joint posterior from summed log-likelihoods of shape (..., K, T).

    A competency without answers has a row of zeros and is informed through g only. Raises
    ValueError for another shape and for values that are not finite.
    """
    kernel = _kernel(prior)
    likelihood = _scaled(np.asarray(log_likelihoods, dtype=np.float64))
    evidence = (likelihood * WEIGHTS) @ kernel
    log_evidence = np.log(evidence)
    log_factor = log_evidence.sum(axis=-2) - FACTOR**2 / 2
    others = _exponentials(log_factor[..., None, :] - log_evidence)
    density = likelihood * (others @ kernel.T)
    density /= (density @ WEIGHTS)[..., None]
    factor = _exponentials(log_factor)
    factor /= factor.sum(axis=-1, keepdims=True)
    return Posterior(density, GRID, prior, factor, likelihood, evidence)


def combination(state: Posterior, weights: Sequence[float]) -> Distribution:
    """Return the distribution of the weighted mean of competencies, shape (..., nodes).

    ``weights``: one for each of the K competencies, none negative; they are scaled to sum to
    one. Given g the weighted abilities are independent, so their masses are convolved on
    ``SUM_GRID`` and mixed over g; a mass between two nodes is shared by them so that its mean is
    kept. Raises ValueError for other weights.
    """
    shares = _shares(weights, state.evidence.shape[-2])
    members = np.flatnonzero(shares)
    if members.size == 1:
        return state.competency(int(members[0]))
    factors = state.factor.reshape(-1, FACTOR.size)
    likelihoods = state.likelihood.reshape(len(factors), shares.size, THETA.size)[:, members]
    placings = [_placing(float(share)) for share in shares[members]]
    kernel = _kernel(state.prior).T * WEIGHTS
    parts = [
        _mixtures(factors[start : start + _CHUNK], likelihoods[start : start + _CHUNK], kernel, placings)
        for start in range(0, len(factors), _CHUNK)
    ]
    shape = (*state.factor.shape[:-1], SUM_GRID.nodes.size)
    return Distribution(np.concatenate(parts).reshape(shape), SUM_GRID)


@dataclass(frozen=True, eq=False)
class _Placing:
    """Where a weighted competency's nodes fall on the ring: each between a cell and the next one."""

    starts: NDArray[np.int64]
    """First node of each run of nodes that share a cell."""
    cells: NDArray[np.int64]
    beyond: FloatArray
    """The part of each node's mass that belongs to the next cell."""


@lru_cache(maxsize=32)
def _placing(share: float) -> _Placing:
    place = share * THETA * SUM_GRID.per_unit
    left = np.floor(place)
    cells, starts = np.unique(left, return_index=True)
    return _Placing(starts, cells.astype(np.int64), read_only(place - left))


def _mixtures(
    factors: FloatArray, likelihoods: FloatArray, kernel: FloatArray, placings: Sequence[_Placing]
) -> FloatArray:
    """Return densities on ``SUM_GRID``, (S, nodes), from the members' likelihoods, (S, members, T)."""
    likely = (factors > 1e-12 * factors.max(axis=-1, keepdims=True)).any(axis=0)
    spectrum = factors[:, likely, None].astype(np.complex128)
    for member, placing in enumerate(placings):
        mass = likelihoods[:, member, None] * kernel[likely]
        mass /= mass.sum(axis=-1, keepdims=True)
        spectrum = spectrum * np.fft.rfft(_on_ring(mass, placing), axis=-1)
    ring = np.fft.irfft(spectrum.sum(axis=1), _RING, axis=-1)
    centred = np.fft.fftshift(np.maximum(ring, 0.0), axes=-1)
    margin = (_RING - SUM_GRID.nodes.size + 1) // 2
    density = centred[:, margin : margin + SUM_GRID.nodes.size] / SUM_GRID.weights
    return np.asarray(density / (density @ SUM_GRID.weights)[:, None])


def _on_ring(mass: FloatArray, placing: _Placing) -> FloatArray:
    """Lay masses at the weighted nodes, (..., T), onto the ring, (..., ring); negative cells wrap round."""
    beyond = mass * placing.beyond
    ring = np.zeros((*mass.shape[:-1], _RING))
    ring[..., placing.cells] = np.add.reduceat(mass - beyond, placing.starts, axis=-1)
    ring[..., placing.cells + 1] += np.add.reduceat(beyond, placing.starts, axis=-1)
    return ring


@lru_cache(maxsize=64)
def _kernel(prior: Prior) -> FloatArray:
    """Return the density of θ given g, shape (T, G), each column integrating to one."""
    centre = prior.mean + prior.sd * np.sqrt(prior.correlation) * FACTOR
    spread = prior.sd * np.sqrt(1 - prior.correlation)
    exponent = -(((THETA[:, None] - centre) / spread) ** 2) / 2
    # The floor keeps every likelihood within reach of every g: no product underflows to 0/0.
    kernel = np.exp(np.maximum(exponent, _LOG_UNDERFLOW))
    return read_only(kernel / (WEIGHTS @ kernel))


def _scaled(log_likelihoods: FloatArray) -> FloatArray:
    if log_likelihoods.ndim < 2 or log_likelihoods.shape[-1] != THETA.size or 0 in log_likelihoods.shape:
        shape = log_likelihoods.shape
        raise ValueError(f"log-likelihoods must have shape (..., K, {THETA.size}), not {shape}")
    if not np.isfinite(log_likelihoods).all():
        raise ValueError("log-likelihoods must be finite")
    return _exponentials(log_likelihoods)


def _exponentials(logarithms: FloatArray) -> FloatArray:
    """Return exponentials along the last axis, scaled so that the largest is one."""
    return np.asarray(np.exp(logarithms - logarithms.max(axis=-1, keepdims=True)))


def _shares(weights: Sequence[float], count: int) -> FloatArray:
    shares = np.asarray(weights, dtype=np.float64)
    if shares.shape != (count,):
        raise ValueError(f"{count} competencies need {count} weights, not {shares.size}")
    if not (np.isfinite(shares).all() and (shares >= 0).all() and shares.sum() > 0):
        raise ValueError(f"weights must be finite and not negative, one above zero: {weights}")
    return np.asarray(shares / shares.sum())
