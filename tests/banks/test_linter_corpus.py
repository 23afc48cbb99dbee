"""The linter on items that others wrote: what it must find, and what it must leave in peace."""

from functools import cache

import pytest

from benchmarks.linter import CORPUS, Score, score
from quizapp.domain.items.linter import FLAWS

CAUGHT = 0.95
FLAGGED = 0.05


@cache
def learn() -> Score:
    """Score the corpus that the linter may be tuned on."""
    return score(CORPUS / "learn")


def test_the_corpus_is_large_enough_to_say_something() -> None:
    result = learn()
    assert sum(map(len, result.caught.values())) >= 60
    assert result.clean >= 60


def test_nineteen_of_twenty_flawed_items_are_found() -> None:
    assert learn().share_caught >= CAUGHT, learn().missed


def test_at_most_one_clean_item_in_twenty_is_flagged() -> None:
    assert learn().share_flagged <= FLAGGED, learn().flagged


@pytest.mark.parametrize("flaw", FLAWS)
def test_each_flaw_is_found_in_most_of_its_items(flaw: str) -> None:
    found = learn().caught[flaw]
    assert len(found) >= 3
    assert sum(found) >= len(found) - 1, learn().missed
