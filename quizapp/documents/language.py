"""The language of a document or of one of its lines, by py3langid."""

import re
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
_LEAST_WORDS = 4  # fewer are mostly names of tools, the same in every language
_SURE = 0.95
_ENOUGH = 12_000  # characters that tell the language of a document


def tell_language(text: str) -> str:
    """Return the ISO 639-1 code of the language a text or a line is in; "und" where too little of it tells."""
    words = _WORD.findall(text[:_ENOUGH])
    if len(words) < _LEAST_WORDS:
        return UNKNOWN
    code, sure = _classify(text[:_ENOUGH])
    return code if sure >= _SURE else UNKNOWN


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
