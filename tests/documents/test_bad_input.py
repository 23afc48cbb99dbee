"""What can't be read is named in a plain sentence."""

import json
from collections.abc import Callable

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.documents import Document, DocumentError
from quizapp.documents.kinds import Format
from quizapp.documents.reading import LARGEST_FILE
from quizapp.documents.worker import answer_for
from quizapp.domain.errors import InvalidInputError
from quizapp.domain.postings import LARGEST_TEXT
from tests.documents.files import POSTING, archive, lying_word_file, markup, page, pdf, pdf_of, saved, word_of, words
from tests.documents.patience import read

LOCKED = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (b"1f" * 32, b"e0" * 32)
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    b"\nstream\n\x80\nendstream"
)
SCAN = pdf([b"q 500 0 0 700 40 40 cm /I1 Do Q"] * 2, extra=[PICTURE], resources=b"/XObject << /I1 4 0 R >>")
TYPES = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
BAD = {
    "nothing": (b"", "no text in it"),
    "blanks": (b" \n\t\r\n ", "no text in it"),
    "a byte order mark": (b"\xef\xbb\xbf", "no text in it"),
    "zeros": (b"\x00" * 5000, "binary"),
    "controls": (bytes(range(32)) * 9, "binary"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "a picture (PNG)"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "Save it as .docx or PDF"),
    "a locked Word file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"),
        "locked with a password",
    ),
    "rich text": (rb"{\rtf1\ansi Hello}", "rich text"),
    "a gzip file": (b"\x1f\x8b\x08\x00" + b"\x00" * 20, "compressed"),
    "a locked PDF": (
        pdf([words(50, 700, "secret")], extra=[LOCKED], trailer=b"/Encrypt 4 0 R /ID [<00> <00>]"),
        "password",
    ),
    "a broken PDF": (b"%PDF-1.7\n" + b"\x9c\xff nothing of it" * 200, "PDF can't be read"),
    "half a PDF": (pdf_of(POSTING)[:400], "PDF"),
    "a scan": (SCAN, "holds pictures of text"),
    "an empty PDF": (pdf([b""]), "no text in this PDF"),
    "a broken Word file": (word_of(POSTING)[:9000], "Word file can't be read"),
    "an archive": (archive([("posting.txt", b"text")]), "not a Word file"),
    "a table": (archive([("[Content_Types].xml", TYPES), ("xl/workbook.xml", b"<x/>")]), "not from Word"),
    "a Word file without parts": (
        archive([("[Content_Types].xml", TYPES), ("word/document.xml", b"<x/>")]),
        "can't be read",
    ),
    "an empty Word file": (saved(docx.Document()), "no text in this Word file"),
    "many members": (archive([("[Content_Types].xml", TYPES), *((f"word/{n}", b"") for n in range(2000))]), "unpacks"),
    "a bomb": (archive([("[Content_Types].xml", TYPES), ("word/document.xml", b"0" * 30_000_000)]), "unpacks"),
    "a lying bomb": (lying_word_file(), "can't be read"),
    "a page of scripts": (b"<!doctype html><script>alert('x')</script><style>p{}</style>", "no text in this page"),
    "a page of noise": (b"<!doctype html>" + bytes(range(128, 256)) * 9, "no sense in any encoding"),
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_named(name: str) -> None:
    content, said = BAD[name]
    with pytest.raises(DocumentError) as problem:
        read(content)
    assert said in str(problem.value)
    assert str(problem.value).endswith(".")
    assert isinstance(problem.value, InvalidInputError)


def test_a_document_has_at_most_five_megabytes() -> None:
    with pytest.raises(DocumentError, match=r"larger than a posting can be \(5 MB\)"):
        read(b"a" * (LARGEST_FILE + 1))


def test_a_line_of_ten_megabytes_is_refused() -> None:
    with pytest.raises(DocumentError, match="5 MB"):
        read(b"requirement " * 900_000)


def test_a_text_has_at_most_two_hundred_thousand_characters() -> None:
    line = "We look for people. "
    most = line * (LARGEST_TEXT // len(line))
    assert read(most.encode()).text == most
    with pytest.raises(DocumentError, match=r"It has 200,001 characters; .* at most 200,000"):
        read((most + ".").encode())
    with pytest.raises(DocumentError, match="at most 200,000"):
        read(b"word " * 900_000)


@pytest.mark.parametrize("make", [lambda text: page(f"<main>{markup(text)}</main>"), word_of], ids=["page", "Word"])
def test_the_limit_holds_for_every_kind(make: Callable[[str], bytes]) -> None:
    with pytest.raises(DocumentError, match="at most 200,000"):
        read(make("Title\n" + "A sentence of the posting. \n" * 8_000))


def test_a_name_does_not_make_a_pdf() -> None:
    with pytest.raises(DocumentError, match="Its name says PDF"):
        read(b"plain text", "posting.PDF")


@given(st.binary(), st.sampled_from(["", "a.txt", "a.html", "a.pdf", "a.docx"]))
def test_any_bytes_give_a_document_or_a_named_problem(content: bytes, name: str) -> None:
    try:
        assert isinstance(read(content, name), Document)
    except DocumentError as problem:
        assert str(problem).endswith(".")


def _damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 12))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content[: draw(st.integers(len(content) // 2, len(content)))])


WHOLE = {
    Format.pdf: pdf_of(POSTING),
    Format.docx: word_of(POSTING),
    Format.html: page(f"<main>{markup()}</main>"),
    Format.mhtml: b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    b"--b\nContent-Type: text/html\n\n" + page("<p>x</p>"),
}


@settings(max_examples=30)
@given(st.data(), st.sampled_from(sorted(WHOLE)))
def test_a_damaged_file_gives_its_text_or_a_named_problem(data: st.DataObject, form: Format) -> None:
    answer = json.loads(answer_for(form, data.draw(st.composite(_damaged)(WHOLE[form]))))
    assert answer.keys() in ({"text", "encoding", "cpu"}, {"problem", "cpu"})
    assert answer.get("problem", ".").endswith(".")
