"""Text in whatever encoding it was saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.documents import DocumentError
from quizapp.documents.encodings import decode
from tests.documents.files import GERMAN, page
from tests.documents.patience import read

UMLAUTS = "Über uns: Wir prüfen Äpfel für Köln."
FRENCH = "Nous cherchons un développeur expérimenté à Besançon, où l'équipe a déjà créé des systèmes très complexes."
POLISH = "Szukamy osoby, która lubi się uczyć. Wymagania: doświadczenie, znajomość SQL, chęć współpracy z zespołem."
RUSSIAN = "Мы ищем инженера данных. Требования: опыт работы с Python и базами данных, знание английского языка."


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_german_text_is_read(encoding: str) -> None:
    document = read(GERMAN.encode(encoding), "stelle.txt")
    assert (document.text, document.language) == (GERMAN.strip(), "de")


@pytest.mark.parametrize("encoding", ["latin_1", "iso8859_15", "cp850"])
def test_german_text_is_read_in_encodings_without_its_dashes_and_bullets(encoding: str) -> None:
    plain = GERMAN.replace("–", "-").replace("•", "*")
    assert read(plain.encode(encoding)).text == plain.strip()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (UMLAUTS, "cp1252"),
        (UMLAUTS, "mac_roman"),
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
    ],
)
def test_a_single_sentence_is_enough(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)).text == text


def test_text_in_utf_8_is_kept_to_the_last_character() -> None:
    text = "Title\u00a0here \r\n\r\n\r\n\r\n• 🛠️ two  parts\t \n"
    assert read(text.encode()).text == text


def test_signs_that_hide_words_and_bullets_are_mended_on_the_way_in() -> None:
    text = "\ufeffTitle\n\n\uf0b7  two\u00adparts\n\t\uf0a7 e\ufb03cient\u200b u\u0308ber \uf0e0 here"
    assert read(text.encode()).text == "Title\n\n•  twoparts\n\t• efficient über   here"


def test_text_in_another_encoding_is_written_in_canonical_form() -> None:
    assert read("Köln\r\n\r\n\r\n· prüfen\xa0und  lernen \r\n".encode("cp1252")).text == "Köln\n\n• prüfen und lernen"


def test_whole_lines_of_another_encoding_are_mended() -> None:
    lines = [
        line.encode("cp1252" if number == 3 else "utf-8")
        for number, line in enumerate(GERMAN.splitlines(keepends=True))
    ]
    assert decode(b"".join(lines)) == (GERMAN, "utf-8")


def test_a_line_in_two_encodings_is_named() -> None:
    content = GERMAN.encode() + "Zürich ".encode() * 3 + "Zürich\n".encode("cp1252")
    with pytest.raises(DocumentError, match=r"Line 11 mixes two encodings"):
        read(content)


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("UTF-8", "cp1252"),
        ("rot13", "utf-8"),
        ("koi8-r", "utf-8"),
    ],
)
def test_a_page_is_read_by_its_bytes_where_its_label_is_wrong(label: str, encoding: str) -> None:
    content = page(f"<main><p>{GERMAN * 2}</p></main>", head=f"<meta charset={label}>").decode().encode(encoding)
    document = read(content)
    assert "prüfen größere Mengen" in document.text
    assert document.encoding == encoding


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@given(st.binary(min_size=1))
def test_any_bytes_give_text_or_a_named_problem(content: bytes) -> None:
    try:
        text, encoding = decode(content)
    except DocumentError as problem:
        assert str(problem).endswith(".")
    else:
        assert text.encode(encoding.removesuffix("_sig"), "surrogatepass") is not None
