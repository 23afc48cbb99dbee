"""Supplies: what the banks on disk hold, for planning a posting that no instance has."""

from collections import Counter
from pathlib import Path

from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.reading import BANK, survey_bank
from quizapp.domain.blueprint import Supply


def read_supplies(root: Path) -> dict[str, Supply]:
    """Count the items of all banks in a folder by competency, as far as they can be read.

    Raises:
        SourceError: when the catalogue of competencies can't be read.
    """
    catalogue = read_catalogue(root)
    supplies = {}
    for competency in catalogue.competencies:
        folder = root / competency.key
        bank = survey_bank(folder, catalogue)[0] if (folder / BANK).exists() else None
        if bank is not None:
            minutes = sum(item.minutes for item in bank.items) / len(bank.items)
            supplies[competency.key] = Supply(dict(Counter(item.topic for item in bank.items)), minutes)
    return supplies


def read_names(root: Path) -> dict[str, str]:
    """Map competencies' keys, and competency/topic, to names, as the catalogue on disk has them.

    Raises:
        SourceError: when the catalogue can't be read.
    """
    competencies = read_catalogue(root).competencies
    topics = {f"{c.key}/{topic.key}": topic.name for c in competencies for topic in c.topics}
    return topics | {c.key: c.name for c in competencies}
