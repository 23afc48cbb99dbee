"""Read the kinds of statements from their words and surroundings, by a trained linear model beside the rules."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from quizapp.domain.extraction.draft import Draft
from quizapp.domain.extraction.features import AROUND, describe
from quizapp.domain.extraction.model import Kind

Floats = NDArray[np.float64]

KINDS: tuple[Kind, ...] = tuple(Kind)
"""The order of kinds in every array of this module and in the weights."""
FORMAT = 1
_ARRAYS = {  # dimensions of each array of the weights
    "hashes": 1,
    "weights": 2,
    "scales": 1,
    "biases": 1,
    "asks_threshold": 0,
    "arbiter_weights": 2,
    "arbiter_biases": 1,
    "calibration_weights": 1,
    "calibration_bias": 0,
    "margins": 1,
    "quantiles": 1,
    "metadata": 0,
}


class WeightsError(ValueError):
    """Say why arrays are no weights of a line classifier."""


@dataclass(frozen=True, eq=False)
class LineClassifier:
    """Hold trained weights; never changed, safe to share among threads.

    A statement is described by hashes (see `features`). Its score for each kind, and last for asking for a skill or a
    knowledge, is the sum of the weights of the hashes that are known, its own and those around it each divided by the
    root of how many there are: multinomial logistic regression over words, word pairs and parts of words.
    """

    hashes: NDArray[np.uint32]  # ascending
    weights: NDArray[np.float32]  # 13 by hashes
    biases: Floats  # 13
    asks_threshold: float  # P(asks) from which a sentence counts as asking
    arbiter_weights: Floats  # votes (see `confidence.votes`) by 12
    arbiter_biases: Floats  # 12
    calibration_weights: Floats  # see `confidence.signs`
    calibration_bias: float
    margins: Floats  # by family of rules: how much likelier another kind must be before it overrules the rule's
    quantiles: Floats  # of confidence over the postings it was trained on, ascending, evenly spaced from 0 to 1
    metadata: Mapping[str, Any]  # data, licences and attribution

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Build a classifier from the arrays that `training/train_lines.py` writes.

        Raises:
            WeightsError: when an array is missing or has another shape, or the format is another one.
        """
        for name, dimensions in _ARRAYS.items():
            if name not in arrays or np.ndim(arrays[name]) != dimensions:
                raise WeightsError(f"the weights have no array “{name}” of {dimensions} dimensions")
        metadata = json.loads(str(arrays["metadata"]))
        if metadata.get("format") != FORMAT or metadata.get("kinds") != [kind.value for kind in KINDS]:
            raise WeightsError("the weights are of another format, or for other kinds: train them anew")
        hashes = arrays["hashes"].astype(np.uint32)
        if arrays["weights"].shape != (len(hashes), len(KINDS) + 1) or not len(hashes):
            raise WeightsError("the weights don't fit their hashes")
        if (np.diff(hashes.astype(np.int64)) <= 0).any():
            raise WeightsError("the hashes are not in ascending order")
        return cls(
            hashes,
            np.ascontiguousarray((arrays["weights"] * arrays["scales"].astype(np.float32)).T, dtype=np.float32),
            arrays["biases"].astype(float),
            float(arrays["asks_threshold"]),
            arrays["arbiter_weights"].astype(float),
            arrays["arbiter_biases"].astype(float),
            arrays["calibration_weights"].astype(float),
            float(arrays["calibration_bias"]),
            arrays["margins"].astype(float),
            arrays["quantiles"].astype(float),
            metadata,
        )

    def read(self, drafts: Sequence[Draft]) -> tuple[Floats, Floats]:
        """Return P(kind), shape (drafts, 12), and P(asks for a skill or a knowledge), shape (drafts,), of one posting."""
        described = describe(drafts)
        own = self._sums([features.own for features in described])
        around = self._sums([features.around for features in described])
        scores = self.biases + own + AROUND * around
        return softmax(scores[:, :-1]), 1 / (1 + np.exp(-scores[:, -1]))

    def _sums(self, described: Sequence[tuple[int, ...]]) -> Floats:
        """Return for each row of hashes the sum of the weights of those known, over the root of how many there are."""
        rows = np.repeat(np.arange(len(described)), [len(numbers) for numbers in described])
        numbers = np.fromiter(chain.from_iterable(described), dtype=np.uint32, count=len(rows))
        places = np.minimum(np.searchsorted(self.hashes, numbers), len(self.hashes) - 1)
        known = self.hashes[places] == numbers
        rows, places = rows[known], places[known]
        sums = [np.bincount(rows, weights=column[places], minlength=len(described)) for column in self.weights]
        counts = np.maximum(np.bincount(rows, minlength=len(described)), 1)
        return np.column_stack(sums) / np.sqrt(counts)[:, None]

    def threshold(self, share: float) -> float:
        """Return the confidence that a share (0 to 1) of all statements of the training postings reached or exceeded.

        Accepting what is at least as sure accepts about that share without review.

        Raises:
            ValueError: when the share is not between 0 and 1.
        """
        if not 0 <= share <= 1:
            raise ValueError(f"a share lies between 0 and 1; {share} does not")
        if share == 0:
            return float(np.nextafter(1.0, 2.0))  # nothing is that sure
        places = np.linspace(0, 1, len(self.quantiles))
        return float(np.interp(1 - share, places, self.quantiles))


def softmax(scores: Floats) -> Floats:
    """Return the probabilities that rows of scores stand for; each row sums to 1."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=float)
