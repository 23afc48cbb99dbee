"""The linter on items that others wrote: what it must find, and what it must leave in peace."""

from functools import cache

import pytest

from benchmarks.linter import CORPUS, Score, score
from quizapp.domain.items.linter import FLAWS

CAUGHT = 0.95
FLAGGED = 0.05


CORPORA = ("learn", "check", "outside")


@cache
def scored(corpus: str) -> Score:
    """Score a corpus once for all tests."""
    return score(CORPUS / corpus)


@pytest.mark.parametrize("corpus", CORPORA)
def test_a_corpus_is_large_enough_to_say_something(corpus: str) -> None:
    assert sum(map(len, scored(corpus).caught.values())) >= 60
    assert scored(corpus).clean >= 60


@pytest.mark.parametrize("corpus", CORPORA)
def test_nineteen_of_twenty_flawed_items_are_found(corpus: str) -> None:
    assert scored(corpus).share_caught >= CAUGHT, scored(corpus).missed


@pytest.mark.parametrize("corpus", CORPORA)
def test_at_most_one_clean_item_in_twenty_is_flagged(corpus: str) -> None:
    assert scored(corpus).share_flagged <= FLAGGED, scored(corpus).flagged


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("flaw", FLAWS)
def test_each_flaw_is_found_in_most_of_its_items(flaw: str, corpus: str) -> None:
    found = scored(corpus).caught[flaw]
    assert len(found) >= 3
    assert sum(found) >= len(found) - 1, scored(corpus).missed
