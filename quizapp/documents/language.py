"""Languages of a document and of each of its lines, by py3langid."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

KNOWN = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pl",
    "pt",
    "sv",
    "da",
    "no",
    "fi",
    "cs",
    "sk",
    "hu",
    "ro",
    "hr",
    "el",
    "ru",
    "uk",
    "tr",
)
UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_WORDS = 4  # of a document whose language can be told
_LEAST_LINE = 8  # words; shorter lines are mostly names of tools, the same in every language
_SURE = 0.95
_ENOUGH = 12_000  # characters of a document that tell its language


@dataclass(frozen=True, slots=True)
class Languages:
    """Hold ISO 639-1 codes: of the document, and of each line as `str.splitlines` counts them."""

    document: str
    lines: tuple[str, ...]


def languages(text: str) -> Languages:
    """Tell the language of a text and of each line; a short line has that of the line before it.

    "und" where there are too few words to tell.
    """
    document = document_language(text)
    lines: list[str] = []
    current = document
    for line in text.splitlines():
        if document != UNKNOWN and len(_WORD.findall(line)) >= _LEAST_LINE:
            code, sure = _classify(line)
            if sure >= _SURE:
                current = code
        lines.append(current)
    return Languages(document, tuple(lines))


def document_language(text: str) -> str:
    """Tell the language of a text as a whole."""
    words = _WORD.findall(text[:_ENOUGH])
    return UNKNOWN if len(words) < _LEAST_WORDS else _classify(text[:_ENOUGH])[0]


def _classify(text: str) -> tuple[str, float]:
    code, sure = _identifier().classify(text)
    return str(code), float(sure)


@cache
def _identifier() -> Any:  # py3langid carries no types
    """Load the model once; it takes about a second and 90 MB with NumPy, so only when the first document comes."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(KNOWN)
    return identifier
