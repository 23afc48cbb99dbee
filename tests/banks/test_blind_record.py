"""The record of blind solving: what it says can be held against the banks."""

import csv

from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.reading import read_bank
from quizapp.config import PROJECT

BANKS = PROJECT / "question_banks"


def test_the_record_names_items_that_stand_once_each_with_scores() -> None:
    with (BANKS / "blind-solving.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    catalogue = read_catalogue(BANKS)
    banks = {row["bank"] for row in rows}
    types = {(bank, item.key): item.type.value for bank in banks for item in read_bank(BANKS / bank, catalogue).items}
    named = [(row["bank"], row["item"]) for row in rows]
    assert len(set(named)) == len(named)
    assert [name for name in named if name not in types] == []
    assert all(types[name] == row["type"] for name, row in zip(named, rows, strict=True))
    assert all(0.0 <= float(row[f"{solver}_score"]) <= 1.0 for row in rows for solver in ("first", "second"))
