"""Print how often blind solvers met the keys, from the record they left, and which items nobody has solved since.

The record, `question_banks/blind-solving.tsv`, holds for each item two scores by the key at that time: each solver saw
stem and options, and neither the key nor the other's answer.
"""

import csv
from collections import Counter
from pathlib import Path

from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.reading import BANK, read_bank
from quizapp.config import PROJECT

BANKS = PROJECT / "question_banks"
RECORD = BANKS / "blind-solving.tsv"
SOLVERS = ("first", "second")
JUDGED = "situational-judgement"
"""Ratings are compared, not right or wrong: their score is a correlation."""


def main() -> None:
    """Count."""
    with RECORD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    by_type = Counter(row["type"] for row in rows)
    print(f"{len(rows)} items solved twice: {', '.join(f'{count} {kind}' for kind, count in by_type.most_common())}")
    answers = [(row, solver) for row in rows for solver in SOLVERS if row["type"] != JUDGED]
    missed = [f"{r['bank']}/{r['item']}" for r, solver in answers if float(r[f"{solver}_score"]) < 1.0]
    print(f"answers that differ from the key: {len(missed)} of {len(answers)} ({', '.join(missed)})")
    judged = [float(row[f"{solver}_score"]) for row in rows for solver in SOLVERS if row["type"] == JUDGED]
    print(f"situational judgements: correlation with the key {min(judged):.2f} to {max(judged):.2f}")
    choices = [row[f"{solver}_without_options"] for row in rows for solver in SOLVERS if row["type"] == "single-choice"]
    free = choices.count("yes")
    print(
        f"single choices called answerable without their options: {free} of {len(choices)} ({free / len(choices):.0%})"
    )
    remarks = sum(row[f"{solver}_remark"] == "yes" for row in rows for solver in SOLVERS)
    print(f"remarks: {remarks}")
    print_unsolved({(row["bank"], row["item"]) for row in rows}, BANKS)


def print_unsolved(solved: set[tuple[str, str]], banks: Path) -> None:
    """Print, for each bank, the types of the items that are not in the record."""
    catalogue = read_catalogue(banks)
    for competency in catalogue.competencies:
        if (banks / competency.key / BANK).exists():
            items = read_bank(banks / competency.key, catalogue).items
            left = Counter(item.type.value for item in items if (competency.key, item.key) not in solved)
            told = ", ".join(f"{count} {kind}" for kind, count in left.most_common()) or "none"
            print(f"{competency.key}: {len(items)} items, not in the record: {told}")


if __name__ == "__main__":
    main()
