import pytest

from quizapp.domain.extraction.bars import find_bar
from quizapp.domain.extraction.words import Sentence
from quizapp.domain.readiness.scale import Bar


def bar(text: str) -> tuple[Bar, str] | None:
    found = find_bar(Sentence(0, len(text), text))
    return (found[0], text[slice(*found[2])]) if found else None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Basic knowledge of knots", "Basic knowledge"),
        ("First experience with sails", "First experience"),
        ("Some exposure to rough seas", "Some exposure"),
        ("Familiarity with tide tables", "Familiarity with"),
        ("Grundkenntnisse in Navigation", "Grundkenntnisse"),
        ("Erste praktische Erfahrungen auf See", "Erste praktische Erfahrungen"),
        ("Du bist mit Seekarten vertraut", "vertraut"),
    ],
)
def test_little_is_enough_for_a_basic_bar(text: str, cue: str) -> None:
    assert bar(text) == (Bar.BASIC, cue)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Strong background in navigation", "Strong"),
        ("In-depth knowledge of winds", "In-depth"),
        ("Expert in splicing", "Expert"),
        ("A deep understanding of currents", "deep"),
        ("Sehr gute Kenntnisse der Küste", "Sehr gute"),
        ("Fundierte Erfahrung mit Motoren", "Fundierte"),
        ("Your knowledge of knots is of expert level", "expert"),
    ],
)
def test_much_is_asked_for_a_strong_bar(text: str, cue: str) -> None:
    assert bar(text) == (Bar.STRONG, cue)


@pytest.mark.parametrize(
    "text",
    [
        "Good knowledge of knots",
        "Experience with sails",
        "A strong team with deep roots in Whitby",
        "Radar is a strong plus",
        "Gute Kenntnisse der Küste",
        "Deep sea fishing",
    ],
)
def test_no_word_about_a_level_leaves_the_bar_where_it_is(text: str) -> None:
    assert bar(text) is None


def test_two_levels_in_one_sentence_set_neither() -> None:
    found = bar("Excellent knowledge of tides and basic knowledge of engines")
    assert found == (Bar.WORKING, "Excellent")
