"""Train the line classifier, and write its weights: `python -m training.train_lines`.

Three steps, each fitted to what the one before says of postings it was not fitted to: kinds and asking from words; an
arbiter between these and the rules; the chance that the kind settled on is right. See training/README.md.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits

from quizapp.domain.extraction import Kind
from quizapp.domain.extraction.classifier import FORMAT, KINDS, Floats, softmax
from quizapp.domain.extraction.confidence import FAMILIES, choose, signs, votes
from training.corpus import ROOT, read_skillspan
from training.samples import CLAIMED, Corpus, Flags, Labels, Numbers, Rows, Sample, read_corpus

WEIGHTS = ROOT / "quizapp" / "services" / "line_classifier.npz"
FOLDS = 5
LEAST = 3  # statements that a feature must describe
LEAST_WEIGHT = 2  # of 127: a feature that says less of everything is left out
ASKING_WRITTEN = 0.05  # weight of a written statement where asking is learnt, beside one of SkillSpan
TAUGHT = 0.3  # weight of a line of SkillSpan, whose kind is inferred, beside a written one where words are learnt
C_WORDS, C_ARBITER, C_CALIBRATION = 10.0, 0.3, 1.0  # inverse strengths of regularisation
TOLERANCE = 1e-4  # of the gradient of the mean loss
NEVER = -20.0  # score of a kind that no statement has
MARGINS = {  # by which the arbiter must prefer another kind before it overrules a rule; above 1 it never does
    "title": 2.0,
    "strong": 0.95,
    "heading": 0.9,
    "medium": 0.85,
    "told": 0.6,
    "section": 0.6,
    "stale": 0.4,
}
ASKED = CLAIMED | {Kind.eligibility}
ATTRIBUTION = (
    "Trained on postings written for this project and on SkillSpan (M. Zhang, K. N. Jensen, S. D. Sonniks, B. Plank,"
    " “SkillSpan: Hard and Soft Skill Extraction from English Job Postings”, NAACL 2022,"
    " github.com/kris927b/SkillSpan), licensed CC BY 4.0; names replaced by X, sentences reduced to hashed features."
)
Reads = list[tuple[Floats, Floats]]


def _regression(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=1000, tol=TOLERANCE)


def _of_kinds(model: LogisticRegression) -> tuple[Floats, Floats]:
    """Return weights and biases with a column for every kind, also for one that the model never saw."""
    weights, biases = np.zeros((model.coef_.shape[1], len(KINDS))), np.full(len(KINDS), NEVER)
    weights[:, model.classes_], biases[model.classes_] = model.coef_.T, model.intercept_
    return weights, biases


@dataclass(frozen=True, eq=False)
class WordModel:
    """Hold step one: weights of hashed features, a column for each kind and one for asking."""

    columns: Numbers
    weights: Floats
    biases: Floats

    def read(self, rows: Rows, which: Numbers) -> tuple[Floats, Floats]:
        """Return P(kind) and P(asks) of rows."""
        scores = np.asarray(rows.scaled(which, self.columns) @ self.weights + self.biases)
        return softmax(scores[:, :-1]), 1 / (1 + np.exp(-scores[:, -1]))


def fit_words(corpus: Corpus, indices: Iterable[int], labels: Labels) -> WordModel:
    """Fit step one to samples: kinds to what is labelled, asking to SkillSpan and, a little, to written postings."""
    places = corpus.places(indices)
    columns = np.flatnonzero(corpus.rows.counts(places) >= LEAST)
    known = places[labels.trust[places] > 0]
    by_kind = _regression(C_WORDS)
    weight = labels.trust[known] * np.where(corpus.marked[known], TAUGHT, 1.0)
    by_kind.fit(corpus.rows.scaled(known, columns), labels.kinds[known], sample_weight=weight)
    by_asking = _regression(C_WORDS)
    weight = np.where(corpus.marked[places], 1.0, ASKING_WRITTEN)
    by_asking.fit(corpus.rows.scaled(places, columns), corpus.asks[places], sample_weight=weight)
    weights, biases = _of_kinds(by_kind)
    return WordModel(columns, np.hstack([weights, by_asking.coef_.T]), np.append(biases, by_asking.intercept_))


def folds(corpus: Corpus) -> Iterator[tuple[list[int], list[int]]]:
    """Yield indices of samples to fit to and to hold out; a posting and its copies are held out together."""
    for fold in range(FOLDS):
        held = [index for index, sample in enumerate(corpus.samples) if sample.group % FOLDS == fold]
        yield [index for index in range(len(corpus.samples)) if index not in set(held)], held


def read_unseen(corpus: Corpus, labels: Labels) -> Reads:
    """Return P(kind) and P(asks) of each sample by models that were not fitted to it."""
    unseen: Reads = [(np.empty(0), np.empty(0))] * len(corpus.samples)
    for fitted, held in folds(corpus):
        model = fit_words(corpus, fitted, labels)
        for index in held:
            unseen[index] = model.read(corpus.rows, corpus.places([index]))
    return unseen


@dataclass(frozen=True, eq=False)
class Linear:
    """Hold a fitted linear model: `rows @ weights + biases` are its scores."""

    weights: Floats
    biases: Floats

    def scores(self, rows: Floats) -> Floats:
        """Return the scores of rows."""
        return np.asarray(rows @ self.weights + self.biases)


def fit_arbiter(corpus: Corpus, indices: Iterable[int], reads: Reads, labels: Labels) -> Linear:
    """Fit step two: the kind by the rules' vote, and by what the words of a statement and of its neighbours say.

    Postings by whose errors the rules were mended are left out: there the rules look better than they are.
    """
    indices = [index for index in indices if corpus.samples[index].fresh]
    rows = np.vstack([votes(corpus.samples[index].drafts, *reads[index]) for index in indices])
    places = corpus.places(indices)
    model = _regression(C_ARBITER).fit(rows, labels.kinds[places], sample_weight=labels.trust[places])
    return Linear(*_of_kinds(model))


def teach(corpus: Corpus, labels: Labels) -> Labels:
    """Return the labels with kinds for SkillSpan too: the likeliest that agree with what is marked there.

    A line where a skill or a knowledge is marked asks for something or tells a duty; any other does neither.
    """
    reads = read_unseen(corpus, labels)
    arbiter = fit_arbiter(corpus, corpus.of(""), reads, labels)
    kinds, trust = labels.kinds.copy(), labels.trust.copy()
    asked, told = (np.array([kind in ASKED for kind in KINDS]), np.array([kind not in CLAIMED for kind in KINDS]))
    for index in corpus.of("train", "dev"):
        sample, places = corpus.samples[index], corpus.places([index])
        chances = softmax(arbiter.scores(votes(sample.drafts, *reads[index])))
        chances = chances * np.where(sample.asks[:, None], asked, told)
        kinds[places] = chances.argmax(axis=1)
        trust[places] = chances.max(axis=1) / chances.sum(axis=1)
    return Labels(kinds, trust)


@dataclass(frozen=True, eq=False)
class Settled:
    """Hold what was settled on in one written posting, by models not fitted to it."""

    sample: Sample
    signs: Floats
    chosen: list[int]

    @property
    def right(self) -> Flags:
        """Tell for each draft whether its kind is an acceptable one."""
        return self.sample.accepts(self.chosen)


def settle_unseen(corpus: Corpus, reads: Reads, labels: Labels, margins: Floats) -> list[Settled]:
    """Settle the kinds of each written posting by an arbiter that was not fitted to it."""
    settled: list[Settled] = []
    for fitted, held in folds(corpus):
        arbiter = fit_arbiter(corpus, fitted, reads, labels)
        for index in held:
            sample, (read, asks) = corpus.samples[index], reads[index]
            if sample.kinds and sample.fresh:
                posterior = softmax(arbiter.scores(votes(sample.drafts, read, asks)))
                chosen = choose(sample.drafts, read, posterior, margins)
                settled.append(Settled(sample, signs(sample.drafts, read, posterior, chosen), chosen))
    return settled


def fit_calibration(settled: Sequence[Settled]) -> Linear:
    """Fit step three: the chance that the kind settled on is right."""
    rows = np.vstack([one.signs for one in settled])
    right = np.concatenate([one.right for one in settled])
    trust = np.concatenate([one.sample.trust for one in settled])
    model = _regression(C_CALIBRATION).fit(rows, right, sample_weight=trust)
    return Linear(model.coef_[0], model.intercept_)


def quantiles(settled: Sequence[Settled], calibration: Linear) -> Floats:
    """Return the confidences that 0, 1, ... 100 per cent of the statements of whole postings lie below."""
    rows = np.vstack([one.signs for one in settled if not one.sample.degraded])
    return np.quantile(1 / (1 + np.exp(-calibration.scores(rows))), np.linspace(0, 1, 101))


def tune_asking(corpus: Corpus) -> tuple[float, float]:
    """Return the threshold of P(asks) that is best on SkillSpan's dev part for a model of its train part, and F1."""
    model, dev = fit_words(corpus, corpus.of("", "train"), corpus.labels()), corpus.places(corpus.of("dev"))
    asks, chances = corpus.asks[dev], model.read(corpus.rows, dev)[1]
    scores = {float(at): float(f1_score(asks, chances >= at)) for at in np.arange(0.1, 0.9, 0.01)}
    best = max(scores, key=lambda at: scores[at])
    return best, scores[best]


def quantised(model: WordModel, rows: Rows) -> dict[str, NDArray[Any]]:
    """Return step one as arrays: a weight takes a byte, and each column has its scale."""
    scales = np.maximum(np.abs(model.weights).max(axis=0), 1e-9) / 127
    weights = np.round(model.weights / scales).astype(np.int8)
    told = np.abs(weights.astype(int)).max(axis=1) >= LEAST_WEIGHT
    return {
        "hashes": np.array(rows.hashes, dtype=np.uint32)[model.columns][told],
        "weights": weights[told],
        "scales": scales.astype(np.float32),
        "biases": model.biases.astype(np.float32),
    }


def metadata(corpus: Corpus) -> str:
    """Return what the weights were made from, as JSON."""
    written = sum(len(sample.drafts) for sample in corpus.samples if not sample.part and not sample.degraded)
    described = {
        "format": FORMAT,
        "kinds": [kind.value for kind in KINDS],
        "attribution": ATTRIBUTION,
        "licences": {"SkillSpan": "CC BY 4.0", "written": "MIT"},
        "statements": {"written": written, "SkillSpan": len(corpus.places(corpus.of("train", "dev")))},
    }
    return json.dumps(described, ensure_ascii=False, sort_keys=True)


def train(corpus: Corpus) -> tuple[dict[str, Any], list[str]]:
    """Return the weights as arrays, and what to print about them. Equal data and versions give equal arrays."""
    threshold, f1 = tune_asking(corpus)
    everything = range(len(corpus.samples))
    labels = teach(corpus, corpus.labels())
    reads = read_unseen(corpus, labels)
    margins = np.array([MARGINS[name] for name in FAMILIES])
    settled = settle_unseen(corpus, reads, labels, margins)
    calibration, arbiter = fit_calibration(settled), fit_arbiter(corpus, everything, reads, labels)
    arrays = quantised(fit_words(corpus, everything, labels), corpus.rows) | {
        "asks_threshold": np.float32(threshold),
        "arbiter_weights": arbiter.weights.astype(np.float32),
        "arbiter_biases": arbiter.biases.astype(np.float32),
        "calibration_weights": calibration.weights.astype(np.float32),
        "calibration_bias": np.float32(calibration.biases[0]),
        "margins": margins.astype(np.float32),
        "quantiles": quantiles(settled, calibration).astype(np.float32),
        "metadata": np.array(metadata(corpus)),
    }
    return arrays, [f"SkillSpan dev, fitted to train: F1 {f1:.3f} at {threshold:.2f}", *_said(settled)]


def _said(settled: Sequence[Settled]) -> Iterator[str]:
    for degraded in (False, True):
        part = [one for one in settled if one.sample.degraded is degraded]
        alone = np.concatenate([one.sample.accepts(one.sample.by_rules) for one in part])
        right = np.concatenate([one.right for one in part])
        yield (
            f"written postings{', degraded' if degraded else ''}, each unseen: {len(right)} statements, kinds right"
            f" by rules {alone.mean():.3f}, settled {right.mean():.3f}"
        )


def main() -> None:
    """Train, write the weights, and say how good they are on postings held out in turn."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--to", type=Path, default=WEIGHTS, help="file to write")
    to = parser.parse_args().to
    if not read_skillspan("train"):
        raise SystemExit("SkillSpan is not in ../shared/postings/skillspan, beside the checkout: nothing to train on.")
    with threadpool_limits(1):  # sums in one order give equal bytes
        arrays, said = train(read_corpus())
    np.savez_compressed(to, allow_pickle=False, **arrays)
    print("\n".join([*said, f"{to.stat().st_size / 1e6:.2f} MB of weights"]))  # noqa: T201 - a tool says what it did


if __name__ == "__main__":
    main()
