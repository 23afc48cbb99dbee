"""What the rules and the classifier reach together, on hand-made profiles, held-out postings and SkillSpan."""

import numpy as np
import pytest

from benchmarks.extraction import POSTINGS, Score, score_profile, shared_postings, written_postings
from benchmarks.lines import by_tenths, calibration_error
from quizapp.domain.extraction import Lexicon, extract_profile
from quizapp.services.line_classifier import read_line_classifier
from training.samples import skillspan_samples

with_shared = pytest.mark.skipif(
    not POSTINGS.is_dir(), reason="There are no hand-made profiles in ../shared/postings, beside the checkout."
)


def settled(folder: str, lexicon: Lexicon) -> Score:
    score = Score()
    for text, gold in written_postings() if folder == "check" else shared_postings(folder):
        score_profile(gold, extract_profile(text, lexicon, read_line_classifier()), text, score)
    return score


@with_shared
@pytest.mark.parametrize(("folder", "kind"), [("seeds", 0.93), ("dev", 0.92)])
def test_settling_keeps_what_the_rules_read_rightly(lexicon: Lexicon, folder: str, kind: float) -> None:
    score = settled(folder, lexicon)
    assert score.recall >= 0.98
    assert score.false <= 0.04
    assert score.false_offers <= 0.02
    assert score.kind >= kind


@with_shared
@pytest.mark.parametrize("folder", ["seeds", "dev", "check"])
def test_of_the_surest_half_at_least_nineteen_of_twenty_are_right(lexicon: Lexicon, folder: str) -> None:
    score = settled(folder, lexicon)
    assert score.accepted >= 0.95


def test_on_held_out_postings_settling_beats_the_rules(lexicon: Lexicon) -> None:
    rules = Score()
    for text, gold in written_postings():
        score_profile(gold, extract_profile(text, lexicon), text, rules)
    score = settled("check", lexicon)
    assert score.recall >= max(0.9, rules.recall)
    assert score.kind >= rules.kind + 0.05
    assert score.false <= 0.06


@with_shared
def test_sentences_that_ask_for_a_skill_are_found_in_skillspan(lexicon: Lexicon) -> None:
    samples = skillspan_samples("test", lexicon)
    classifier = read_line_classifier()
    asks = np.concatenate([sample.asks for sample in samples])
    said = np.concatenate([classifier.read(sample.drafts)[1] for sample in samples]) >= classifier.asks_threshold
    assert 2 * (asks & said).sum() / (asks.sum() + said.sum()) >= 0.83


def test_the_calibration_error_is_the_mean_distance_of_confidence_and_accuracy() -> None:
    judged = [(0.95, True)] * 3 + [(0.95, False)] + [(0.25, False)] * 4
    assert by_tenths(judged) == {2: (0.25, 0.0, 4), 9: (pytest.approx(0.95), 0.75, 4)}
    assert calibration_error(judged) == pytest.approx((0.2 + 0.25) / 2)
