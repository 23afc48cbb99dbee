"""How hard items are to read: Flesch-Kincaid grades and the length of sentences."""

import re
from statistics import median

from quizapp.domain.items.linter.words import Prose
from quizapp.domain.items.variants import Variant

HIGHEST_MEDIAN = 12.0
"""Grade that a bank's median may reach."""
HIGHEST = 16.0
"""Grade that one item may reach: terms of the subject are long words and can't be helped."""
FEWEST_WORDS = 25
"""Words below which a grade says nothing."""
LONGEST_SENTENCE = 30
_SILENT = re.compile(r"(?<![^aeiouyl]l)(?:(?<=[^aeiouy])e|(?<=[^aeiouytd])ed|(?<=[^aeiouysxzcg])es)$")
"""An e at the end that is not spoken: in `rate` and `called`, but not in `table`, `counted` or `boxes`."""


def grade_of(variant: Variant) -> float | None:
    """Return the Flesch-Kincaid grade of what a student reads, without code and formulas.

    0.39 words a sentence + 11.8 syllables a word - 15.59: Kincaid, Fishburne, Rogers & Chissom (1975), Derivation of
    new readability formulas for Navy enlisted personnel. Nothing for a text of few words.
    """
    texts = [Prose(variant.face.stem), *(Prose(part.text) for part in variant.face.parts)]
    sentences = [sentence for prose in texts for sentence in prose.sentences if _words(sentence)]
    words = [word for sentence in sentences for word in _words(sentence)]
    if len(words) < FEWEST_WORDS:
        return None
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def longest_sentence(variant: Variant) -> int:
    """Return the number of words in the longest sentence of the stem; a formula is one word."""
    return max((len(sentence.split()) for sentence in Prose(variant.face.stem).sentences), default=0)


def median_grade(grades: list[float]) -> float:
    """Return the median of some items' grades; 0 of none."""
    return median(grades) if grades else 0.0


def syllables(word: str) -> int:
    """Count a word's syllables by its groups of vowels; a silent e is none."""
    word = word.lower().replace("'", "")
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = bool(_SILENT.search(word))
    return max(groups - silent, 1)


def _words(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-z][A-Za-z'’]+", sentence)
