import pytest

from quizapp.domain.extraction import Lexicon
from quizapp.domain.extraction.compounds import complete_compounds
from quizapp.domain.extraction.linking import find_links

NAMES = Lexicon.from_aliases(
    {"vision": ["Bildverarbeitung", "computer vision"], "speech": ["Sprachverarbeitung"], "web": ["front-end"]}
)


@pytest.mark.parametrize(
    ("text", "key", "stem"),
    [
        ("Kenntnisse in Bild- und Sprachverarbeitung", "vision", "Bild-"),
        ("Bild-, Text- und Sprachverarbeitung", "vision", "Bild-"),
        ("front- and back-end work", "web", "front-"),
        ("front-/ back-end work", "web", "front-"),
    ],
)
def test_a_word_cut_off_at_a_hyphen_is_completed(text: str, key: str, stem: str) -> None:
    (link,) = complete_compounds(text, 0, len(text), NAMES)
    assert (link.key, text[link.start : link.end]) == (key, stem)


@pytest.mark.parametrize("text", ["Ein- und Verkauf", "a well- known word", "Bild- ", "Bild-und", "x- and y-"])
def test_other_hyphens_complete_nothing(text: str) -> None:
    assert complete_compounds(text, 0, len(text), NAMES) == ()


def test_items_that_share_their_head_are_competencies_of_their_own(lexicon: Lexicon) -> None:
    text = "statistical, machine learning and data mining methods"
    keys = [link.key for link in find_links(text, 0, len(text), lexicon)]
    assert keys == ["statistics", "supervised-learning", "data-mining"]
