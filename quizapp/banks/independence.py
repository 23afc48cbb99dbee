"""Items that answer each other: the key of one stands in the stem of another."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quizapp.domain.items.linter.words import Prose, content_stems
from quizapp.domain.items.model import Item
from quizapp.domain.items.types.choice import Choice
from quizapp.domain.items.variants import Variant

FEWEST_WORDS = 4
"""Words of content from which a key is too special to come back by accident."""
FEWEST_FIGURES = 4
"""Significant figures from which a number is."""


def answered_elsewhere(
    items: Sequence[Item], samples: Mapping[str, Sequence[Variant]]
) -> Iterator[tuple[Item, int, Item]]:
    """Yield items, the place of a right option, and another item whose stem holds that option.

    Fixed texts are compared, and of families what their first variant shows of the stem; a key that varies is not.
    """
    stems = {item.key: _plain(samples[item.key][0].face.stem) for item in items if samples.get(item.key)}
    words = {key: set(stem.split()) for key, stem in stems.items()}
    for item in items:
        for place, key in _special_keys(item):
            first = key.split()[0]
            for other in items:
                found = first in words.get(other.key, ()) and f" {key} " in f" {stems[other.key]} "
                if other is not item and found:
                    yield item, place, other


def _special_keys(item: Item) -> Iterator[tuple[int, str]]:
    """Yield the right options that are long or exact enough to be known again."""
    options: Iterable[tuple[int, str]] = ()
    if isinstance(item.body, Choice):
        options = ((i, option.text) for i, option in enumerate(item.body.options) if option.correct)
    for place, text in options:
        figures = re.sub(r"\D|^[0.]+", "", text)
        special = len(content_stems(Prose(text).plain)) >= FEWEST_WORDS
        if "{{" not in text and (special or len(figures) >= FEWEST_FIGURES):
            yield place, _plain(text)


def _plain(text: str) -> str:
    """Return a text in small letters, without marks; words stand apart by one space."""
    return " ".join(re.findall(r"[\w.,%'-]*\w|[=<>+*/^]", re.sub(r"[`$*\\{}]", " ", text).casefold()))
