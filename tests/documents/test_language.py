"""Languages of documents and lines."""

import pytest

from quizapp.documents import languages
from tests.documents.files import GERMAN, POSTING

FRENCH = "Nous cherchons une personne curieuse qui aime travailler avec des données et partager ses résultats."


@pytest.mark.parametrize(
    ("text", "language"), [(POSTING, "en"), (GERMAN, "de"), (FRENCH, "fr"), ("", "und"), ("Python, SQL", "und")]
)
def test_the_language_of_a_document_is_told(text: str, language: str) -> None:
    assert languages(text).document == language


def test_every_line_has_a_language() -> None:
    found = languages(POSTING)
    assert found.lines == ("en",) * len(POSTING.splitlines())


def test_lines_of_another_language_are_told_apart_and_short_ones_follow() -> None:
    chrome = "Erstellen Sie bitte ein Konto, bevor Sie zur Website des Unternehmens weitergeleitet werden.\nWeiter\n"
    found = languages(chrome + POSTING)
    assert found.document == "en"
    assert found.lines[:2] == ("de", "de")
    assert set(found.lines[6:]) == {"en"}
