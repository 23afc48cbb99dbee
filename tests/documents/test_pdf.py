"""Printed postings: columns, repeated heads and feet, broken words, symbol fonts and sentences across pages."""

from collections.abc import Sequence

import pytest

from quizapp.documents.pdf import read_pdf
from tests.documents.files import lines_of, pdf, pdf_of, words

LEFT = [
    "You look after the sensors at sea and",
    "the numbers they send, and you tell",
    "the pilots what they mean. With care",
    "you plan each voyage of our vessel",
    "from the first chart to the last log.",
]
RIGHT = [
    "We offer a cabin with a view and the",
    "best coffee between two tides, and",
    "a team that answers questions. Each",
    "year we sail to the outer islands and",
    "count the birds on every one of them.",
]
# A symbol font: its characters are named in the private area, as word processors do for their bullets.
NAMES = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
    b" 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <A7> <F0A7> <B7> <F0B7> endbfchar"
    b" endcmap end end"
)
SYMBOLS = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol /ToUnicode 5 0 R >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(NAMES), NAMES),
)


def _column(x: float, y: float, lines: Sequence[str]) -> bytes:
    return b"".join(words(x, y - 12 * row, line) for row, line in enumerate(lines))


def _symbol(x: float, y: float, code: bytes) -> bytes:
    return b"BT /F2 10 Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (x, y, code)


def _with_symbols(drawing: bytes) -> bytes:
    content = pdf([drawing], extra=SYMBOLS)
    return content.replace(b"/Font << /F1 3 0 R >>", b"/Font << /F1 3 0 R /F2 4 0 R >>")


def _framed(number: int, drawing: bytes) -> bytes:
    return words(50, 810, "Harbour Light Analytics - Careers") + drawing + words(270, 30, f"Page {number} of 2")


@pytest.mark.parametrize("by_row", [True, False])
def test_columns_are_read_one_after_the_other_however_they_were_written(by_row: bool) -> None:
    drawing = words(50, 780, "A post at sea", 16)
    if by_row:
        for row, pair in enumerate(zip(LEFT, RIGHT, strict=True)):
            drawing += words(50, 740 - 12 * row, pair[0]) + words(310, 740 - 12 * row, pair[1])
    else:
        drawing += _column(50, 740, LEFT) + _column(310, 740, RIGHT)
    assert lines_of(read_pdf(pdf([drawing]))) == ["A post at sea", " ".join(LEFT), " ".join(RIGHT)]


def test_columns_with_heads_and_feet_are_read_page_after_page() -> None:
    pages = [
        _framed(1, words(50, 780, "A post at sea", 16) + _column(50, 740, LEFT) + _column(310, 740, RIGHT)),
        _framed(2, words(50, 780, "Second part", 16) + _column(50, 740, RIGHT) + _column(310, 740, LEFT)),
    ]
    left, right = " ".join(LEFT), " ".join(RIGHT)
    assert lines_of(read_pdf(pdf(pages))) == ["A post at sea", left, right, "Second part", right, left]


def test_a_sentence_goes_on_after_foot_and_head_of_a_page() -> None:
    pages = [
        _framed(
            1, _column(50, 76, ["You keep our models of the tides honest, and you tell the pilots in plain words"])
        ),
        _framed(2, _column(50, 780, ["what a forecast can promise and what it can not.", "Kiel"])),
    ]
    assert lines_of(read_pdf(pdf(pages))) == [
        "You keep our models of the tides honest, and you tell the pilots in plain words"
        " what a forecast can promise and what it can not.",
        "Kiel",
    ]


def test_an_item_goes_on_on_the_next_page_and_the_next_item_is_its_own() -> None:
    item = words(60, 76, "•") + words(72, 76, "Three years of Python and of one of the usual libraries for models that")
    rest = words(72, 780, "people read.") + words(60, 768, "•") + words(72, 768, "Sea legs")
    text = read_pdf(pdf([_framed(1, item), _framed(2, rest)]))
    assert text.splitlines() == [
        "• Three years of Python and of one of the usual libraries for models that people read.",
        "• Sea legs",
    ]


def test_words_broken_at_the_end_of_a_line_are_whole_again() -> None:
    drawing = _column(
        50,
        700,
        [
            "Du bringst gute Kenntnisse in relationalen Daten-",
            "banken mit, dazu Freude an einer gut doku-",
            "mentierten Schnittstelle, an KI-",
            "Modellen und an Vor- und Nachbereitung.",
        ],
    )
    assert read_pdf(pdf([drawing])) == (
        "Du bringst gute Kenntnisse in relationalen Datenbanken mit, dazu Freude an einer gut dokumentierten"
        " Schnittstelle, an KI-Modellen und an Vor- und Nachbereitung."
    )


@pytest.mark.parametrize("code", [b"B7", b"A7"])
def test_bullets_of_a_symbol_font_are_bullets(code: bytes) -> None:
    rows = ["Three years of Python", "Fluent English", "Sea legs"]
    drawing = b"".join(
        _symbol(50, 700 - 14 * row, code) + words(64, 700 - 14 * row, text) for row, text in enumerate(rows)
    )
    assert read_pdf(_with_symbols(drawing)) == "\n".join(f"• {row}" for row in rows)


def test_a_list_in_a_list_keeps_its_depth() -> None:
    drawing = b""
    for row, (indent, text) in enumerate([(0, "Tools"), (20, "Python"), (20, "SQL"), (0, "Languages")]):
        drawing += words(50 + indent, 700 - 14 * row, "•") + words(62 + indent, 700 - 14 * row, text)
    assert read_pdf(pdf([drawing])).splitlines() == ["• Tools", "  • Python", "  • SQL", "• Languages"]


def test_numbered_items_keep_their_numbers() -> None:
    drawing = _column(50, 700, ["1. Write to us", "2. Come and see the sea", "10. Stay"])
    assert lines_of(read_pdf(pdf([drawing]))) == ["1. Write to us", "2. Come and see the sea", "10. Stay"]


def test_bullets_that_a_browser_drew_are_found() -> None:
    rows = ["Three years of Python", "Fluent English", "Sea legs"]
    drawing = b"".join(
        b"50 %d 4 4 re f\n" % (703 - 14 * n) + words(62, 700 - 14 * n, row) for n, row in enumerate(rows)
    )
    assert read_pdf(pdf([drawing])) == "\n".join(f"• {row}" for row in rows)


def test_a_line_that_had_room_for_more_ends_there() -> None:
    drawing = (
        words(50, 700, "Harbour Light")
        + words(50, 688, "Bremerhaven")
        + words(50, 676, "A line of prose that is as long as a line of the page")
    )
    assert lines_of(read_pdf(pdf([drawing])))[:2] == ["Harbour Light", "Bremerhaven"]


@pytest.mark.parametrize("width", [55, 70, 80])
def test_a_posting_of_two_languages_gets_its_lines_back(width: int) -> None:
    posting = "\n".join(
        [
            "Forschungsingenieur (m/w/d) Strömung",
            "",
            "Wir messen, wie Wasser um Schiffe strömt, und suchen jemanden, der die Zahlen versteht.",
            "",
            "Ihr Profil",
            "• Abgeschlossenes Studium im Maschinenbau oder in der Physik, gern mit Promotion",
            "• Programmierung in C++ oder Python; Erfahrung mit OpenFOAM ist von Vorteil",
            "",
            "You will also write for readers abroad, so you are comfortable with long reports in English.",
        ]
    )
    assert lines_of(read_pdf(pdf_of(posting, width=width))) == lines_of(posting)
