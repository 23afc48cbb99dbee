"""Print what the linter catches of the corpora in tests/banks/corpus, and how fast: python benchmarks/linter.py."""

import argparse
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.banks.balance import balance
from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.items import item_of
from quizapp.banks.reading import BANK, read_bank
from quizapp.banks.schema import TopicFile
from quizapp.banks.source import read_source
from quizapp.banks.validation import validate
from quizapp.config import PROJECT
from quizapp.domain.items.linter import FLAWS, Finding, lint
from quizapp.domain.items.model import Item
from quizapp.domain.items.variants import draw_variants

CORPUS = PROJECT / "tests" / "banks" / "corpus"
BANKS = PROJECT / "question_banks"


@dataclass
class Score:
    """What the linter said of a corpus.

    Attributes:
        caught: For each flaw, for each of its items, whether the flaw was found.
        missed: Items whose flaw was not found, with what was found.
        flagged: Clean items with a finding.
        clean: How many clean items there are.
    """

    caught: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    missed: dict[str, list[Finding]] = field(default_factory=dict)
    flagged: dict[str, list[Finding]] = field(default_factory=dict)
    clean: int = 0

    @property
    def share_caught(self) -> float:
        """The share of flawed items whose flaw was found."""
        every = [found for flaw in self.caught.values() for found in flaw]
        return sum(every) / len(every)

    @property
    def share_flagged(self) -> float:
        """The share of clean items with a finding."""
        return len(self.flagged) / self.clean


def main() -> None:
    """Read the options, score each corpus and time the banks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", default=["learn"], help="folders in tests/banks/corpus, such as check")
    parser.add_argument("--list", action="store_true", help="name each item missed or flagged")
    options = parser.parse_args()
    for name in options.corpora:
        print_score(name, score(CORPUS / name), listed=options.list)
    print_time()


def score(folder: Path) -> Score:
    """Lint the flawed and the clean items of a corpus."""
    result = Score()
    for item in items_in(folder / "flawed.yaml"):
        flaw = next(code for code in FLAWS if code.startswith(item.key[1:3]))
        found = findings(item)
        result.caught[flaw].append(flaw in {finding.flaw for finding in found})
        if not result.caught[flaw][-1]:
            result.missed[item.key] = found
    for item in items_in(folder / "clean.yaml"):
        result.clean += 1
        if found := findings(item):
            result.flagged[item.key] = found
    return result


def items_in(file: Path) -> list[Item]:
    """Read the items of a topic file."""
    topic = validate(read_source(file), TopicFile, str(file))
    return [item_of(model, topic.topic) for model in topic.items]


def findings(item: Item) -> list[Finding]:
    """Lint an item as the check of a bank does."""
    return list(lint(item, draw_variants(item, item.key, 50)))


def print_score(name: str, result: Score, *, listed: bool) -> None:
    """Print a corpus's figures, and the items behind them when asked."""
    every = sum(map(len, result.caught.values()))
    print(f"{name}: {result.share_caught:.1%} of {every} flawed items caught", end=", ")
    print(f"{result.share_flagged:.1%} of {result.clean} clean items flagged")
    for flaw, found in sorted(result.caught.items()):
        print(f"  {flaw:20}{sum(found):3} of {len(found)}")
    for heading, items in (("missed", result.missed), ("flagged", result.flagged)) if listed else ():
        for key, said in items.items():
            print(f"  {heading} {key}: " + "; ".join(f"{f.flaw} {f.reason}" for f in said))


def print_time() -> None:
    """Print the CPU time that linting and balancing all banks take."""
    catalogue = read_catalogue(BANKS)
    banks = [read_bank(file.parent, catalogue) for file in sorted(BANKS.glob(f"*/{BANK}"))]
    samples = {bank.key: {item.key: draw_variants(item, item.key, 50) for item in bank.items} for bank in banks}
    start = time.process_time()
    said = sum(len(lint(item, samples[bank.key][item.key])) for bank in banks for item in bank.items)
    linted = time.process_time()
    leaning = sum(1 for bank in banks for _ in balance(bank, catalogue, samples[bank.key]))
    done = time.process_time()
    items = sum(len(bank.items) for bank in banks)
    print(f"{len(banks)} banks, {items} items: {said} findings in {linted - start:.2f} s CPU", end=", ")
    print(f"{leaning} warnings on balance in {done - linted:.2f} s")


if __name__ == "__main__":
    main()
