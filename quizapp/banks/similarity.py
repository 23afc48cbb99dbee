"""Items that ask much the same: near-duplicates by the words of their stems, numbers masked."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from quizapp.domain.items.linter.words import content_stems
from quizapp.domain.items.model import Item

SHINGLE = 3
"""Words that are compared as one piece."""
ALIKE_IN_PIECES = 0.5
"""Share of pieces in common from which two stems are near-duplicates."""
ALIKE_IN_WORDS = 0.75
"""Share of words of content in common from which they are, in whatever order."""
FEWEST_WORDS = 5
"""Words of content below which a stem is no evidence; its options join it."""
BOILERPLATE = 60
"""Items that hold a piece from which it brings no pair together, such as “select all that apply”."""
RARE_WORDS = 3
"""Rare words that bring a pair together; one piece does as well."""

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Text:
    """What of an item is compared."""

    pieces: frozenset[str]
    words: frozenset[str]


def text_of(item: Item) -> Text:
    """Return an item's pieces and words; insertions and numbers count as one and the same."""
    text = item.stem
    if len(content_stems(_masked(text))) < FEWEST_WORDS:
        text = " ".join((text, *(text for path, text in item.body.texts() if path[-1] == "text")))
    masked = _masked(text)
    words = re.findall(r"[a-z]+(?:['-][a-z]+)*|#", masked.lower())
    pieces = (" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 1)))
    return Text(frozenset(pieces), content_stems(masked))


def _masked(text: str) -> str:
    return re.sub(r"\{\{.*?\}\}|\d[\d.,\u202f]*", " # ", text)


def near_duplicates(texts: Mapping[Name, Text]) -> Iterator[tuple[Name, Name, float]]:
    """Yield pairs of texts that are nearly the same, with the larger share of what they have in common.

    Only texts that share a rare piece, or rare words, are compared: the time grows with such pairs and not with all.
    """
    alike = ((*pair, _likeness(texts[pair[0]], texts[pair[1]])) for pair in _candidates(texts))
    yield from sorted((found for found in alike if found[2] > 0.0), key=str)


def _likeness(first: Text, second: Text) -> float:
    """Return the larger share in common of near-duplicates, and 0 of others."""
    pieces, words = _share(first.pieces, second.pieces), _share(first.words, second.words)
    enough = min(len(first.words), len(second.words)) >= FEWEST_WORDS
    return max(pieces, words) if pieces >= ALIKE_IN_PIECES or (enough and words >= ALIKE_IN_WORDS) else 0.0


def _candidates(texts: Mapping[Name, Text]) -> set[tuple[Name, Name]]:
    """Return the pairs that share a rare piece or at least as many rare words as near-duplicates must."""
    together: Counter[tuple[Name, Name]] = Counter()
    for weight, holders in ((RARE_WORDS, _holders(texts, "pieces")), (1, _holders(texts, "words"))):
        for names in holders:
            for pair in combinations(names, 2):
                together[pair] += weight
    return {pair for pair, count in together.items() if count >= RARE_WORDS}


def _holders(texts: Mapping[Name, Text], field: str) -> Iterator[list[Name]]:
    """Yield, for each piece or word that is not boilerplate, the texts that hold it."""
    holders: defaultdict[str, list[Name]] = defaultdict(list)
    for name, text in texts.items():
        for part in getattr(text, field):
            holders[part].append(name)
    yield from (names for names in holders.values() if 2 <= len(names) <= BOILERPLATE)


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the Jaccard similarity of two sets."""
    common = len(first & second)
    return common / max(len(first) + len(second) - common, 1)
