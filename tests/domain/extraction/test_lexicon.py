from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.extraction import Lexicon
from quizapp.domain.extraction.lexicon import Alias, AliasSpec, Match, Token, fold_word, read_alias, tokens_of
from quizapp.domain.extraction.linking import find_links, find_mentions

WORDS = ["tea", "teapot", "pot", "hot", "hotpot", "water"]
PARTS = [*WORDS, "te*", "hot*", "wat*"]
FIRST_PARTS = [*PARTS, "*pot", "*ea*"]
NAMES = st.lists(st.sampled_from(PARTS), max_size=2).flatmap(
    lambda rest: st.sampled_from(FIRST_PARTS).map(lambda first: " ".join([first, *rest]))
)
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "-", ", ", ". ", "/"])), max_size=12).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def equals(part: str, word: str) -> bool:
    """Compare a word with one part of a name, letter by letter."""
    core = part.strip("*")
    if part.startswith("*") and part.endswith("*"):
        return core in word
    if part.startswith("*"):
        return word.endswith(core)
    return word.startswith(core) if part.endswith("*") else word == part


def naive_matches(aliases: list[Alias], tokens: tuple[Token, ...]) -> set[Match]:
    """Try every name at every word."""
    found = set()
    for first in range(len(tokens)):
        for alias in aliases:
            words = tokens[first : first + len(alias.parts)]
            joined = len(words) == len(alias.parts) and not any(word.broken for word in words[1:])
            if joined and all(equals(part, word.folded) for part, word in zip(alias.parts, words, strict=True)):
                found.add(Match(first, first + len(alias.parts), alias))
    return found


@given(st.lists(NAMES, max_size=6, unique=True), TEXTS)
def test_the_automaton_finds_what_comparing_every_name_at_every_word_finds(names: list[str], text: str) -> None:
    aliases = [read_alias("brewing", name) for name in names]
    tokens = tokens_of(text, 0, len(text))
    found = Lexicon(aliases).matches(tokens)
    listed = [match for group in found.values() for match in group]
    assert len(listed) == len(set(listed))
    assert set(listed) == naive_matches(aliases, tokens)
    assert all(match.first == first for first, group in found.items() for match in group)


@given(st.lists(NAMES, max_size=6, unique=True), TEXTS)
def test_longer_names_come_first(names: list[str], text: str) -> None:
    tokens = tokens_of(text, 0, len(text))
    for group in Lexicon(read_alias("brewing", name) for name in names).matches(tokens).values():
        ends = [match.after for match in group]
        assert ends == sorted(ends, reverse=True)


def test_of_names_equally_long_the_most_exact_comes_first() -> None:
    lexicon = Lexicon.from_aliases({"begins": ["tea*"], "begins-more": ["teap*"], "is": ["teapot"], "ends": ["*pot"]})
    tokens = tokens_of("teapot", 0, 6)
    assert [match.alias.key for match in lexicon.matches(tokens)[0]] == ["is", "begins-more", "begins", "ends"]


def test_a_lexicon_without_names_finds_nothing() -> None:
    assert not Lexicon([]).matches(tokens_of("tea", 0, 3))
    assert not Lexicon.from_aliases({"brewing": ["tea"]}).matches(())


def test_a_name_may_stand_inside_a_compound() -> None:
    lexicon = Lexicon.from_aliases({"brewing": ["*kanne*"]})
    text = "Zwei Teekannen, bitte"
    assert [text[link.start : link.end] for link in find_links(text, 0, len(text), lexicon)] == ["Teekannen"]


def test_a_link_says_which_topic_and_which_name_it_goes_by() -> None:
    lexicon = Lexicon.from_aliases({"brewing": ["tea"], "brewing/green": ["green tea*"]})
    links = find_links("green teas", 0, 10, lexicon)
    assert [(link.key, link.topic, link.alias) for link in links] == [("brewing", "green", "green tea*")]


def test_a_competency_is_linked_where_a_topic_of_it_is_named() -> None:
    lexicon = Lexicon.from_aliases({"brewing": ["tea"], "brewing/green": ["sencha"], "brewing/black": ["assam"]})
    text = "tea: sencha, then assam"
    links = find_links(text, 0, len(text), lexicon)
    assert [(link.topic, text[link.start : link.end]) for link in links] == [("green", "sencha")]
    assert [link.topic for link in find_mentions(text, 0, len(text), lexicon)] == ["", "green", "black"]


@pytest.mark.parametrize(
    ("title", "in_title", "in_prose"), [("true", True, True), ("false", False, True), ("only", True, False)]
)
def test_a_name_may_be_kept_out_of_titles_or_out_of_prose(title: str, in_title: bool, in_prose: bool) -> None:
    lexicon = Lexicon.from_aliases({"brewing": [{"alias": "tea taster", "title": title}]})
    assert bool(find_links("tea taster", 0, 10, lexicon, title=True)) is in_title
    assert bool(find_links("tea taster", 0, 10, lexicon)) is in_prose


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("…", "no words"),
        ("a*", "two letters"),
        ("green *ea", "only the first word"),
        ("tea *", "beside a word"),
        ({"alias": "tea", "near": {"pot": "pan"}}, "a list of words"),
        ({"alias": "tea", "near": ["*"]}, "a list of words"),
        ({"alias": "tea", "near": ["tea-pot"]}, "without hyphens"),
        ({"alias": "tea", "title": "perhaps"}, "perhaps"),
        (["tea"], "a text or a mapping"),
    ],
)
def test_a_name_that_cannot_be_read_is_named(spec: AliasSpec, words: str) -> None:
    with pytest.raises(ValueError, match=f"brewing.*{words}"):
        read_alias("brewing", spec)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("KPIs", "kpi"),
        ("analyse", "analyze"),
        ("Studies", "study"),
        ("bias", "bia"),
        ("SAS", "sas"),
        ("class", "class"),
    ],
)
def test_words_are_folded_to_one_spelling(written: str, folded: str) -> None:
    assert fold_word(written) == folded


def test_many_threads_may_share_one_lexicon(lexicon: Lexicon) -> None:
    text = "Python, SQL and time series; neural networks in PyTorch, A/B tests. " * 40

    def read(_: int) -> object:
        return find_mentions(text, 0, len(text), lexicon)

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(read, range(32)))
    assert all(result == results[0] for result in results)
