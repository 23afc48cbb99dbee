from pathlib import Path

import pytest
import yaml

from quizapp.domain.extraction import Lexicon
from quizapp.domain.extraction.linking import find_links


def keys(text: str, lexicon: Lexicon) -> set[str]:
    return {link.key for link in find_links(text, 0, len(text), lexicon)}


@pytest.mark.parametrize("text", ["You write R or Python.", "Models in R, SQL and SAS", "languages such as R"])
def test_the_language_r_is_found_among_languages(text: str, lexicon: Lexicon) -> None:
    spans = {
        text[link.start : link.end] for link in find_links(text, 0, len(text), lexicon) if link.key == "programming"
    }
    assert "R" in spans


@pytest.mark.parametrize(
    "text",
    [
        "You run our R&D budget in Python's home town",
        "Vitamin C for every child",
        "Go to the quay",
        "A C-level audience",
        "Row R, seat 4",
    ],
)
def test_single_letters_and_words_are_not_languages(text: str, lexicon: Lexicon) -> None:
    spans = {text[link.start : link.end] for link in find_links(text, 0, len(text), lexicon)}
    assert not spans & {"R", "C", "Go"}


def test_one_head_is_shared_by_all_the_members_before_it(lexicon: Lexicon) -> None:
    found = keys("You know statistical, machine learning and data mining methods.", lexicon)
    assert found == {"statistics", "supervised-learning", "data-mining"}


def test_a_head_guard_needs_its_head(lexicon: Lexicon) -> None:
    assert "scalable-machine-learning" in keys("scalable algorithms", lexicon)
    assert "scalable-machine-learning" not in keys("a scalable bakery", lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "A degree in Statistics, Machine Learning or Linguistics",
        "Master's degree in computer science or mathematics",
        "B.S. in Mathematics or a related field",
        "Abgeschlossenes Studium der Statistik, Mathematik oder Informatik",
        "PhD in machine learning",
    ],
)
def test_the_subjects_of_a_degree_are_not_competencies(text: str, lexicon: Lexicon) -> None:
    assert keys(text, lexicon) == set()


def test_what_is_asked_besides_the_degree_is_linked(lexicon: Lexicon) -> None:
    assert keys("A degree in statistics and experience with SQL", lexicon) == {"databases"}


def test_discriminative_methods_are_learned_with_labels(lexicon: Lexicon) -> None:
    assert keys("discriminative methods", lexicon) == {"supervised-learning"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kenntnisse in maschinellem Lernen", "supervised-learning"),
        ("Erfahrung mit neuronalen Netzen", "deep-learning"),
        ("relationale Datenbanken", "databases"),
        ("Big-Data-Technologien", "scalable-machine-learning"),
        ("Verarbeitung natürlicher Sprache", "language-processing"),
        ("Zeitreihenanalyse", "forecasting"),
        ("Teamfähigkeit", "leadership-principles"),
        ("Wahrscheinlichkeitsrechnung", "probability"),
        ("Programmierkenntnisse", "programming"),
        ("Betriebssysteme", "computer-systems"),
    ],
)
def test_german_names_are_known_in_their_inflections(text: str, key: str, lexicon: Lexicon) -> None:
    assert key in keys(text, lexicon)


@pytest.mark.parametrize("text", ["optimisation methods", "optimization methods", "Optimisation Method"])
def test_spelling_case_and_number_do_not_matter(text: str, lexicon: Lexicon) -> None:
    assert keys(text, lexicon) == {"mathematics"}


def test_the_longest_name_wins(lexicon: Lexicon) -> None:
    assert keys("scalable machine learning", lexicon) == {"scalable-machine-learning"}


def test_punctuation_parts_a_name(lexicon: Lexicon) -> None:
    assert "supervised-learning" not in keys("the coffee machine, learning to whistle", lexicon)


def test_the_words_of_an_address_link_nothing(lexicon: Lexicon) -> None:
    assert keys("See https://github.example/python/sql for more", lexicon) == set()


def test_each_key_is_linked_once_with_the_words_that_name_it(lexicon: Lexicon) -> None:
    text = "SQL first, SQL last"
    links = find_links(text, 0, len(text), lexicon)
    assert [(link.key, text[link.start : link.end]) for link in links] == [("databases", "SQL")]


def test_every_alias_belongs_to_a_known_competency(aliases: dict[str, list[str]]) -> None:
    text = (Path(__file__).parents[3] / "question_banks" / "competencies.yaml").read_text(encoding="utf-8")
    known = {entry["key"] for entry in yaml.safe_load(text)["competencies"]}
    assert set(aliases) == known


def test_no_alias_is_written_twice(aliases: dict[str, list[str]]) -> None:
    for key, specs in aliases.items():
        written = [str(spec) for spec in specs]
        assert len(written) == len(set(written)), key


@pytest.mark.parametrize(
    ("specs", "words"),
    [
        ([{"cased": "true"}], "no words"),
        ([{"alias": "tea", "colour": "green"}], "colour"),
        ([{"alias": "tea", "cased": "perhaps"}], "perhaps"),
    ],
)
def test_an_alias_that_cannot_be_read_is_named(specs: list[dict[str, str]], words: str) -> None:
    with pytest.raises(ValueError, match=f"brewing.*{words}"):
        Lexicon.from_aliases({"brewing": specs})
