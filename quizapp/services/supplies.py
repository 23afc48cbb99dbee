"""Supplies: what the banks on disk hold, for planning a posting that no instance has."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.reading import BANK, survey_bank
from quizapp.domain.blueprint import Supply


@dataclass(frozen=True)
class SupplyOnDisk:
    """What the banks hold by competency, and the names of competencies and of topics (competency/topic)."""

    supplies: dict[str, Supply]
    names: dict[str, str]


def read_supplies(root: Path) -> SupplyOnDisk:
    """Count the items of all banks in a folder, as far as they can be read.

    Raises:
        SourceError: when the catalogue of competencies can't be read.
    """
    catalogue = read_catalogue(root)
    names = {f"{c.key}/{topic.key}": topic.name for c in catalogue.competencies for topic in c.topics}
    names |= {c.key: c.name for c in catalogue.competencies}
    supplies = {}
    for competency in catalogue.competencies:
        folder = root / competency.key
        bank = survey_bank(folder, catalogue)[0] if (folder / BANK).exists() else None
        if bank is not None:
            minutes = sum(item.minutes for item in bank.items) / len(bank.items)
            supplies[competency.key] = Supply(dict(Counter(item.topic for item in bank.items)), minutes)
    return SupplyOnDisk(supplies, names)
