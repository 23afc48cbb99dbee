"""Languages of documents and lines."""

import pytest

from quizapp.documents import tell_language
from tests.documents.files import GERMAN, POSTING

FRENCH = "Nous cherchons une personne curieuse qui aime travailler avec des données et partager ses résultats."
CHROME = "Erstellen Sie bitte ein Konto, bevor Sie zur Website des Unternehmens weitergeleitet werden."


@pytest.mark.parametrize(
    ("text", "language"),
    [(POSTING, "en"), (GERMAN, "de"), (FRENCH, "fr"), (CHROME, "de"), ("", "und"), ("Python, SQL", "und")],
)
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert tell_language(text) == language


def test_what_most_of_a_text_is_in_counts() -> None:
    assert tell_language(f"{CHROME}\n{POSTING}") == "en"
