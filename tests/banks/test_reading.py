"""Reading a bank: what comes out of sound files, and how each fault is named at its line and column."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.banks.catalogue import (
    Competency,
    Topic,
    read_aliases,
    read_catalogue,
    read_competencies,
    read_misconceptions,
)
from quizapp.banks.reading import Bank, read_bank
from quizapp.banks.schema import topic_file_schema
from quizapp.banks.source import Problem, SourceError
from quizapp.domain.items.model import Item, ItemType, Level, Tolerance
from quizapp.domain.items.types.choice import Choice
from quizapp.domain.items.types.numeric import Numeric
from quizapp.domain.items.types.ordering import Ordering

from .conftest import Change


def read(root: Path) -> Bank:
    return read_bank(root / "counting", read_catalogue(root))


def problems(root: Path) -> tuple[Problem, ...]:
    with pytest.raises(SourceError) as error:
        read(root)
    return error.value.problems


def items(root: Path) -> dict[str, Item]:
    return {item.key: item for item in read(root).items}


def test_a_sound_bank_is_read_whole(root: Path) -> None:
    bank = read(root)
    assert (bank.key, bank.competency, bank.title) == ("counting", "counting", "Counting")
    assert [item.key for item in bank.items] == ["adding-by-hand", "which-are-even", "two-heaps", "posts-of-a-fence"]
    assert bank.misconceptions.keys() == {"wrong-sign", "off-by-one"}


def test_a_family_keeps_its_numbers_and_texts_apart(root: Path) -> None:
    item = items(root)["two-heaps"]
    assert (item.type, item.level, item.just_ready, item.topic) == (ItemType.NUMERIC, Level.APPLY, 0.55, "sums")
    assert item.variables["a"].choices == tuple(range(10, 61))
    assert item.variables["thing"].choices == ("apples", "pears", "NO", "3")
    assert item.is_family
    assert isinstance(item.body, Numeric)
    assert item.body.tolerance == Tolerance(None, 0.4)


def test_each_type_gets_its_body(root: Path) -> None:
    found = items(root)
    ordering, response, fence = (found[key].body for key in ("adding-by-hand", "which-are-even", "posts-of-a-fence"))
    assert isinstance(ordering, Ordering)
    assert len(ordering.steps) == 3
    assert isinstance(response, Choice)
    assert [option.correct for option in response.options] == [True, True, False, False]
    assert isinstance(fence, Choice)
    assert not fence.shuffle
    assert fence.options[0].misconception == "off-by-one"


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("{from: 0.1, to: 0.5, step: 0.1}", (0.1, 0.2, 0.3, 0.4, 0.5)),
        ("{from: -2, to: 2, step: 2}", (-2, 0, 2)),
        ("{from: 1, to: 3}", (1, 2, 3)),
        ("{choose: [0.5, 1e-3, 012, '7']}", (0.5, 1e-3, "012", "7")),
    ],
)
def test_a_variable_is_read_exactly(change: Change, written: str, numbers: tuple[object, ...]) -> None:
    root = change("sums.yaml", "{from: 10, to: 60, step: 1}", written)
    choices = items(root)["two-heaps"].variables["a"].choices
    assert choices == numbers
    assert [type(choice) for choice in choices] == [type(number) for number in numbers]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column", "expected"),
    [
        ("sums.yaml", "type: numeric", "type: essay", 3, 5, "`type` to be one of single-choice"),
        ("sums.yaml", "level: apply", "level: aply", 5, 12, "'remember', 'understand', 'apply'"),
        ("sums.yaml", "just_ready: 0.55", "just_ready: 55 %", 6, 17, "a number such as 3, 0.5"),
        ("sums.yaml", "just_ready: 0.55", "just_ready: 0.99", 6, 17, "at most 0.98"),
        ("sums.yaml", "minutes: 3", "minutes: 1:30", 7, 14, "a number such as"),
        ("sums.yaml", "minutes: 3", "minutes: 0x3", 7, 14, "a number such as"),
        ("sums.yaml", "minutes: 3", "minutes: '3'", 7, 14, "a number such as"),
        ("sums.yaml", "minutes: 3", "minute: 3", 7, 5, "no `minute` here; did you mean `minutes`?"),
        ("sums.yaml", "    minutes: 3\n", "", 3, 5, "expected `minutes` here, found none"),
        ("sums.yaml", "id: two-heaps", "id: Two_Heaps", 3, 9, "small letters, digits and single hyphens"),
        ("sums.yaml", "id: posts-of-a-fence", "id: two-heaps", 23, 9, "an id of its own"),
        ("sums.yaml", "step: 1}", "step: 7}", 10, 17, "reached by whole steps"),
        ("sums.yaml", "step: 1}", "step: 0}", 10, 17, "reached by whole steps"),
        ("sums.yaml", "[1, 2, 5, 7, 8, 9]", "[1, 2, 1]", 11, 11, "each element once"),
        ("sums.yaml", "      a: {", "      e: {", 10, 7, "`e` belongs to the language"),
        ("sums.yaml", "      a: {", "      lambda: {", 10, 7, "no Python keyword"),
        ("sums.yaml", "total: a + b", "total: a + c", 14, 14, "an earlier `let` name, found `c`"),
        ("sums.yaml", "total: a + b", "a: a + b", 14, 10, "a new name, found `a` again"),
        ("sums.yaml", "total: a + b", "total: a + os.system", 14, 18, "an attribute does not belong"),
        ("sums.yaml", "total: a + b", "total: a +", 14, 14, "expected an expression"),
        ("sums.yaml", '["a > b"]', '["a > zz"]', 15, 15, "found `zz`"),
        ("sums.yaml", "**both heaps**", "{{both}}", 17, 1, "found `both`"),
        ("sums.yaml", "**both heaps**", "{{a:.2q}}", 17, 1, "unknown form"),
        ("sums.yaml", "another {{b}}", "another {{b", 17, 1, "not closed"),
        ("sums.yaml", "{absolute: 0.4}", "{}", 18, 28, "`relative` or `absolute`"),
        ("sums.yaml", "misconception: wrong-sign", "misconception: wrong-size", 20, 39, "a known misconception"),
        ("sums.yaml", "value: a - b", "value: a - ", 20, 17, "an expression"),
        ("sums.yaml", '"11", correct: true', '"11", correct: TRUE', 34, 31, "true or false"),
        ("sums.yaml", '"11", correct: true', '"11", misconception: off-by-one', 31, 5, "exactly one option"),
        ("sums.yaml", '"10", misconception: off-by-one', '"10"', 33, 9, "`correct: true` or a `misconception`"),
        ("sums.yaml", "topic: sums", "topic: dice", 1, 8, "one of the topics sums, orders"),
        ("sums.yaml", "topic: sums", "topic: orders", 1, 8, "the file to be named `orders.yaml`"),
        (
            "orders.yaml",
            "      - {text: Add the digits of the last column, why: The carry moves to the left.}\n",
            "",
            10,
            5,
            "at least 3",
        ),
        ("orders.yaml", "why: Try 1 and 2.", "why: ''", 25, 57, "found nothing"),
        ("orders.yaml", "why: Try 1 and 2.", "why: {a: b}", 25, 52, "expected a text"),
        ("bank.yaml", "competency: counting", "competency: guessing", 1, 13, "the folder to be named `guessing`"),
        ("bank.yaml", "competency: counting", "competency: nothing", 1, 13, "a competency's key"),
        ("bank.yaml", "title: Counting\n", "", 1, 1, "`title` here"),
    ],
)
def test_a_fault_is_named_at_its_line_and_column(
    change: Change, file: str, old: str, new: str, line: int, column: int, expected: str
) -> None:
    found = problems(change(file, old, new))
    assert [(p.line, p.column) for p in found if expected in p.what] == [(line, column)], found
    assert all(p.file.endswith(file) for p in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column", "expected"),
    [
        ("sums.yaml", "{absolute: 0.4}", "0.4", 18, 39, "expected `{absolute: 0.5}` or `{relative: 0.01}`"),
        ("sums.yaml", "{value: total, tolerance: {absolute: 0.4}, unit: pieces}", "total", 18, 13, "`{value: ..., tol"),
        ("sums.yaml", "{from: 10, to: 60, step: 1}", "[10, 60]", 10, 7, "`{from: 1, to: 9}` or `{choose"),
        ("sums.yaml", '["Euler 1770, Elements of Algebra, section 1"]', "Euler 1770", 8, 17, "each after `- `"),
        ("sums.yaml", "topic: sums\nitems:\n", "", 1, 3, "`topic: ` with the topic's key, then `items:`"),
        ("sums.yaml", "value: a - b,", "value: min(a, b),", 20, 24, "quote a text that contains a comma"),
        ("sums.yaml", '"You took {{b}} away."', "You took b, away", 20, 68, "quote a text that contains a comma"),
        ("sums.yaml", "    minutes: 3", "     minutes: 3", 7, 13, "indent a field like its neighbours"),
        ("sums.yaml", "    minutes: 3", "   minutes: 3", 7, 4, "indent a field like its neighbours"),
        ("sums.yaml", "      One heap", "    One heap", 18, 5, "indent a text under `|` further than its field"),
        ("orders.yaml", "why: Digits of equal weight must meet.}", "why: So.", 12, 9, "it was opened in line 11"),
        ("orders.yaml", "why: Try 1 and 2.", "why: 'It isn't.'", 25, 65, "write '' for an apostrophe"),
    ],
)
def test_a_beginner_s_slip_is_told_with_what_to_write(
    change: Change, file: str, old: str, new: str, line: int, column: int, expected: str
) -> None:
    found = problems(change(file, old, new))
    assert (line, column) in [(p.line, p.column) for p in found if expected in p.what], found


def test_an_empty_field_is_not_taken_for_a_text_cut_at_a_comma(change: Change) -> None:
    found = problems(change("sums.yaml", "explanation: One post more than sections.", "explanation:"))
    assert [p.what for p in found] == ["expected a text, found nothing"]


MATCHING = """
    type: matching
    prompts:
      - {text: one, match: I, why: So.}
      - {text: five, match: V, why: So.}
      - {text: ten, match: X, why: So.}
    options: [I, V, X, L]
"""
CLOZE = """
    type: cloze
    text: |
      The sum of one and two is
      [[sum]].
    gaps:
      sum: {options: ["2", "3", "4"], key: "3", why: So.}
"""


@pytest.mark.parametrize(
    ("body", "old", "new", "field", "expected"),
    [
        (MATCHING, "match: V", "match: v", "match: v", "expected `match` to be one of the options, found `v`"),
        (MATCHING, "X, L]", "X]", "options:", "expected more options than prompts, found 3 for 3"),
        (CLOZE, "[[sum]]", "three", "text:", "expected `[[sum]]` once in the text, found it 0 times"),
        (CLOZE, "[[sum]]", "[[sum]], or [[total]]", "[[total]]", "expected a gap `total` under `gaps`, found none"),
        (CLOZE, 'key: "3"', 'key: "5"', "sum: {", "expected `key` to be one of the options, found `5`"),
    ],
)
def test_a_fault_between_two_fields_is_named_at_the_one_to_mend(
    root: Path, body: str, old: str, new: str, field: str, expected: str
) -> None:
    path = root / "counting/orders.yaml"
    head, tail = path.read_text().split("    type: ordering\n")
    _, end = tail.split("    steps:\n")
    path.write_text(
        head
        + body.replace(old, new).strip("\n")
        + "\n"
        + tail.split("    steps:\n")[0]
        + end[end.index("    explanation") :]
    )
    lines = path.read_text().splitlines()
    wanted = 1 + next(i for i, line in enumerate(lines) if field in line)
    assert [(p.line, p.what) for p in problems(root)] == [(wanted, expected)]


def test_all_faults_of_all_files_are_named_at_once(change: Change) -> None:
    change("sums.yaml", "level: apply", "level: aply")
    change("sums.yaml", "minutes: 2", "minutes: two")
    change("orders.yaml", "just_ready: 0.7", "just_ready: much")
    found = problems(change("bank.yaml", "title: Counting\n", ""))
    assert [(Path(p.file).name, p.item) for p in found] == [
        ("bank.yaml", ""),
        ("orders.yaml", "adding-by-hand"),
        ("sums.yaml", "two-heaps"),
        ("sums.yaml", "posts-of-a-fence"),
    ]


def test_a_variable_that_is_never_used_is_a_fault(change: Change) -> None:
    found = problems(
        change("sums.yaml", "{{a}} {{thing}}, another {{b}}. How many {{thing}}", "{{a}}, another {{b}}. How many")
    )
    assert "`thing` to be used" in found[0].what


def test_a_judgement_s_keys_must_be_apart(root: Path) -> None:
    text = (root / "counting/orders.yaml").read_text()
    actions = "".join(f"      - {{text: Act {i}, key: {key}, why: So.}}\n" for i, key in enumerate((2, 3, 4, 4)))
    text = (
        text.replace("type: ordering", "type: situational-judgement").split("    steps:\n")[0]
        + f"    actions:\n{actions}"
    )
    (root / "counting/orders.yaml").write_text(text + "    explanation: Because.\n")
    assert "span at least 2.5 points" in problems(root)[0].what


def test_a_missing_file_is_named(root: Path) -> None:
    (root / "counting/bank.yaml").unlink()
    assert "a file that can be read" in problems(root)[0].what


def test_a_bank_s_own_misconceptions_count(change: Change, root: Path) -> None:
    (root / "counting/misconceptions.yaml").write_text("wrong-size: Takes the larger for the smaller.\n")
    assert read(change("sums.yaml", "misconception: wrong-sign", "misconception: wrong-size")).misconceptions


def test_the_hash_changes_with_the_content_only(root: Path, change: Change) -> None:
    before = read(root).content_hash
    change("sums.yaml", "topic: sums", "# a comment\ntopic: sums")
    assert read(root).content_hash == before
    change("sums.yaml", "How many posts", "How many posts then")
    assert read(root).content_hash != before


def test_the_taxonomy_is_read_in_its_order(root: Path) -> None:
    competencies = read_competencies(root / "competencies.yaml")
    assert [c.key for c in competencies] == ["counting", "guessing"]
    assert competencies[1].prerequisites == ("counting",)
    assert [t.name for t in competencies[0].topics] == ["Sums", "Orders"]


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("key: guessing", "key: counting", 8, "each key once"),
        ("prerequisites: [counting]", "prerequisites: [cooking]", 8, "found `cooking`"),
        ("prerequisites: []", "prerequisites: [guessing]", 2, "without a circle"),
        ("key: orders", "key: sums", 2, "each topic's key once"),
        ("name: Counting", "title: Counting", 3, "no `title`"),
    ],
)
def test_a_fault_of_the_taxonomy_is_named(change: Change, old: str, new: str, line: int, expected: str) -> None:
    root = change("competencies.yaml", old, new)
    with pytest.raises(SourceError) as error:
        read_catalogue(root)
    assert line in [p.line for p in error.value.problems if expected in p.what]


@pytest.mark.parametrize("text", ["[a, b]", "slug: [a]", "Slug_1: text", "slug: ''"])
def test_misconceptions_map_slugs_to_sentences(tmp_path: Path, text: str) -> None:
    path = tmp_path / "misconceptions.yaml"
    path.write_text(text)
    with pytest.raises(SourceError):
        read_misconceptions(path)


COUNTING = (Competency("counting", "Counting", (), (Topic("sums", "Sums"),)),)


def test_aliases_are_returned_plain(tmp_path: Path) -> None:
    path = tmp_path / "aliases.yaml"
    path.write_text("counting: [tally, {alias: NO, cased: true}]\ncounting/sums: [adding up]\n")
    assert read_aliases(path, COUNTING) == {
        "counting": ["tally", {"alias": "NO", "cased": "true"}],
        "counting/sums": ["adding up"],
    }


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("- counting", 1, "a mapping of competencies"),
        ("counting: tally", 1, "a list of aliases of `counting`"),
        ("counting: {alias: tally}", 1, "a list of aliases of `counting`"),
        ("\nguessing: [hunch]", 2, "a competency's key, found `guessing`"),
        ("counting: []\ncounting/orders: [rank]", 2, "a topic of `counting`, found `orders`"),
        ("counting:\n  - tally\n  - {alias: NO, weight: 1}", 3, "weight"),
        ("counting:\n  - tally\n  - [a, b]", 3, "a text or a mapping"),
        ("counting:\n  - tally\n  - '…'", 3, "no words"),
        ("counting:\n  - a*", 2, "two letters"),
        ("counting:\n  - {alias: tally, near: {a: b}}", 2, "a list of words"),
        ("counting:\n  - {alias: tally, near: [[a]]}", 2, "a list of words"),
    ],
)
def test_a_fault_of_the_aliases_is_named_with_its_line(tmp_path: Path, text: str, line: int, expected: str) -> None:
    path = tmp_path / "aliases.yaml"
    path.write_text(text)
    with pytest.raises(SourceError) as error:
        read_aliases(path, COUNTING)
    assert [p.line for p in error.value.problems if expected in p.what] == [line]


def test_the_schema_describes_every_type_for_editors() -> None:
    schema = topic_file_schema()
    names = {name for name in schema["$defs"] if name.endswith("Model")}
    assert {"SingleChoiceModel", "MultipleResponseModel", "NumericModel", "OrderingModel", "JudgementModel"} <= names
    assert schema["$defs"]["RangeVariable"]["required"] == ["from", "to"]
    assert schema["$defs"]["NumericModel"]["properties"]["just_ready"] == {
        "maximum": 0.98, "minimum": 0.02, "title": "Just Ready", "type": "number"
    }  # fmt: skip


def test_items_are_equal_however_they_are_laid_out(root: Path, change: Change) -> None:
    before = items(root)["two-heaps"]
    change(
        "sums.yaml",
        "answer: {value: total, tolerance: {absolute: 0.4}, unit: pieces}",
        "answer:\n      unit: pieces\n      value: total\n      tolerance: {absolute: 0.4}",
    )
    assert items(root)["two-heaps"] == replace(before)
