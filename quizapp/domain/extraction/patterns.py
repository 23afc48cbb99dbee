"""Build word sets and searches from plain lists, so that vocabulary reads as data."""

import re


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text parted by white space."""
    return frozenset(words.split())


def any_phrase(phrases: str, *, whole: bool = False) -> re.Pattern[str]:
    """Compile phrases, a line apart or parted by " | ", into one search over lower-case text.

    A match begins where a word begins, and with `whole` ends where one ends. Each phrase is itself a pattern.
    """
    parts = [part.strip() for line in phrases.strip().splitlines() for part in line.split(" | ")]
    return re.compile(r"(?<!\w)(?:" + "|".join(part for part in parts if part) + ")" + (r"(?!\w)" if whole else ""))
