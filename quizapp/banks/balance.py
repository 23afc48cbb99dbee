"""A bank as a whole, and banks together: levels, topics, clues, reading and items that are alike, as warnings."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from quizapp.banks.catalogue import Catalogue
from quizapp.banks.giveaways import telling_lengths, uneven_places
from quizapp.banks.independence import answered_elsewhere
from quizapp.banks.reading import BANK, Bank
from quizapp.banks.reading_level import (
    HIGHEST,
    HIGHEST_MEDIAN,
    LONGEST_SENTENCE,
    grade_of,
    longest_sentence,
    median_grade,
)
from quizapp.banks.similarity import near_duplicates, text_of
from quizapp.banks.source import Problem
from quizapp.domain.items.model import Level
from quizapp.domain.items.variants import Variant

FEWEST_ITEMS = 15
FEWEST_IN_TOPIC = 2
APPLIED_SHARE = 0.60
REMEMBER_SHARE = 0.05
_STEM = ("stem",)
_APPLIED = (Level.APPLY, Level.ANALYSE, Level.EVALUATE, Level.CREATE)


def balance(bank: Bank, catalogue: Catalogue, samples: Mapping[str, Sequence[Variant]]) -> Iterator[Problem]:
    """Yield a warning for each way in which a bank leans to one side."""
    file = str(bank.folder / BANK)
    keys = (*telling_lengths(bank.items, samples), *uneven_places(bank.items))
    for what in (*_levels(bank), *_topics(bank, catalogue), *keys):
        yield Problem(file, 1, 1, what)
    yield from _items(bank, samples)
    yield from _alike([bank], within=True)


def across_banks(banks: Sequence[Bank], samples: Mapping[str, Mapping[str, Sequence[Variant]]]) -> Iterator[Problem]:
    """Yield warnings that only several banks together show: near-duplicates, and clues too faint in each bank.

    Args:
        banks: As they were read.
        samples: For each bank's key, for each item's key, some variants.
    """
    yield from _alike(banks, within=False)
    if len(banks) > 1:
        file = str(Path(os.path.commonpath([bank.folder for bank in banks])))
        items = [item for bank in banks for item in bank.items]
        drawn = {f"{bank}/{key}": some for bank, items in samples.items() for key, some in items.items()}
        named = [replace(item, key=f"{bank.key}/{item.key}") for bank in banks for item in bank.items]
        for what in (*telling_lengths(named, drawn), *uneven_places(items)):
            yield Problem(file, 0, 0, f"over all banks {what}")


def _levels(bank: Bank) -> Iterator[str]:
    if len(bank.items) < FEWEST_ITEMS:
        yield f"expected at least {FEWEST_ITEMS} items, found {len(bank.items)}"
    levels = Counter(item.level for item in bank.items)
    applied = sum(levels[level] for level in _APPLIED) / len(bank.items)
    if applied < APPLIED_SHARE:
        yield f"expected at least {APPLIED_SHARE:.0%} of the items to apply or go beyond, found {applied:.0%}"
    remembered = levels[Level.REMEMBER] / len(bank.items)
    if remembered > REMEMBER_SHARE:
        yield f"expected at most {REMEMBER_SHARE:.0%} of the items to ask for memory, found {remembered:.0%}"


def _topics(bank: Bank, catalogue: Catalogue) -> Iterator[str]:
    competency = catalogue.by_key.get(bank.competency)
    counted = Counter(item.topic for item in bank.items)
    for topic in competency.topics if competency else ():
        if counted[topic.key] < FEWEST_IN_TOPIC:
            yield f"expected at least {FEWEST_IN_TOPIC} items on `{topic.key}`, found {counted[topic.key]}"


def _items(bank: Bank, samples: Mapping[str, Sequence[Variant]]) -> Iterator[Problem]:
    """Yield warnings at items: hard to read, like another, or answered by another."""
    grades: list[float] = []
    for item in bank.items:
        if samples.get(item.key):
            grade = grade_of(samples[item.key][0])
            grades += [] if grade is None else [grade]
            yield from (
                bank.sources[item.key].problem(item.key, what, _STEM)
                for what in _reading(grade, longest_sentence(samples[item.key][0]))
            )
    if median_grade(grades) > HIGHEST_MEDIAN:
        what = f"expected a median reading grade of {HIGHEST_MEDIAN:.0f} at most, found {median_grade(grades):.1f}"
        yield Problem(str(bank.folder / BANK), 1, 1, what)
    for item, place, other in answered_elsewhere(bank.items, samples):
        what = f"expected a key that no other item tells, found it in the stem of `{other.key}`"
        yield bank.sources[item.key].problem(item.key, what, ("options", place, "text"))


def _reading(grade: float | None, longest: int) -> Iterator[str]:
    if grade is not None and grade > HIGHEST:
        yield f"expected a reading grade of {HIGHEST:.0f} at most, found {grade:.0f}"
    if longest > LONGEST_SENTENCE:
        yield f"expected sentences of {LONGEST_SENTENCE} words at most, found one of {longest}"


def _alike(banks: Sequence[Bank], *, within: bool) -> Iterator[Problem]:
    """Yield a warning for each pair of near-duplicates, within banks or between them."""
    items = {(bank.key, item.key): text_of(item) for bank in banks for item in bank.items}
    sources = {(bank.key, key): source for bank in banks for key, source in bank.sources.items()}
    for first, second, share in near_duplicates(items):
        if (first[0] == second[0]) == within:
            name = first[1] if within else f"{first[0]}/{first[1]}"
            what = f"expected an item of its own, found {share:.0%} of `{name}` in it"
            yield sources[second].problem(second[1], what, _STEM)
