"""Tests of the training itself; they are skipped where what it needs (requirements/training.txt) is not installed."""

import os

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is needed for training only: `make classifier` installs it.")

from quizapp.domain.extraction import Kind
from quizapp.domain.extraction.classifier import KINDS
from quizapp.domain.extraction.confidence import FAMILIES
from quizapp.services.line_classifier import WEIGHTS
from tests.domain.extraction.test_classifier import draft
from training.corpus import parse_posting, read_skillspan
from training.samples import Corpus, Labels, Sample, read_corpus, read_lexicon, written_samples
from training.train_lines import Settled, fit_calibration, fit_words, train

AGREES = 3  # the column of signs that tells whether rule and classifier agree
REQUIRED = KINDS.index(Kind.required)


def settled(agree: bool, right: int, wrong: int) -> Settled:
    """Statements with nothing else to tell them apart than whether rule and classifier agree."""
    count = right + wrong
    kinds = ((Kind.required,),) * right + ((Kind.legal,),) * wrong
    sample = Sample(0, "", True, False, (draft("SQL"),) * count, np.ones(count, dtype=bool), kinds)
    signs = np.zeros((count, 5 + len(FAMILIES)))
    signs[:, AGREES] = agree
    return Settled(sample, signs, [REQUIRED] * count)


def chance(agree: bool, planted: int) -> float:
    fitted = fit_calibration([settled(True, 80, planted), settled(False, 20, 20)])
    signs = np.zeros(5 + len(FAMILIES))
    signs[AGREES] = agree
    return float(1 / (1 + np.exp(-fitted.scores(signs)[0])))


def test_agreement_that_was_wrong_more_often_makes_less_sure() -> None:
    assert chance(True, 4) > chance(False, 4)
    assert chance(True, 60) < chance(True, 4)


def test_a_copy_and_its_posting_fall_into_one_fold() -> None:
    source = "title | \\n | Tide Modeller |\nrequired | • | Solid SQL | databases\n"
    samples = written_samples([parse_posting("us-tides", source)], read_lexicon(), degrade=True)
    assert [(one.group, one.degraded, one.fresh) for one in samples] == [(0, False, True), (0, True, True)]


def test_words_learn_what_they_are_told() -> None:
    texts = ["Solid Python", "Free cake", "Good Python", "Apply now"] * 3
    kinds = ((Kind.required,), (Kind.benefit,), (Kind.required,), (Kind.chrome,)) * 3
    asks = np.array(["Python" in text for text in texts])
    corpus = Corpus((Sample(0, "", True, False, tuple(map(draft, texts)), asks, kinds),))
    labels = corpus.labels()
    read, asking = fit_words(corpus, [0], Labels(labels.kinds, labels.trust)).read(corpus.rows, np.arange(12))
    assert [KINDS[best] for best in read.argmax(axis=1)] == [kind for (kind,) in kinds]
    assert ((asking > 0.5) == asks).all()


@pytest.mark.skipif(
    os.environ.get("HYPOTHESIS_PROFILE") != "assurance", reason="takes minutes: part of `make assurance`"
)
def test_training_again_gives_the_shipped_weights() -> None:
    if not read_skillspan("train"):
        pytest.skip("SkillSpan is not in ../shared/postings/skillspan, beside the checkout.")
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        arrays, _ = train(read_corpus())
    with np.load(WEIGHTS, allow_pickle=False) as shipped:
        different = [name for name in shipped.files if not np.array_equal(shipped[name], arrays[name])]
    assert different == [], "rules, aliases or postings have changed: `make classifier` trains anew"
