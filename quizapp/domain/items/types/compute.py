"""Compute: a data set to download, a program in any language, the number or the text it prints."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from quizapp.domain.items.faces import Data, Face, Render, Sample
from quizapp.domain.items.keys import Grade, Key
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.types.numeric import Numeric, NumericKey
from quizapp.domain.items.types.short_answer import ShortAnswer, WordKey
from quizapp.domain.items.values import MAX_INTEGER, Value, show
from quizapp.domain.items.writing import Body, UnfitDrawError, Writer, evaluate

MOST_ROWS = 2_000
MOST_BYTES = 200_000
"""Of one data set; each variant freezes its own."""


@dataclass(frozen=True)
class DataSet:
    """A data set as its author writes it.

    Attributes:
        name: Of the file, without its ending.
        form: csv or json.
        columns: Expressions that give lists of equal length, by the columns' names.
        value: For json without columns, an expression that gives the whole.
    """

    name: str
    form: str
    columns: Mapping[str, str]
    value: str = ""

    def formulas(self) -> Iterator[tuple[Path, str]]:
        """Yield the expressions, with where."""
        for name, source in self.columns.items():
            yield ("data", "columns", name), source
        if self.value:
            yield ("data", "value"), self.value

    def write(self, writer: Writer) -> Data:
        """Compute the data set and write its file.

        Raises:
            VariantError: for columns of unequal length, no rows, or a file beyond the bounds.
        """
        if self.value:
            content, rows = _json(writer.value(self.value, "data", "value")), 1
        else:
            columns = {name: self._column(writer, name) for name in self.columns}
            lengths = {len(values) for values in columns.values()}
            if len(lengths) != 1 or not 0 < (rows := lengths.pop()) <= MOST_ROWS:
                what = f"expected columns of one length, at most {MOST_ROWS:,}{writer.where()}"
                raise writer.error(what, "data", "columns")
            content = _csv(columns) if self.form == "csv" else _json_records(columns)
        if (size := len(content.encode())) > MOST_BYTES:
            raise writer.error(f"expected a file of at most {MOST_BYTES:,} bytes, found {size:,}", "data")
        return Data(self.name, self.form, content, rows)

    def _column(self, writer: Writer, name: str) -> tuple[Value, ...]:
        values = writer.value(self.columns[name], "data", "columns", name)
        if not isinstance(values, tuple):
            raise writer.error("expected a list", "data", "columns", name)
        if self.form == "csv" and any(isinstance(value, tuple) for value in values):
            raise writer.error("expected a list of numbers or texts for a csv file", "data", "columns", name)
        return values


def _csv(columns: Mapping[str, tuple[Value, ...]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*([_cell(value) for value in values] for values in columns.values()), strict=True))
    return file.getvalue()


def _cell(value: Value) -> str:
    """Write a value so that reading it gives the same value."""
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, int | float) else show(value)


def _json_records(columns: Mapping[str, tuple[Value, ...]]) -> str:
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f"[\n{lines}\n]\n"


def _json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Compute(Body):
    """The body of a compute task.

    Attributes:
        result: What is submitted: a number or a text.
        sample: Values of variables for the worked sample.
    """

    type = ItemType.COMPUTE

    data: DataSet
    result: Numeric | ShortAnswer
    sample: Mapping[str, int | float | str]

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield the result's texts."""
        yield from self.result.texts()

    def formulas(self) -> Iterator[tuple[Path, str]]:
        """Yield the data set's and the result's expressions."""
        yield from self.data.formulas()
        yield from self.result.formulas()

    def misconceptions(self) -> Iterator[tuple[Path, str]]:
        """Yield what leads to the mistakes."""
        yield from self.result.misconceptions()

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write the data set, the worked sample and the key.

        Raises:
            VariantError: also when the sample gives the key away.
        """
        face, result = self.result.write(writer)
        data, sample = self.data.write(writer), self._sample(writer)
        if data.content == sample.data.content:
            raise writer.error(f"expected a sample with other data than the item's{writer.where()}", "sample")
        if not isinstance(result, NumericKey | WordKey):
            raise TypeError("a result is a number or a text")
        if result.grade(sample.answer).score == 1.0 and writer.drawn:
            raise UnfitDrawError("the sample's answer is right here too")
        return replace(face, type=ItemType.COMPUTE, data=data, sample=sample), ComputeKey(result)

    def _sample(self, writer: Writer) -> Sample:
        """Compute the sample: the same expressions with the sample's variables."""
        drawn = {**writer.drawn, **self.sample}
        names = _sample_names(tuple(drawn.items()), tuple((writer.let or {}).items()))
        inner = replace(writer, names=names, drawn=drawn)
        _, key = self.result.write(inner)
        answer = _shown(key) if isinstance(key, NumericKey) else str(key.right_answer())
        return Sample(self.data.write(inner), answer)


@lru_cache(maxsize=256)
def _sample_names(drawn: tuple[tuple[str, Value], ...], let: tuple[tuple[str, str], ...]) -> Mapping[str, Value]:
    """Compute `let` for a sample; its variables are mostly the same in every variant."""
    names: dict[str, Value] = dict(drawn)
    for name, source in let:
        names[name] = evaluate(source, names, ("let", name))
    return names


def _shown(key: NumericKey) -> str:
    """Write a whole number in full, another one with six significant digits, or more where it must be closer."""
    if key.value.is_integer() and abs(key.value) < MAX_INTEGER:
        return str(int(key.value))
    return text if key.grade(text := show(key.value)).score == 1.0 else key.right_answer()


@dataclass(frozen=True)
class ComputeKey(Key):
    """The key of a compute task: that of its result."""

    kinds = (ItemType.COMPUTE,)

    result: Key

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for a number or a short text."""
        (NumericKey if face.numeric else WordKey).check(face, answer)

    def grade(self, answer: Any) -> Grade:
        """Grade the result that was submitted."""
        return self.result.grade(answer)

    def right_answer(self) -> Any:
        """Return the result."""
        return self.result.right_answer()

    def rendered(self, render: Render) -> "ComputeKey":
        """Return the key with each text rendered."""
        return replace(super().rendered(render), result=self.result.rendered(render))
