import json
import subprocess
import sys
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.config import PROJECT
from quizapp.domain.extraction import Kind, LineClassifier
from quizapp.domain.extraction.classifier import FORMAT, KINDS, WeightsError
from quizapp.domain.extraction.confidence import FAMILIES
from quizapp.domain.extraction.draft import Draft
from quizapp.domain.extraction.features import AROUND, LOOK, describe
from quizapp.domain.extraction.headings import Section
from quizapp.domain.extraction.kinds import Choice
from quizapp.services.line_classifier import WEIGHTS, read_line_classifier

REQUIRED, BENEFIT = KINDS.index(Kind.required), KINDS.index(Kind.benefit)


def draft(text: str, kind: Kind = Kind.company, rule: str = "told", section: Section = Section.neutral) -> Draft:
    return Draft(0, len(text), text, Choice(kind, 0.5, rule), section)


def arrays(**changes: np.ndarray) -> dict[str, np.ndarray]:
    """Weights for two words: "python" is worth 2 for required, "holiday" 1 for benefit and, before, 3 for asking."""
    python, holiday, before = crc32(b"word python"), crc32(b"word holiday"), crc32(b"holiday", crc32(b"before "))
    hashes = sorted([python, holiday, before])
    weights = np.zeros((3, 13), dtype=np.int8)
    weights[hashes.index(python), REQUIRED], weights[hashes.index(holiday), BENEFIT] = 100, 50
    weights[hashes.index(before), 12] = 30
    metadata = {"format": FORMAT, "kinds": [kind.value for kind in KINDS]}
    votes = 12 * 4 + 3 + 12 * len(FAMILIES)
    whole = {
        "hashes": np.array(hashes, dtype=np.uint32),
        "weights": weights,
        "scales": np.array([0.02] * 12 + [0.1], dtype=np.float32),
        "biases": np.zeros(13, dtype=np.float32),
        "asks_threshold": np.float32(0.4),
        "arbiter_weights": np.vstack([np.eye(12), np.zeros((votes - 12, 12))]).astype(np.float32),
        "arbiter_biases": np.zeros(12, dtype=np.float32),
        "calibration_weights": np.zeros(5 + len(FAMILIES), dtype=np.float32),
        "calibration_bias": np.float32(0),
        "margins": np.full(len(FAMILIES), 0.5, dtype=np.float32),
        "quantiles": np.linspace(0, 1, 101).astype(np.float32),
        "metadata": np.array(json.dumps(metadata)),
    }
    return whole | changes


def test_the_score_of_a_known_word_is_its_weight_and_unknown_words_say_nothing() -> None:
    kinds, asks = LineClassifier.from_arrays(arrays()).read([draft("Python")])
    assert kinds[0, REQUIRED] == pytest.approx(np.exp(2) / (np.exp(2) + 11))
    assert kinds[0].sum() == pytest.approx(1)
    assert asks[0] == pytest.approx(0.5)


def test_known_words_share_their_weight_by_the_root_of_their_number() -> None:
    kinds, _ = LineClassifier.from_arrays(arrays()).read([draft("Python holiday")])
    required, benefit = np.exp(2 / 2**0.5), np.exp(1 / 2**0.5)
    assert kinds[0, REQUIRED] == pytest.approx(required / (required + benefit + 10))


def test_words_before_a_statement_count_as_much_as_what_is_around_may() -> None:
    _, asks = LineClassifier.from_arrays(arrays()).read([draft("Holiday"), draft("Anything")])
    assert asks[1] == pytest.approx(1 / (1 + np.exp(-3 * AROUND)))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_probabilities_sum_to_one_for_any_texts(texts: list[str]) -> None:
    kinds, asks = read_line_classifier().read([draft(text) for text in texts])
    assert kinds.shape == (len(texts), 12)
    assert np.allclose(kinds.sum(axis=1), 1)
    assert ((asks >= 0) & (asks <= 1)).all()


def test_of_a_very_long_line_only_the_beginning_is_read() -> None:
    long = describe([draft("distributed systems " * 10_000)])[0]
    short = describe([draft(("distributed systems " * 10_000)[: LOOK + 60])])[0]
    assert long == short
    assert len(describe([draft("".join(chr(97 + i * i % 26) for i in range(200_000)))])[0].own) < 200


def test_two_processes_describe_a_posting_alike() -> None:
    program = (
        "from tests.domain.extraction.test_classifier import draft\n"
        "from quizapp.domain.extraction.features import describe\n"
        "print(describe([draft('Solide Kenntnisse in R und SQL'), draft('We offer cake')]))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            text=True,
            check=True,
            cwd=PROJECT,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize("name", ["hashes", "margins", "metadata"])
def test_a_missing_array_is_named(name: str) -> None:
    whole = arrays()
    del whole[name]
    with pytest.raises(WeightsError, match=name):
        LineClassifier.from_arrays(whole)


def test_weights_for_other_kinds_or_of_another_shape_are_refused() -> None:
    other = np.array(json.dumps({"format": FORMAT, "kinds": ["required"]}))
    with pytest.raises(WeightsError, match="train them anew"):
        LineClassifier.from_arrays(arrays(metadata=other))
    with pytest.raises(WeightsError, match="fit"):
        LineClassifier.from_arrays(arrays(weights=np.zeros((2, 13), dtype=np.int8)))
    with pytest.raises(WeightsError, match="ascending"):
        LineClassifier.from_arrays(arrays(hashes=np.array([3, 2, 1], dtype=np.uint32)))


def test_a_share_accepted_without_review_is_a_quantile_of_confidence() -> None:
    classifier = LineClassifier.from_arrays(arrays())
    assert classifier.threshold(0.5) == pytest.approx(0.5)
    assert classifier.threshold(0.9) == pytest.approx(0.1)
    assert classifier.threshold(1) == 0
    assert classifier.threshold(0) > 1
    with pytest.raises(ValueError, match="between 0 and 1"):
        classifier.threshold(1.2)


def test_the_shipped_weights_need_no_pickle_and_name_their_data_and_licence() -> None:
    with np.load(WEIGHTS, allow_pickle=False) as shipped:
        assert all(shipped[name].dtype != object for name in shipped.files)
    metadata = read_line_classifier().metadata
    assert "SkillSpan" in metadata["attribution"]
    assert "CC BY 4.0" in metadata["attribution"]
    assert metadata["statements"]["written"] > 1000
    assert WEIGHTS.stat().st_size < 1_500_000
