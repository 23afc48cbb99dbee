import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.extraction import Kind, LineClassifier
from quizapp.domain.extraction.classifier import KINDS
from quizapp.domain.extraction.confidence import FAMILIES, families, settle, signs, votes
from quizapp.domain.extraction.draft import Draft
from quizapp.services.line_classifier import read_line_classifier
from tests.domain.extraction.test_classifier import arrays, draft

AGREES = 3  # the column of `signs` that tells whether rule and classifier agree


@pytest.fixture
def classifier() -> LineClassifier:
    return LineClassifier.from_arrays(arrays())


def test_without_a_classifier_the_rules_alone_decide() -> None:
    drafts = [draft("Python"), draft("Cake on Fridays", Kind.benefit, "offer-cue")]
    assert settle(drafts, None) == [one.choice for one in drafts]


def test_nothing_to_settle_is_nothing_settled(classifier: LineClassifier) -> None:
    assert settle([], classifier) == []


def test_a_weak_rule_gives_way_to_a_classifier_that_is_sure() -> None:
    sure = LineClassifier.from_arrays(arrays(scales=np.full(13, 0.1, dtype=np.float32)))
    (choice,) = settle([draft("Python")], sure)
    assert (choice.kind, choice.rule) == (Kind.required, "classifier:required")


def test_a_weak_rule_stays_where_the_classifier_is_unsure(classifier: LineClassifier) -> None:
    (choice,) = settle([draft("Python")], classifier)
    assert (choice.kind, choice.rule) == (Kind.company, "told")


def test_a_family_with_a_margin_above_one_is_never_overruled() -> None:
    margins = np.array([2.0 if name == "strong" else 0.1 for name in FAMILIES])
    sure = LineClassifier.from_arrays(arrays(scales=np.full(13, 0.1, dtype=np.float32), margins=margins))
    (kept,) = settle([draft("Python", Kind.legal, "legal-cue")], sure)
    assert (kept.kind, kept.rule) == (Kind.legal, "legal-cue")


def test_a_title_is_never_invented(classifier: LineClassifier) -> None:
    weights = np.zeros((3, 13), dtype=np.int8)
    weights[:, KINDS.index(Kind.title)] = 127
    for_titles = LineClassifier.from_arrays(arrays(weights=weights, scales=np.full(13, 0.1, dtype=np.float32)))
    assert settle([draft("Python")], for_titles)[0].kind is not Kind.title


def test_disagreement_lowers_confidence() -> None:
    weights = np.zeros(5 + len(FAMILIES), dtype=np.float32)
    weights[AGREES] = 2
    classifier = LineClassifier.from_arrays(arrays(calibration_weights=weights))
    agreed, against = (
        settle([draft("Python", kind, "quality-first")], classifier)[0] for kind in (Kind.required, Kind.company)
    )
    assert agreed.confidence == pytest.approx(1 / (1 + np.exp(-2)), abs=1e-4)
    assert against.confidence == pytest.approx(0.5)


def test_a_section_is_stale_below_a_heading_that_only_the_classifier_saw() -> None:
    drafts = [
        draft("Your profile", Kind.heading, "heading:required"),
        draft("SQL", Kind.required, "section"),
        draft("The sweet stuff", Kind.required, "section"),
        draft("Cake", Kind.required, "section"),
    ]
    read = np.zeros((4, 12))
    read[2, KINDS.index(Kind.heading)] = 0.9
    assert families(drafts, read) == ["heading", "section", "section", "stale"]


def test_votes_hold_the_neighbours_and_stop_at_the_ends() -> None:
    read = np.zeros((2, 12))
    read[0, 3], read[1, 5] = 0.7, 0.2
    rows = votes([draft("one"), draft("two")], read, np.array([0.1, 0.9]))
    before, after, around = rows[:, 12:24], rows[:, 24:36], rows[:, 36:48]
    assert (before[0] == 0).all()
    assert before[1, 3] == 0.7
    assert after[0, 5] == 0.2
    assert (after[1] == 0).all()
    assert around[1, 3] == 0.7
    assert rows[:, 51:].sum(axis=1).tolist() == [1, 1]


def confidence_of(classifier: LineClassifier, probability: float) -> float:
    """The confidence in a rule's kind that classifier and arbiter both give a probability, the rest shared out."""
    chances = np.full((1, 12), (1 - probability) / 11)
    chances[0, KINDS.index(Kind.required)] = probability
    row = signs([draft("Solid SQL", Kind.required, "quality-first")], chances, chances, [KINDS.index(Kind.required)])
    return float((row @ classifier.calibration_weights)[0] + classifier.calibration_bias)


@given(st.floats(0.1, 0.98), st.floats(0.001, 0.02))
def test_confidence_rises_with_the_probability_of_the_kind(probability: float, more: float) -> None:
    classifier = read_line_classifier()
    assert confidence_of(classifier, probability + more) > confidence_of(classifier, probability)


@given(st.lists(st.tuples(st.text(max_size=40), st.sampled_from(Kind)), max_size=12))
def test_every_draft_gets_a_kind_and_a_chance(lines: list[tuple[str, Kind]]) -> None:
    drafts: list[Draft] = [draft(text, kind, "section") for text, kind in lines]
    choices = settle(drafts, read_line_classifier())
    assert len(choices) == len(drafts)
    assert all(0 <= choice.confidence <= 1 for choice in choices)
    assert settle(drafts, read_line_classifier()) == choices


def test_what_follows_the_first_eight_hundred_statements_is_left_to_the_rules(classifier: LineClassifier) -> None:
    drafts = [draft("Python")] * 900
    choices = settle(drafts, classifier)
    assert len(choices) == 900
    assert choices[850] is drafts[850].choice
