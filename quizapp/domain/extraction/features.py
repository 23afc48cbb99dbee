"""Describe a statement to the line classifier: numbers that stand for its words, parts of words, and surroundings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from quizapp.domain.extraction.draft import Draft
from quizapp.domain.extraction.model import Kind

LOOK = 400  # characters; what a statement does shows in how it begins
_WORD = re.compile(r"[^\W\d_][\w'-]{0,60}|\d{1,20}|[^\w\s]")
_GRAMS = (3, 4, 5)  # letters
_LONGEST_WORD = 24  # letters; the rest of a longer word is left out of its parts
_LENGTHS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 28, 40)  # words: the steps in which a statement's length is told
_STEPS = 8  # parts of a posting
_HEADING_WORDS = 6
AROUND = 0.6  # weight of what is around a statement beside its own words


@dataclass(frozen=True, slots=True)
class Features:
    """Hold what describes one statement, as hashes (CRC-32) without repetition: its own words, and what is around it."""

    own: tuple[int, ...]
    around: tuple[int, ...]


def describe(drafts: Sequence[Draft]) -> list[Features]:
    """Return the features of all statements of one posting, in order.

    Around a statement are: the words of the statements before and after it and of the heading above it, its section, its
    bullet and its place. Linear in the number of drafts; of each text the first 400 characters are read. The same texts
    give the same numbers on every machine.
    """
    lines = [_words(draft.text) for draft in drafts]
    features, heading = [], -1
    for index, draft in enumerate(drafts):
        around = {_hash(f"section {draft.section.value}"), _hash(f"bullet {draft.bullet}")}
        around.add(_hash(f"place {_STEPS * index // len(drafts)}"))
        around.update(_near(b"before ", lines, index - 1, drafts))
        around.update(_near(b"after ", lines, index + 1, drafts))
        around.update(_near(b"heading ", lines, heading, drafts))
        features.append(Features(tuple(_own(draft.text, lines[index])), tuple(around)))
        if _is_heading(draft):
            heading = index
    return features


def _is_heading(draft: Draft) -> bool:
    """Tell whether the rules read a heading, or a few words announce something."""
    short = not draft.bullet and len(draft.text.split(None, _HEADING_WORDS)) <= _HEADING_WORDS
    return draft.choice.kind is Kind.heading or (short and draft.text.endswith((":", "?")))


def _hash(text: str) -> int:
    return crc32(text.encode())


def _words(text: str) -> list[str]:
    lower = text[:LOOK].replace("’", "'").replace("‘", "'").lower()
    return ["0" if word.isdecimal() else word for word in _WORD.findall(lower)]


def _own(text: str, words: list[str]) -> set[int]:
    found: set[int] = set()
    for word in words:
        found.update(_parts(word))
    found.update(_hash(f"pair {one} {two}") for one, two in zip(["^", *words], words, strict=False))
    found.update(_hash(f"begins {' '.join(words[:length])}") for length in range(1, min(3, len(words)) + 1))
    found.add(_hash(f"ends {words[-1] if words else ''}"))
    found.add(_hash(f"words {_step(len(words))}"))
    last = text[-1:]
    found.add(_hash(f"shape {text[:1].isupper()} {'' if last.isalnum() else last}"))
    return found


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[int, ...]:
    """Return the hashes of a word and of the runs of letters in it."""
    edged = f"<{word[:_LONGEST_WORD]}>"
    grams = (edged[at : at + size] for size in _GRAMS for at in range(len(edged) - size + 1))
    return (_hash(f"word {word}"), *(_hash(f"part {gram}") for gram in grams))


def _near(role: bytes, lines: Sequence[list[str]], index: int, drafts: Sequence[Draft]) -> Iterator[int]:
    """Yield what is told of another statement: its words, how it begins and how long it is."""
    seed = crc32(role)
    if not 0 <= index < len(drafts):
        yield crc32(b"none", seed)
        return
    words = lines[index]
    for word in words:
        yield crc32(word.encode(), seed)
    yield crc32(f"begins {words[0] if words else ''}".encode(), seed)
    yield crc32(f"words {_step(len(words)) // 2}".encode(), seed)
    yield crc32(f"bullet {drafts[index].bullet}".encode(), seed)


def _step(length: int) -> int:
    return sum(length >= step for step in _LENGTHS)


def vocabulary(features: Iterable[Features]) -> list[int]:
    """Return the hashes that occur, in order."""
    return sorted({number for one in features for number in (*one.own, *one.around)})
