"""The schema of each item type: every fault is named in plain words, with its line and column."""

import textwrap
from pathlib import Path

import pytest

from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.reading import Bank, read_bank
from quizapp.banks.schema import ITEM_TYPES, QUESTION_TYPES, topic_file_schema
from quizapp.banks.source import Problem, SourceError
from quizapp.domain.items.model import Item, ItemType, Tolerance
from quizapp.domain.items.types.case import Case
from quizapp.domain.items.types.choice import Choice
from quizapp.domain.items.types.cloze import Blank, Cloze
from quizapp.domain.items.types.compute import Compute, DataSet
from quizapp.domain.items.types.matching import Matching, Prompt
from quizapp.domain.items.types.numeric import Mistake, Numeric
from quizapp.domain.items.types.rated import Story, Written
from quizapp.domain.items.types.short_answer import ShortAnswer, WrongWord

HEAD = """\
topic: sums
items:
  - id: an-item
    level: apply
    just_ready: 0.5
    minutes: 3
    references: ["Euler 1770, Elements of Algebra, section 5"]
    explanation: So it is.
"""
FIRST_LINE = 9
"""Where an item's own fields begin."""

SHORT_ANSWER = """\
type: short-answer
stem: What is the middle value called?
answer: {accept: [median, "the median"], exact: true}
mistakes:
  - {text: mean, misconception: wrong-sign, why: "That is the average."}
"""
MATCHING = """\
type: matching
stem: Match each sum with its result.
prompts:
  - {text: 1 + 1, match: two, why: Count.}
  - {text: 3 - 1, match: two, why: Count back.}
  - {text: 2 + 1, match: three, why: Count on.}
options: [two, three, four, five]
"""
CLOZE = """\
type: cloze
stem: Fill the gaps.
text: Use [[what]] of `np.[[name]](x)`.
gaps:
  what: {options: [mean, mode, range], key: mode, why: It counts.}
  name: {accept: [bincount], exact: true, why: It counts fast.}
"""
COMPUTE = """\
type: compute
variables: {seed: {from: 1, to: 2000}}
let: {x: "[seed, 2 * seed]"}
data: {name: runs, format: csv, columns: {run: "[1, 2]", cost: x}}
sample: {seed: 5000}
stem: Download the data and add the costs.
answer: {value: sum(x), tolerance: {absolute: 0.5}, unit: euros}
mistakes:
  - {value: mean(x), misconception: wrong-sign, why: "That is the mean."}
"""
CASE = """\
type: case
variables: {n: {from: 1, to: 90}}
stem: A shop sees {{n}} visitors a day.
questions:
  - id: week
    type: numeric
    stem: How many a week?
    answer: {value: 7 * n, tolerance: {absolute: 0}}
    explanation: Seven days.
  - id: kind
    type: single-choice
    stem: What is {{n}}?
    options:
      - {text: a count, correct: true, why: It counts.}
      - {text: a rate, misconception: wrong-sign, why: It has no unit.}
      - {text: a share, misconception: wrong-sign, why: It may exceed one.}
    explanation: A count.
"""
STORY = """\
type: story
stem: Tell of a time you were wrong.
words: 120
levels: [none, vague, clear, vivid, exemplary]
"""
WRITTEN = """\
type: written
stem: Explain a sum to a child.
criteria:
  - {name: Clear, levels: [a, b, c, d]}
  - {name: Right, levels: [a, b, c, d]}
  - {name: Brief, levels: [a, b, c, d]}
  - {name: Warm, levels: [a, b, c, d]}
"""
JUDGEMENT = """\
type: situational-judgement
stem: A colleague's sum is wrong. How effective is each action?
actions:
  - {text: Tell them, key: 4.5, why: They learn.}
  - {text: Tell all, key: 1.5, why: It shames.}
  - {text: Mend it, key: 3, why: It helps once.}
  - {text: Wait, key: 2, why: It spreads.}
"""
WHOLE = {
    "short-answer": SHORT_ANSWER, "matching": MATCHING, "cloze": CLOZE, "compute": COMPUTE, "case": CASE,
    "story": STORY, "written": WRITTEN, "situational-judgement": JUDGEMENT,
}  # fmt: skip


def read(root: Path, fields: str) -> Bank:
    """Read a bank whose one topic holds one item."""
    (root / "counting/orders.yaml").unlink(missing_ok=True)
    (root / "counting/sums.yaml").write_text(HEAD + textwrap.indent(fields, " " * 4))
    return read_bank(root / "counting", read_catalogue(root))


def item(root: Path, kind: str) -> Item:
    return read(root, WHOLE[kind]).items[0]


def problems(root: Path, kind: str, old: str, new: str) -> tuple[Problem, ...]:
    """Spoil an item at one place; the fields keep their indent."""
    fields = WHOLE[kind]
    assert fields.count(old) >= 1
    with pytest.raises(SourceError) as error:
        read(root, fields.replace(old, new, 1))
    return error.value.problems


def test_a_short_answer_is_read_whole(root: Path) -> None:
    wrong = (WrongWord("mean", "wrong-sign", "That is the average."),)
    assert item(root, "short-answer").body == ShortAnswer(("median", "the median"), exact=True, mistakes=wrong)


def test_a_matching_is_read_with_the_places_of_its_options(root: Path) -> None:
    prompts = (Prompt("1 + 1", 0, "Count."), Prompt("3 - 1", 0, "Count back."), Prompt("2 + 1", 1, "Count on."))
    assert item(root, "matching").body == Matching(prompts, ("two", "three", "four", "five"))


def test_a_cloze_is_read_with_both_kinds_of_gaps(root: Path) -> None:
    chosen = Blank("what", ("mode",), "It counts.", ("mean", "mode", "range"))
    typed = Blank("name", ("bincount",), "It counts fast.", exact=True)
    assert item(root, "cloze").body == Cloze("Use [[what]] of `np.[[name]](x)`.", (chosen, typed))


def test_a_compute_task_is_read_with_its_data_and_sample(root: Path) -> None:
    wrong = (Mistake("mean(x)", "wrong-sign", "That is the mean."),)
    result = Numeric("sum(x)", Tolerance(absolute=0.5), "euros", wrong)
    data = DataSet("runs", "csv", {"run": "[1, 2]", "cost": "x"})
    assert item(root, "compute").body == Compute(data, result, {"seed": 5000})


def test_a_compute_task_may_ask_for_a_word_or_hold_one_json_value(root: Path) -> None:
    fields = COMPUTE.replace('format: csv, columns: {run: "[1, 2]", cost: x}', "format: json, value: x")
    fields = fields[: fields.index("answer:")] + 'answer: {accept: ["run {{argmax(x)}}"]}\n'
    body = read(root, fields).items[0].body
    assert isinstance(body, Compute)
    assert body.data == DataSet("runs", "json", {}, "x")
    assert body.result == ShortAnswer(("run {{argmax(x)}}",))


def test_a_case_is_read_with_its_questions(root: Path) -> None:
    found = item(root, "case")
    assert isinstance(found.body, Case)
    week, kind = found.body.questions
    assert (week.key, week.body) == ("week", Numeric("7 * n", Tolerance(absolute=0)))
    assert isinstance(kind.body, Choice)
    assert kind.body.kind() is ItemType.SINGLE_CHOICE
    assert read(root, CASE).misconceptions.keys() == {"wrong-sign"}


def test_rated_types_are_read_with_their_levels(root: Path) -> None:
    assert item(root, "story").body == Story(("none", "vague", "clear", "vivid", "exemplary"), 120)
    written = item(root, "written")
    assert isinstance(written.body, Written)
    assert [criterion.name for criterion in written.body.criteria] == ["Clear", "Right", "Brief", "Warm"]
    assert written.body.words == 150
    assert written.is_rated


def test_the_sound_items_are_of_every_new_type(root: Path) -> None:
    for kind in WHOLE:
        assert item(root, kind).type.value == kind


TWELVE = ", ".join(ITEM_TYPES)
FAULTS = [
    # short answer
    ("short-answer", 'accept: [median, "the median"], ', "", 3, 1, "expected `accept` here, found none"),
    ("short-answer", "exact: true", "exact: yes", 3, 49, "expected true or false"),
    ("short-answer", '"the median"', "median", 3, 10, "expected each element once"),
    ("short-answer", '[median, "the median"]', "median", 3, 18, "expected a list"),
    ("short-answer", '[median, "the median"]', "[]", 3, 10, "expected at least 1"),
    ("short-answer", '"the median"', "''", 3, 27, "expected a text, found nothing"),
    ("short-answer", '"the median"', '"{{x}}"', 3, 30, "an earlier `let` name, found `x`"),
    ("short-answer", "accept:", "accepted:", 3, 10, "expected no `accepted` here; did you mean `accept`?"),
    ("short-answer", "text: mean", "value: mean", 5, 5, "expected `text` here, found none"),
    ("short-answer", "misconception: wrong-sign", "misconception: wrong-size", 5, 33, "a known misconception"),
    # matching
    ("matching", "match: three", "match: six", 6, 26, "`match` to be one of the options, found `six`"),
    ("matching", "[two, three, four, five]", "[two, three, three, five]", 7, 1, "expected each element once"),
    ("matching", "[two, three, four, five]", "[two, three, four]", 7, 1, "more options than prompts, found 3 for 3"),
    ("matching", "  - {text: 2 + 1, match: three, why: Count on.}\n", "", 3, 1, "expected at least 3, found 2"),
    ("matching", "prompts:", "promts:", 3, 1, "did you mean `prompts`?"),
    ("matching", "match: two, why: Count.", "why: Count.", 4, 5, "expected `match` here, found none"),
    ("matching", "[two, three, four, five]", "{a: b}", 7, 1, "expected a list"),
    # cloze
    ("cloze", "[[what]]", "[[whatever]]", 3, 7, "expected `[[what]]` once in the text, found it 0 times"),
    ("cloze", "Use [[what]]", "Use [[what]] and [[what]]", 3, 7, "found it 2 times"),
    ("cloze", "of `np", "of [[more]] `np", 3, 23, "expected a gap `more` under `gaps`, found none"),
    (
        "cloze",
        "options: [mean, mode, range], key: mode",
        "key: mode",
        5,
        3,
        "either `options` with a `key`, or `accept`",
    ),
    ("cloze", "accept: [bincount]", "accept: [bincount], options: [a, b, c], key: a", 6, 3, "either `options` with"),
    ("cloze", ", key: mode", "", 5, 3, "expected a `key` beside `options`, and only there"),
    ("cloze", "accept: [bincount]", "accept: [bincount], key: bincount", 6, 3, "beside `options`, and only there"),
    ("cloze", "key: mode", "key: median", 5, 45, "expected `key` to be one of the options, found `median`"),
    ("cloze", "[mean, mode, range]", "[mean, mode]", 5, 10, "expected at least 3, found 2"),
    ("cloze", "[mean, mode, range]", "[mean, mode, mode]", 5, 10, "expected each element once"),
    ("cloze", "  name: {", "  Name: {", 6, 3, "small letters, digits and single hyphens"),
    ("cloze", "exact: true", "exakt: true", 6, 30, "did you mean `exact`?"),
    # compute
    ("compute", 'columns: {run: "[1, 2]", cost: x}', "value: x", 4, 1, "expected `columns` for a csv file"),
    ("compute", ', columns: {run: "[1, 2]", cost: x}', "", 4, 1, "expected either `columns` or `value`"),
    ("compute", "format: csv,", "format: csv, value: x,", 4, 1, "expected either `columns` or `value`"),
    ("compute", "format: csv", "format: xlsx", 4, 28, "expected 'csv' or 'json'"),
    ("compute", "cost: x", "cost: y", 4, 64, "an earlier `let` name, found `y`"),
    ("compute", "cost: x", "1 cost: x", 4, 58, "expected a column's name"),
    ("compute", "cost: x", "cost: x +", 4, 64, "expected an expression"),
    ("compute", "sample: {seed: 5000}", "sample: {sed: 5000}", 1, -1, "to give values to variables, found `sed`"),
    ("compute", "sample: {seed: 5000}\n", "", 1, -1, "expected `sample` here, found none"),
    ("compute", "sample: {seed: 5000}", "sample: {}", 5, 1, "expected at least 1"),
    ("compute", "value: mean(x)", "text: mean", 1, -1, "mistakes of the answer's kind: `value` for a number"),
    ("compute", "tolerance: {absolute: 0.5}, ", "", 7, 1, "expected `tolerance` here, found none"),
    ("compute", "value: sum(x), tolerance: {absolute: 0.5}, unit: euros", "accept: [x]", 1, -1, "`text` for a text"),
    ("compute", "data: {name: runs", "data: {name: My Runs", 4, 14, "small letters, digits and single hyphens"),
    # case
    ("case", "type: numeric", "type: compute", 5, 5, f"`type` to be one of {', '.join(QUESTION_TYPES)}"),
    ("case", "    type: numeric\n", "", 5, 5, "expected `type` to be one of single-choice"),
    ("case", "type: case", "type: caze", -1, -1, f"expected `type` to be one of {TWELVE}"),
    ("case", "id: kind", "id: week", 1, -1, "expected each question's id once, found `week` again"),
    ("case", "id: kind", "id: Kind", 10, 9, "small letters, digits and single hyphens"),
    ("case", "value: 7 * n", "value: 7 * m", 8, 21, "an earlier `let` name, found `m`"),
    ("case", "What is {{n}}", "What is {{m}}", 12, 21, "found `m`"),
    ("case", "{text: a count, correct: true", "{text: a count, misconception: off-by-one", 13, 5, "exactly one option"),
    ("case", "    explanation: Seven days.\n", "", 5, 5, "expected `explanation` here, found none"),
    (
        "case",
        "    stem: How many a week?\n",
        "    stem: How many a week?\n    level: apply\n",
        8,
        5,
        "expected no `level` here",
    ),
    ("case", "misconception: wrong-sign, why: It has", "misconception: so-so, why: It has", 15, 39, "found `so-so`"),
    # rated by people
    ("story", ", exemplary]", "]", 4, 1, "expected at least 5, found 4"),
    ("story", "vague, clear", "vague, vague", 4, 1, "expected each element once"),
    ("story", "words: 120", "words: 500", 3, 8, "expected at most 150"),
    ("story", "words: 120", "words: 10", 3, 8, "expected at least 20"),
    ("story", "words: 120", "words: 50.5", 3, 8, "expected a whole number"),
    ("story", "words: 120", "words: many", 3, 8, "expected a number such as"),
    ("written", "Right, levels: [a, b, c, d]", "Right, levels: [a, b, c]", 5, 19, "expected at least 4, found 3"),
    ("written", "name: Right", "name: Clear", 1, -1, "expected each criterion once, found `Clear` again"),
    ("written", "  - {name: Warm, levels: [a, b, c, d]}\n", "", 3, 1, "expected at least 4, found 3"),
    ("written", "Brief, levels: [a, b, c, d]", "Brief, level: [a, b, c, d]", 6, 19, "expected no `level` here"),
    # situational judgement
    ("situational-judgement", "key: 4.5", "key: 4.2", 4, 28, "expected a multiple of 0.5"),
    ("situational-judgement", "key: 4.5", "key: 5.5", 4, 28, "expected at most 5"),
    ("situational-judgement", "key: 4.5", "key: 3.5", 1, -1, "expected keys that span at least 2.5 points"),
]


@pytest.mark.parametrize(("kind", "old", "new", "line", "column", "expected"), FAULTS)
def test_a_fault_of_a_type_is_named_in_plain_words_at_its_place(
    root: Path, kind: str, old: str, new: str, line: int, column: int, expected: str
) -> None:
    """Lines and columns are those of the item's own fields; 1, -1 stands for the item as a whole."""
    found = problems(root, kind, old, new)
    place = (3, 5) if column == -1 else (line + FIRST_LINE - 1, column + 4)
    assert [(p.line, p.column) for p in found if expected in p.what] == [place], found
    assert all(p.item == "an-item" for p in found)
    assert all(p.what.startswith("expected ") and "otherwise" not in p.what for p in found)


def test_a_question_is_offered_only_the_types_it_may_have(root: Path) -> None:
    (found,) = problems(root, "case", "type: numeric", "type: story")
    assert found.what == f"expected `type` to be one of {', '.join(QUESTION_TYPES)}"


def test_one_fault_is_told_once(root: Path) -> None:
    for kind, old, new, *_ in FAULTS:
        assert len(problems(root, kind, old, new)) <= 2, (kind, old)


def test_variables_that_only_questions_or_data_use_are_used(root: Path) -> None:
    read(root, CASE.replace("A shop sees {{n}} visitors", "A shop sees visitors"))
    read(root, COMPUTE)
    found = problems(root, "case", "{n: {from: 1, to: 90}}", "{n: {from: 1, to: 90}, k: {from: 1, to: 2}}")
    assert [p.what for p in found] == ["expected `k` to be used somewhere"]


def test_the_published_schema_knows_every_type_and_a_case_s_questions() -> None:
    schema = topic_file_schema()
    shapes = [schema["$defs"][name] for name in _named(schema["properties"]["items"]["items"])]
    assert sorted(shape["properties"]["type"]["const"] for shape in shapes) == sorted(ITEM_TYPES)
    questions = schema["$defs"]["CaseModel"]["properties"]["questions"]["items"]
    kinds = [schema["$defs"][name]["properties"]["type"]["const"] for name in _named(questions)]
    assert sorted(kinds) == sorted(QUESTION_TYPES)


def _named(union: dict[str, list[dict[str, str]]]) -> list[str]:
    return [choice["$ref"].rsplit("/", 1)[1] for choice in union["oneOf"]]
