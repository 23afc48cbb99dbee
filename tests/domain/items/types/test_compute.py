"""Compute tasks: the file holds the values the key is computed from; the sample gives nothing away."""

import csv
import io
import json
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items.expression import parse
from quizapp.domain.items.faces import Data
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.model import Item, ItemType, Tolerance, Variable
from quizapp.domain.items.types.compute import MOST_BYTES, MOST_ROWS, Compute, ComputeKey, DataSet
from quizapp.domain.items.types.numeric import Mistake, Numeric, NumericKey
from quizapp.domain.items.types.short_answer import ShortAnswer, WordKey, WrongWord
from quizapp.domain.items.values import Value
from quizapp.domain.items.variants import draw_variants
from quizapp.domain.items.writing import VariantError, Writer

from ..conftest import item_of_type, variant_of

MEAN = Numeric("mean(x)", Tolerance(relative=1e-9), "ms", (Mistake("sum(x)", "sum", "w"),))
LET = {"x": "[round((seed * 7919 % 1009) / 7, 3), seed / 3, seed + 0.1, 2 * seed]"}
COLUMNS = {"user": "[1, 2, 3, 4]", "latency": "x", "kind": '["a", "b, c", text(seed), "d"]'}


def family(form: str = "csv", result: Numeric | ShortAnswer = MEAN, **changes: object) -> Item:
    """Make a compute family of 5,000 seeds."""
    body = Compute(DataSet("latencies", form, COLUMNS), result, {"seed": 9_999})
    return item_of_type(
        ItemType.COMPUTE, body, let=LET, **({"variables": {"seed": Variable(tuple(range(1, 5_001)))}} | changes)
    )


def rows_of(data: Data) -> list[dict[str, Any]]:
    """Read a file as a student would, with the standard library."""
    if data.form == "json":
        rows = json.loads(data.content)
        assert isinstance(rows, list)
        return rows
    return list(csv.DictReader(io.StringIO(data.content, newline="")))


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_file_gives_back_the_values_the_key_was_computed_from(form: str) -> None:
    for variant in draw_variants(family(form), "seed", 50):
        assert variant.face.data is not None
        assert isinstance(variant.key, ComputeKey)
        assert isinstance(variant.key.result, NumericKey)
        rows = rows_of(variant.face.data)
        assert list(rows[0]) == ["user", "latency", "kind"]
        assert len(rows) == variant.face.data.rows == 4
        assert fmean(float(row["latency"]) for row in rows) == pytest.approx(variant.key.result.value, rel=1e-15)
        seed = variant.variables["seed"]
        assert isinstance(seed, int)
        assert [float(row["latency"]) for row in rows][1:] == [seed / 3, seed + 0.1, 2 * seed]
        assert rows[2]["kind"] == str(seed)


cells = (
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=8)
)


def written(form: str, columns: dict[str, list[Value]]) -> Data:
    """Write columns as an item would that has them among its names."""
    names: dict[str, Value] = {name: tuple(values) for name, values in columns.items()}
    return DataSet("data", form, {name: name for name in columns}).write(Writer("an-item", names, {}))


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=12))
def test_any_numbers_and_texts_are_read_back_as_they_were(rows: list[tuple[Value, Value]]) -> None:
    columns = {"one": [row[0] for row in rows], "other": [row[1] for row in rows]}
    read = rows_of(written("csv", columns))
    for row, found in zip(rows, read, strict=True):
        for value, text in zip(row, found.values(), strict=True):
            assert (type(value)(text) if isinstance(value, int | float) else text) == value  # type: ignore[arg-type]
    assert [tuple(row.values()) for row in rows_of(written("json", columns))] == rows


def test_truth_values_are_numbers_in_csv_and_truth_values_in_json() -> None:
    columns: dict[str, list[Value]] = {"ok": [True, False]}
    assert written("csv", columns).content == "ok\n1\n0\n"
    assert rows_of(written("json", columns)) == [{"ok": True}, {"ok": False}]


def test_json_may_hold_one_value_of_any_shape() -> None:
    data = DataSet("graph", "json", {}, "[[1, 2.5], ['a', n]]").write(Writer("i", {"n": 4}, {}))
    assert json.loads(data.content) == [[1, 2.5], ["a", 4]]
    assert data.file_name == "graph.json"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_fifty_variants_come_from_the_seed_alone_and_none_is_the_sample(form: str) -> None:
    variants = draw_variants(family(form), "seed", 50)
    assert variants == draw_variants(family(form), "seed", 50)
    files = {v.face.data.content for v in variants if v.face.data}
    samples = {v.face.sample.data.content for v in variants if v.face.sample}
    assert (len(files), len(samples)) == (50, 1)
    assert not files & samples


def test_the_sample_is_computed_by_the_same_expressions() -> None:
    sample = variant_of(family().body, let=LET, variables={"seed": Variable((5,))}).face.sample
    assert sample is not None
    rows = rows_of(sample.data)
    assert [float(row["latency"]) for row in rows][1:] == [3333.0, 9999.1, 19998.0]
    assert float(sample.answer) == pytest.approx(fmean(float(row["latency"]) for row in rows), rel=1e-9)


@pytest.mark.parametrize(
    ("value", "tolerance", "shown"),
    [
        ("12345678", Tolerance(absolute=0), "12345678"),
        ("12345678", Tolerance(relative=0.01), "12345678"),
        ("100", Tolerance(relative=0.01), "100"),
        ("-3.0", Tolerance(relative=0.01), "-3"),
        ("2 / 3", Tolerance(relative=0.01), "0.666667"),
        ("2 / 3", Tolerance(relative=1e-8), "0.666666666667"),
        ("1234567.5", Tolerance(absolute=0.1), "1234567.5"),
        ("1.5e20", Tolerance(relative=0.01), "1.5e20"),
        ("1.23456e-20", Tolerance(relative=0.01), "1.23456e-20"),
    ],
)
def test_a_sample_s_answer_would_itself_be_right(value: str, tolerance: Tolerance, shown: str) -> None:
    """A count in full, and no more than six digits unless the tolerance asks for them."""
    body = Compute(DataSet("d", "csv", {"x": "[n]"}), Numeric(f"({value}) * (1 if n == 7 else 3)", tolerance), {"n": 7})
    variant = variant_of(body)
    assert variant.face.sample is not None
    assert variant.face.sample.answer == shown
    assert grade(NumericKey(float(parse(value).evaluate({})), tolerance), shown) == Grade(1.0)
    assert grade(variant.key, shown) == Grade(0.0)


def test_a_sample_with_the_item_s_own_data_makes_no_variant() -> None:
    body = Compute(DataSet("d", "csv", {"x": "[n % 2]"}), Numeric("n", Tolerance(absolute=0)), {"n": 5})
    with pytest.raises(VariantError, match="a sample with other data than the item's for n = 3") as error:
        variant_of(body)
    assert error.value.path == ("sample",)


@pytest.mark.parametrize(
    ("columns", "expected", "path"),
    [
        ({"x": "[1, 2]", "y": "[1]"}, "columns of one length", ("data", "columns")),
        ({"x": "[]"}, "columns of one length", ("data", "columns")),
        ({"x": "7"}, "expected a list", ("data", "columns", "x")),
        ({"x": "[1]", "y": "1 / 0"}, "division by zero", ("data", "columns", "y")),
        ({"x": "[[1, 2], [3]]"}, "a list of numbers or texts for a csv file", ("data", "columns", "x")),
    ],
)
def test_a_data_set_that_can_t_be_written_is_named(
    columns: dict[str, str], expected: str, path: tuple[str, ...]
) -> None:
    with pytest.raises(VariantError, match=expected) as error:
        variant_of(Compute(DataSet("d", "csv", columns), Numeric("1", Tolerance(1)), {"n": 1}))
    assert error.value.path == path


def test_a_data_set_has_its_bounds() -> None:
    assert written("csv", {"x": [1] * MOST_ROWS}).rows == MOST_ROWS
    with pytest.raises(VariantError, match=f"at most {MOST_ROWS:,}"):
        written("csv", {"x": [1] * (MOST_ROWS + 1)})
    assert written("csv", {"x": ["a" * 198] * 1_000}).rows == 1_000
    for text in ("a" * 201, "ä" * 101):  # bytes count, not characters
        with pytest.raises(VariantError, match=f"at most {MOST_BYTES:,} bytes"):
            written("csv", {"x": [text] * 1_000})


def test_a_number_is_graded_as_a_number_and_a_word_as_a_word() -> None:
    number = draw_variants(family(), "seed", 1)[0]
    assert isinstance(number.key, ComputeKey)
    assert isinstance(number.key.result, NumericKey)
    assert grade(number.key, f"{number.key.result.value:.12f}") == Grade(1.0)
    assert grade(number.key, repr(4 * number.key.result.value)) == Grade(0.0, mistake=0, misconceptions=("sum",))
    with pytest.raises(AnswerError, match="a number such as"):
        check_answer(number.face, "four")

    word = ShortAnswer(("user {{argmax(x) + 1}}",), mistakes=(WrongWord("user {{argmax(x)}}", "off", "w"),))
    text = draw_variants(family(result=word), "seed", 1)[0]
    assert isinstance(text.key, ComputeKey)
    assert isinstance(text.key.result, WordKey)
    check_answer(text.face, "four")
    assert grade(text.key, text.key.right_answer().upper()) == Grade(1.0)
    assert grade(text.key, text.key.result.mistakes[0].text).misconceptions == ("off",)


@pytest.mark.parametrize("answer", ["1e400", "NaN", "1_000", "１２", "9" * 1_000_000, "", None, 5, ["5"], {"x": "5"}])
def test_what_is_no_result_is_refused_by_check_and_grade(answer: object) -> None:
    variant = draw_variants(family(), "seed", 1)[0]
    for call in (lambda: check_answer(variant.face, answer), lambda: grade(variant.key, answer)):
        with pytest.raises(AnswerError):
            call()
