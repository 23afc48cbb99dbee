"""A bank's balance: levels, topics and the length of its keys, as warnings."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quizapp.banks.catalogue import Catalogue
from quizapp.banks.reading import BANK, Bank
from quizapp.banks.source import Problem
from quizapp.domain.items.keys import ChoiceKey
from quizapp.domain.items.model import ItemType, Level
from quizapp.domain.items.variants import Variant

FEWEST_ITEMS = 15
FEWEST_IN_TOPIC = 2
APPLIED_SHARE = 0.60
REMEMBER_SHARE = 0.05
_APPLIED = (Level.APPLY, Level.ANALYSE, Level.EVALUATE, Level.CREATE)


def balance(bank: Bank, catalogue: Catalogue, samples: Mapping[str, Sequence[Variant]]) -> Iterator[Problem]:
    """Yield a warning for each way in which a bank leans to one side."""
    file = str(bank.folder / BANK)
    for what in (*_levels(bank), *_topics(bank, catalogue), *_lengths(bank, samples)):
        yield Problem(file, 1, 1, what)


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


def _lengths(bank: Bank, samples: Mapping[str, Sequence[Variant]]) -> Iterator[str]:
    """Compare how often the key is the longest option with how often it would be by chance."""
    expected = spread = 0.0
    longest = counted = 0
    for item in bank.items:
        if item.type is ItemType.SINGLE_CHOICE and samples.get(item.key):
            variant = samples[item.key][0]
            chance = 1.0 / len(variant.face.parts)
            counted += 1
            expected += chance
            spread += chance * (1.0 - chance)
            longest += _key_is_longest(variant)
    if counted and longest > expected + 0.05 * counted and longest - expected > 1.64 * math.sqrt(spread):
        yield f"expected the key to be the longest in about {expected:.0f} of {counted}, found {longest}"


def _key_is_longest(variant: Variant) -> bool:
    if not isinstance(variant.key, ChoiceKey):
        return False
    lengths = {part.id: len(part.text.strip()) for part in variant.face.parts}
    key = lengths[variant.key.correct[0]]
    return all(key > length for part, length in lengths.items() if part != variant.key.correct[0])
