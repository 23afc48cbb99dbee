"""Writing: what changes is written well, and everything else stays byte for byte."""

import difflib
import os
import string
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.banks.source import Mapping, Node, QuotedText, Scalar, Sequence, SourceError, parse_source, plain
from quizapp.banks.writing import add_item, edit_item, item_text, remove_field, remove_item, replace_item, set_field
from quizapp.config import PROJECT

FILES = sorted(path for path in (PROJECT / "question_banks").glob("*/*.yaml") if path.name != "bank.yaml")
if os.environ.get("HYPOTHESIS_PROFILE") != "assurance":
    FILES = FILES[::6]

FILE = """\
# About heaps.
topic: sums   # the first one
items:
  # Two of them.
  - id: two-heaps
    type: numeric
    just_ready: 0.55  # guessed
    references: ["Euler 1770, Elements"]
    variables:
      a: {from: 10, to: 60, step: 1}   # apples
      b: {choose: [1, "2", NO]}
    let:
      # the sum
      total: a + b
    stem: |  # said aloud
      One heap holds {{a}}, another {{b}}.

      How many are there?
    answer: {value: total, tolerance: {absolute: 0.4}}
    mistakes:
      - {value: a - b, misconception: wrong-sign, why: "You took {{b}} away."}
      - value: a
        misconception: one-heap   # of two
        why: 'Don''t forget the other.'
    explanation: "It adds."

  - id: posts
    type: single-choice
    stem: A fence has
      10 sections.
    options:
    - {text: "9", misconception: off-by-one, why: "No."}
    - {text: "11", correct: true, why: "Yes."}
    explanation: >-
      One post more
      than sections.

# The end.
"""


def said(text: str) -> Any:
    return plain(parse_source(text.encode(), "test"))


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines taken away and the lines that came."""
    found = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return [d[2:] for d in found if d[0] == "-"], [d[2:] for d in found if d[0] == "+"]


def paths(node: Node, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the paths of all texts of a file."""
    if isinstance(node, Mapping):
        return [path for key, value in node.entries.items() for path in paths(value, (*at, key))]
    if isinstance(node, Sequence):
        return [path for i, value in enumerate(node.items) for path in paths(value, (*at, i))]
    return [at]


def value_at(root: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        root = root[step]
    return root


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_writing_what_a_file_says_already_changes_no_byte(file: Any) -> None:
    text = file.read_text("utf-8")
    root = said(text)
    assert set_field(text, ("items",), root["items"]) == text
    for item in root["items"]:
        assert edit_item(text, item["id"], {key: value for key, value in item.items() if key != "id"}) == text
        assert replace_item(text, item["id"], item_text(text, item["id"])) == text


@pytest.mark.parametrize("file", FILES[::3], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_item_taken_out_and_put_back_leaves_the_file_as_it_was(file: Any) -> None:
    text = file.read_text("utf-8")
    keys = [item["id"] for item in said(text)["items"]]
    for before, key in pairwise(keys):
        assert add_item(remove_item(text, key), item_text(text, key), after=before) == text


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_change_of_one_field_changes_only_its_lines(file: Any) -> None:
    text = file.read_text("utf-8")
    root = parse_source(text.encode(), "test")
    for path in paths(root)[::7]:
        after = set_field(text, path, "new text")
        gone, came = lines_changed(text, after)
        assert len(came) == 1
        assert "new text" in came[0]
        assert "\n".join(gone).count(": ") <= came[0].count(": ") + str(value_at(plain(root), path)).count(": ")
        assert value_at(said(after), path) == "new text"


@pytest.mark.parametrize(
    ("path", "value", "gone", "came"),
    [
        (("topic",), "orders", ["topic: sums   # the first one\n"], ["topic: orders   # the first one\n"]),
        (
            ("items", 0, "just_ready"),
            0.6,
            ["    just_ready: 0.55  # guessed\n"],
            ["    just_ready: 0.6  # guessed\n"],
        ),
        (("items", 0, "let", "total"), "b + a", ["      total: a + b\n"], ["      total: b + a\n"]),
        (
            ("items", 0, "variables", "a", "to"),
            70,
            ["      a: {from: 10, to: 60, step: 1}   # apples\n"],
            ["      a: {from: 10, to: 70, step: 1}   # apples\n"],
        ),
        (
            ("items", 0, "variables", "b", "choose"),
            [1, QuotedText("2"), "NO", "3", 4],
            ['      b: {choose: [1, "2", NO]}\n'],
            ["      b: {choose: [1, \"2\", NO, '3', 4]}\n"],
        ),
        (
            ("items", 0, "stem"),
            "One heap.\n\n$\\alpha$: how many?\n",
            ["      One heap holds {{a}}, another {{b}}.\n", "      How many are there?\n"],
            ["      One heap.\n", "      $\\alpha$: how many?\n"],
        ),
        (
            ("items", 0, "answer", "unit"),
            "pieces, all",
            ["    answer: {value: total, tolerance: {absolute: 0.4}}\n"],
            ["    answer: {value: total, tolerance: {absolute: 0.4}, unit: 'pieces, all'}\n"],
        ),
        (("items", 0, "minutes"), 3, [], ["    minutes: 3\n"]),
        (
            ("items", 0, "explanation"),
            r"It \adds: $\beta$.",
            ['    explanation: "It adds."\n'],
            ["    explanation: 'It \\adds: $\\beta$.'\n"],
        ),
        (
            ("items", 1, "stem"),
            "A fence.",
            ["    stem: A fence has\n", "      10 sections.\n"],
            ["    stem: A fence.\n"],
        ),
        (
            ("items", 1, "explanation"),
            "One more.",
            ["    explanation: >-\n", "      One post more\n", "      than sections.\n"],
            ["    explanation: One more.\n"],
        ),
        (
            ("items", 1, "options", 0, "why"),
            "No:\n\nlook.\n",
            ['    - {text: "9", misconception: off-by-one, why: "No."}\n'],
            [
                "    - text: '9'\n",
                "      misconception: off-by-one\n",
                "      why: |\n",
                "        No:\n",
                "\n",
                "        look.\n",
            ],
        ),
    ],
)
def test_a_change_is_written_as_an_author_would(
    path: tuple[str | int, ...], value: Any, gone: list[str], came: list[str]
) -> None:
    after = set_field(FILE, path, value)
    assert lines_changed(FILE, after) == (gone, came)
    assert value_at(said(after), path) == (value if isinstance(value, str) else value_at(said(after), path))


@pytest.mark.parametrize(
    "text",
    ["12", "1.5", "1e3", "true", "No", "~", "null", "2001-01-01", "1:30", "0x1F", "", " x ", "# x", "'", "=", "a: b"],
)
def test_what_reads_as_something_else_is_quoted(text: str) -> None:
    after = edit_item(FILE, "posts", {"stem": text})
    node = parse_source(after.encode(), "test")
    assert isinstance(node, Mapping)
    items = node.entries["items"]
    assert isinstance(items, Sequence)
    posts = items.items[1]
    assert isinstance(posts, Mapping)
    stem = posts.entries["stem"]
    assert isinstance(stem, Scalar)
    assert (stem.value, stem.style in ("'", '"')) == (text, True)


def test_lists_and_mappings_keep_the_comments_of_what_stays() -> None:
    mistakes = said(FILE)["items"][0]["mistakes"]
    after = edit_item(FILE, "two-heaps", {"mistakes": [mistakes[1]]})
    assert lines_changed(FILE, after)[1] == []
    assert "misconception: one-heap   # of two" in after
    after = edit_item(FILE, "two-heaps", {"mistakes": [{"value": "b", "why": "So."}, *mistakes]})
    assert lines_changed(FILE, after) == ([], ["      - {value: b, why: So.}\n"])
    after = edit_item(FILE, "two-heaps", {"let": {"half": "a / 2", "total": "a + b", "twice": "2 * total"}})
    assert lines_changed(FILE, after) == ([], ["      half: a / 2\n", "      twice: 2 * total\n"])
    assert "# the sum" in after


def test_a_field_is_taken_away_with_its_lines() -> None:
    after = edit_item(FILE, "two-heaps", {"stem": None, "answer": None, "waivers": None})
    gone, came = lines_changed(FILE, after)
    assert (came, len(gone)) == ([], 5)
    assert lines_changed(FILE, remove_field(FILE, ("items", 0, "variables", "a", "to")))[1] == [
        "      a: {from: 10, step: 1}   # apples\n"
    ]
    assert "    let: {}\n" in remove_field(FILE, ("items", 0, "let", "total"))
    assert "    references: []\n" in remove_field(FILE, ("items", 0, "references", 0))


def test_an_item_comes_and_goes_with_the_blank_line_beside_it() -> None:
    new = "id: third\n# a note\ntype: numeric\nstem: |\n  A\n\n  B\n"
    added = add_item(FILE, new, after="two-heaps")
    assert lines_changed(FILE, added)[0] == []
    assert '    explanation: "It adds."\n\n  - id: third\n    # a note\n' in added
    assert "      A\n\n      B\n\n  - id: posts\n" in added
    assert remove_item(added, "third") == FILE
    assert item_text(added, "third") == new
    last = add_item(FILE, new)
    assert "      than sections.\n\n  - id: third\n" in last
    assert last.endswith("      B\n\n# The end.\n")
    assert remove_item(last, "third") == FILE
    without = remove_item(FILE, "two-heaps")
    assert "  # Two of them.\n  - id: posts\n" in without
    assert said(remove_item(without, "posts")) == {"topic": "sums", "items": []}


def test_an_item_is_replaced_as_it_was_typed() -> None:
    own = item_text(FILE, "two-heaps")
    assert own.startswith("id: two-heaps\ntype: numeric\njust_ready: 0.55  # guessed\n")
    after = replace_item(FILE, "two-heaps", own.replace("a + b", "b + a   # turned"))
    assert lines_changed(FILE, after) == (["      total: a + b\n"], ["      total: b + a   # turned\n"])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_stay(newline: str, mark: str) -> None:
    text = mark + FILE.replace("\n", newline)
    after = edit_item(text, "posts", {"stem": "A\n\nB\n", "minutes": 2})
    expected = edit_item(FILE, "posts", {"stem": "A\n\nB\n", "minutes": 2})
    assert after == mark + expected.replace("\n", newline)
    assert replace_item(text, "posts", item_text(text, "posts")) == text


REFUSED: list[tuple[Callable[[], str], str]] = [
    (lambda: set_field("a: &x 1\n", ("a",), 2), "no anchor"),
    (lambda: set_field("a: !x 1\n", ("a",), 2), "no tag"),
    (lambda: set_field("a: 1\na: 2\n", ("a",), 2), "each key once"),
    (lambda: set_field("a: 1\n---\nb: 2\n", ("a",), 2), "one document"),
    (lambda: set_field("a: " + "x" * 1_000_001, ("a",), 2), "at most 1,000,000 bytes"),
    (lambda: set_field(FILE, ("topic",), "x" * 1_000_000), "at most 1,000,000 bytes"),
    (lambda: set_field(FILE, ("topic",), "\ud800"), "printable characters"),
    (lambda: set_field(FILE + "\ud800", ("topic",), "x"), "UTF-8"),
    (lambda: set_field(FILE, ("topic",), "a\x00b"), "printable characters"),
    (lambda: set_field(FILE, ("topic",), "a\u2028b"), "printable characters"),
    (lambda: set_field(FILE, ("topic",), "\n\n"), "only blank lines"),
    (lambda: set_field(FILE, ("topic",), "\n\tx"), "found a tab"),
    (lambda: set_field(FILE, ("topic",), float("nan")), "expected a text, a number"),
    (lambda: set_field(FILE, ("topic",), {1: "x"}), "a word as the key"),  # type: ignore[dict-item]
    (lambda: set_field(FILE, ("nothing", "x"), "x"), "a field of the file"),
    (lambda: set_field(FILE, ("items", 7), "x"), "no place for `7`"),
    (lambda: set_field(FILE, ("topic", "x"), "x"), "no place for `x`"),
    (lambda: set_field(FILE, (), "x"), "a field of the file"),
    (lambda: remove_field(FILE, ("items", 0, "unit")), "a field of the file"),
    (lambda: remove_field("a: 1\n", ("a",)), "something to be left"),
    (lambda: set_field("a: [1, # one\n  2]\n", ("a", 0), "x\ny"), "no comment inside"),
    (lambda: edit_item(FILE, "nobody", {}), "an item `nobody`"),
    (lambda: edit_item(FILE, "posts", {"id": "two-heaps"}), "`two-heaps` twice"),
    (lambda: add_item(FILE, "id: posts\n"), "`posts` twice"),
    (lambda: add_item(FILE, "- id: x\n"), "expected an item"),
    (lambda: add_item(FILE, "id: &x y\n"), "no anchor"),
    (lambda: add_item(FILE, "id: y\n", after="nobody"), "an item `nobody`"),
    (lambda: add_item("items: [{id: x}]\n", "id: y\n"), "behind a dash"),
    (lambda: replace_item(FILE, "posts", "id: x\n---\nid: y\n"), "one document"),
    (lambda: replace_item(FILE, "posts", "--- {id: x}\n"), "expected"),
    (lambda: replace_item(FILE, "posts", "id: x\nid: y\n"), "each key once"),
    (lambda: replace_item(FILE, "posts", "id: x\n# \ud800"), "UTF-8"),
]


@pytest.mark.parametrize(("write", "expected"), REFUSED, ids=[expected for _, expected in REFUSED])
def test_hostile_input_is_refused(write: Callable[[], str], expected: str) -> None:
    with pytest.raises(SourceError, match=expected):
        write()


def test_a_value_deeper_than_any_bank_is_refused() -> None:
    deep: Any = "x"
    for _ in range(30):
        deep = [deep]
    with pytest.raises(SourceError, match="at most 20 levels"):
        set_field(FILE, ("topic",), deep)


CHARACTERS = st.sampled_from(string.ascii_letters[:6] + " \n\t\\#:-'\"{}[],&*!|>%@`?=~0123.é\u202f😀")
TEXTS = st.text(CHARACTERS, max_size=30).filter(
    lambda text: (
        not text.endswith("\n\n")
        and not text.lstrip("\n").startswith("\t")
        and (text.strip() or not set("\n\t") & set(text))
    )
)
WORDS = st.text("abcxyz019-_ :#{'\"\\?", min_size=1, max_size=8)
VALUES = st.recursive(
    TEXTS | st.integers(-1000, 1000) | st.floats(allow_nan=False, allow_infinity=False, width=32) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=8,
)
PLACES = paths(parse_source(FILE.encode(), "test"))
STEMS = [path[:n] for path in PLACES for n in range(1, len(path) + 1)]


def same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return list(found) == list(wanted) and all(same(found[key], wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(wanted, bool | str):
        return bool(found == (wanted if isinstance(wanted, str) else str(wanted).lower()))
    return float(found) == wanted


@given(st.sampled_from(STEMS), VALUES)
def test_whatever_is_written_is_read_again(path: tuple[str | int, ...], value: Any) -> None:
    after = set_field(FILE, path, value)
    before_said, after_said = said(FILE), said(after)
    assert same(value_at(after_said, path), value)
    for other in PLACES:
        if other[: len(path)] != path:
            assert value_at(after_said, other) == value_at(before_said, other)


@given(st.sampled_from(STEMS), VALUES)
def test_setting_a_value_twice_is_setting_it_once(path: tuple[str | int, ...], value: Any) -> None:
    once = set_field(FILE, path, value)
    assert set_field(once, path, value) == once


@given(st.sampled_from([path for path in STEMS if len(path) > 2]), VALUES)
def test_comments_outside_a_change_stay(path: tuple[str | int, ...], value: Any) -> None:
    after = set_field(FILE, path, value)
    for comment in ("# About heaps.\n", "topic: sums   # the first one\n", "  # Two of them.\n", "\n# The end.\n"):
        assert comment in after


@given(st.sampled_from([path for path in STEMS if len(path) > 1]))
def test_what_is_removed_is_gone_and_nothing_else(path: tuple[str | int, ...]) -> None:
    after = said(remove_field(FILE, path))
    wanted = said(FILE)
    del value_at(wanted, path[:-1])[path[-1]]
    assert after == wanted


@given(TEXTS.filter(lambda text: "\\" in text))
def test_a_backslash_never_stands_in_double_quotes(text: str) -> None:
    for path in (("items", 0, "stem"), ("items", 0, "mistakes", 0, "why"), ("items", 0, "references", 0)):
        after = set_field(FILE, path, text)
        node: Any = parse_source(after.encode(), "test")
        for step in path:
            node = node.entries[step] if isinstance(step, str) else node.items[step]
        assert node.style != '"'
        assert node.value == text


@given(st.text(CHARACTERS, max_size=60), st.sampled_from(STEMS), TEXTS)
def test_a_file_of_any_text_is_refused_or_changed_soundly(text: str, path: tuple[str | int, ...], value: str) -> None:
    try:
        after = set_field(text, path, value)
    except SourceError:
        return
    assert same(value_at(said(after), path), value)
