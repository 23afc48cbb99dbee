from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import pytest

from quizapp.banks.catalogue import read_competencies
from quizapp.banks.source import plain, read_source
from quizapp.domain.extraction import Lexicon
from quizapp.domain.extraction.lexicon import Alias, AliasSpec, read_alias
from quizapp.domain.extraction.linking import find_links

BANKS = Path(__file__).parents[3] / "question_banks"
Aliases = Mapping[str, Iterable[AliasSpec]]


def read_phrases() -> list[tuple[str, list[str]]]:
    """Read the phrases and what each must link."""
    phrases = cast(dict[str, list[str]], plain(read_source(BANKS / "aliases_tests.yaml")))
    return list(phrases.items())


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


@pytest.mark.parametrize(("phrase", "wanted"), read_phrases())
def test_a_phrase_links_what_it_must_and_nothing_else(phrase: str, wanted: list[str], lexicon: Lexicon) -> None:
    links = find_links(phrase, 0, len(phrase), lexicon)
    assert {link.key for link in links} == {name.partition("/")[0] for name in wanted}
    topics = {name for name in wanted if "/" in name}
    assert topics <= {f"{link.key}/{link.topic}" for link in links}


def test_the_phrases_are_many() -> None:
    assert len(read_phrases()) >= 250


def test_every_alias_belongs_to_a_known_competency_or_topic(aliases: Aliases) -> None:
    competencies = read_competencies(BANKS / "competencies.yaml")
    topics = {f"{competency.key}/{topic.key}" for competency in competencies for topic in competency.topics}
    assert set(aliases) <= topics | {competency.key for competency in competencies}
    assert {key.partition("/")[0] for key in aliases} == {competency.key for competency in competencies}


def test_no_alias_is_written_twice_under_one_competency(aliases: Aliases) -> None:
    written = Counter(
        (alias.key, alias.parts, alias.cased, alias.head, alias.near, alias.unless)
        for key, specs in aliases.items()
        for alias in (read_alias(key, spec) for spec in specs)
    )
    assert [name for name, times in written.items() if times > 1] == []


def test_an_alias_of_two_competencies_has_guards_that_part_them(aliases: Aliases) -> None:
    owners: defaultdict[tuple[str, ...], list[Alias]] = defaultdict(list)
    for key, specs in aliases.items():
        for alias in (read_alias(key, spec) for spec in specs):
            owners[alias.parts].append(alias)
    unparted = [
        group[0].name
        for group in owners.values()
        if len({alias.key for alias in group}) > 1
        and sum(not (alias.cased or alias.head or alias.near or alias.unless) for alias in group) > 1
    ]
    assert unparted == []


def test_every_alias_is_found_by_its_own_words(aliases: Aliases, lexicon: Lexicon) -> None:
    lost = []
    for key, specs in aliases.items():
        for spec in specs:
            alias = read_alias(key, spec)
            guarded = alias.head or alias.near or alias.unless
            text = words_of(alias)
            # Where guards decide, another competency may have the better claim to the same words.
            found = find_links(text, 0, len(text), Lexicon([alias]) if guarded else lexicon, title=not alias.prose)
            lost += [] if alias.key in {link.key for link in found} else [(key, alias.name)]
    assert lost == []


def words_of(alias: Alias) -> str:
    """Return an alias with a word that satisfies each of its guards."""
    name = " ".join(raw.replace("*", "x") for raw in alias.raws)
    return " ".join([name, *(words[0].replace("*", "x") for words in (alias.head, alias.near) if words)])


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
