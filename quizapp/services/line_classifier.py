"""The trained line classifier on disk."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from quizapp.domain.extraction import LineClassifier

WEIGHTS = Path(__file__).with_name("line_classifier.npz")


@lru_cache(maxsize=1)
def read_line_classifier() -> LineClassifier:
    """Return the classifier whose weights are part of the package, read once a process.

    Raises:
        WeightsError: when the weights are of another format.
    """
    with np.load(WEIGHTS, allow_pickle=False) as arrays:
        return LineClassifier.from_arrays(arrays)
