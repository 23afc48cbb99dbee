"""Strict YAML: nothing changes silently, and what is not allowed is named where it stands."""

import time
import tracemalloc

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizapp.banks.source import (
    MAX_BYTES,
    Mapping,
    Place,
    Problem,
    QuotedText,
    Scalar,
    SourceError,
    parse_source,
    place_at,
    plain,
)


def read(text: str | bytes) -> object:
    return plain(parse_source(text.encode() if isinstance(text, str) else text, "f.yaml"))


def problems(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(SourceError) as error:
        read(text)
    return error.value.problems


SURPRISES = "NO yes on Off true null ~ 012 0o14 0x1F 1:30 1_000 1e3 .inf .nan 2001-01-01 3.10 1.0 +1 = << -0"


@pytest.mark.parametrize(
    "word",
    [*SURPRISES.split(), "2002-1-1 10:00:00 Z"],
)
def test_a_scalar_stays_what_the_author_wrote(word: str) -> None:
    assert read(f"key: {word}") == {"key": word}
    assert read(f"{word}: value") == {word: "value"}


def test_nothing_written_is_an_empty_text() -> None:
    assert read("key:") == {"key": ""}


def test_quotes_are_remembered() -> None:
    found = read("a: 1\nb: '1'\nc: \"1\"\nd: |\n  1\n")
    assert isinstance(found, dict)
    assert [isinstance(value, QuotedText) for value in found.values()] == [False, True, True, False]


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "each key once, found `a` again (first in line 1)"),
        ("a: {b: 1, b: 2}", 1, 11, "each key once, found `b` again"),
        ("a: &x 1", 1, 4, "no anchor"),
        ("a: [1]\nb: *a", 2, 4, "an alias"),
        ("a: !!python/object/apply:os.system ['id']", 1, 4, "no tag"),
        ("a: !!str 1", 1, 4, "no tag"),
        ("a: !include x.yaml", 1, 4, "no tag"),
        ("%YAML 1.1\n---\na: 1", 1, 1, "no %YAML or %TAG"),
        ("%TAG ! tag:x:\n---\na: 1", 1, 1, "no %YAML or %TAG"),
        ("a: 1\n---\nb: 2", 2, 1, "one document, found a second one"),
        ("", 1, 1, "found an empty file"),
        ("# only a comment\n", 1, 1, "found an empty file"),
        ("a: 1\n\tb: 2", 2, 1, "indent with spaces"),
        ("a: b: c", 1, 5, "quote a text that contains `: `"),
        ("a: @b", 1, 4, "expected YAML"),
        ("a: [1, 2", 2, 1, "expected YAML"),
        ('a: "\\alpha \\d"', 1, 12, "write TeX in"),
        ("? [a, b]\n: 1", 1, 3, "a plain word as the key"),
        ("{a: 1}: 2", 1, 1, "a plain word as the key"),
        (b"a: 1\nb: \xff\xfe", 2, 4, "text in UTF-8"),
        (b"a: caf\xe9", 1, 7, "text in UTF-8"),
        ("a: 1\nb: \x07", 2, 4, "printable characters"),
        ("a: \x00", 1, 4, "printable characters"),
        ("[" * 30 + "]" * 30, 1, 22, "at most 20 levels"),
        ("a: 'open", 1, 4, "expected YAML"),
    ],
)
def test_what_is_not_allowed_is_named_at_its_place(text: str | bytes, line: int, column: int, expected: str) -> None:
    found = problems(text)[-1]
    assert expected in found.what
    assert (found.line, found.column) == (line, column)
    assert str(found).startswith(f"f.yaml:{line}:{column}: expected")


def test_every_key_that_stands_twice_is_named_at_once() -> None:
    assert [p.line for p in problems("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n")] == [2, 3, 4]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(8)
    )
    tracemalloc.start()
    problems(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2**20


@pytest.mark.parametrize("text", ["[" * 400_000, "{a: " * 200_000, "- " * 400_000, "[a,]," * 150_000])
def test_nesting_without_end_is_refused_quickly(text: str) -> None:
    started = time.process_time()
    problems(text)
    assert time.process_time() - started < 2


def test_a_file_beyond_a_megabyte_is_refused() -> None:
    assert "at most 1,000,000 bytes" in problems("a: " + "x" * MAX_BYTES)[0].what


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=20)
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts.filter(bool), inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(texts.filter(bool), trees, min_size=1, max_size=4), st.sampled_from([None, '"', "'", "|"]))
def test_any_tree_of_texts_comes_back_as_it_was(tree: dict[str, object], style: str | None) -> None:
    written = yaml.dump(tree, allow_unicode=True, default_style=style, Dumper=yaml.SafeDumper, sort_keys=False)
    assert read(written) == tree


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_the_bytes_it_reads_them_or_names_the_problem(raw: bytes) -> None:
    try:
        parse_source(raw, "f.yaml")
    except SourceError as error:
        assert all(p.what.startswith("expected") for p in error.problems)


def test_places_are_found_by_path_and_inside_texts() -> None:
    root = parse_source(b"a:\n  - {b: 'text'}\n  - c: |\n      one\n      two\n", "f.yaml")
    assert isinstance(root, Mapping)
    assert place_at(root, ("a", 0, "b")) == Place(2, 9)
    assert place_at(root, ("a", 0, "b"), 2) == Place(2, 12)
    assert place_at(root, ("a", 1, "c"), 5) == Place(5, 1)
    assert place_at(root, ("a", 7, "zzz")) == Place(1, 1)
    assert isinstance(root.entries["a"], object)
    assert not isinstance(root.entries["a"], Scalar)
