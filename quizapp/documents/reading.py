"""Read a document: text in this process, everything that needs a parser in a process of its own."""

from quizapp.documents import sandbox
from quizapp.documents.encodings import decode
from quizapp.documents.kinds import Format, tell_format
from quizapp.documents.language import tell_language
from quizapp.documents.limits import DEFAULT, Limits
from quizapp.documents.model import Document, DocumentError, Source
from quizapp.documents.normal import mend, normalise
from quizapp.domain.postings import LARGEST_TEXT

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes of a document."""
_EMPTY = "There is no text in it. Paste the whole posting, from its title to its last line."
_WIDEST = 4  # bytes of a character in the widest encoding
_SOURCES: dict[Format, Source] = {
    Format.html: "html",
    Format.mhtml: "html",
    Format.pdf: "pdf",
    Format.docx: "docx",
}


def read_document(content: bytes, name: str = "", limits: Limits = DEFAULT) -> Document:
    """Read a posting from the bytes of a file: text in any encoding, a saved web page, PDF or Word (.docx).

    The content says what it is; the ending of `name` is asked only where the content does not. Text in UTF-8 stays what
    it is, so that offsets index the file's own text; only what hides its words and bullets is mended (`mend`).
    Everything else is written anew in canonical form (`normalise`), one line for each paragraph, heading and list item.
    Nothing is ever fetched.

    Raises:
        DocumentError: when it is empty, too large, binary, locked, broken, a picture, a decompression bomb or takes too
            long; one plain sentence or two.
    """
    if len(content) > LARGEST_FILE:
        raise DocumentError(f"It is larger than a posting can be ({LARGEST_FILE // 2**20} MB).")
    if not content.strip():
        raise DocumentError(_EMPTY)
    found = tell_format(content, name)
    if found is Format.text:
        return _read_text(content)
    parsed = sandbox.parse(found, content, limits)
    return _document(parsed.text, _SOURCES[found], parsed.encoding)


def _read_text(content: bytes) -> Document:
    if len(content) > LARGEST_TEXT * _WIDEST + _WIDEST:  # no need to decode what can't be short enough
        raise _too_long(len(content) // _WIDEST, "at least ")
    text, encoding = decode(content)
    return _document(mend(text) if encoding == "utf-8" else normalise(text), "text", encoding)


def _document(text: str, source: Source, encoding: str | None) -> Document:
    if not text.strip().strip("\ufeff"):
        raise DocumentError(_EMPTY)
    if len(text) > LARGEST_TEXT:
        raise _too_long(len(text))
    return Document(text, source, encoding, tell_language(text))


def _too_long(characters: int, about: str = "") -> DocumentError:
    return DocumentError(f"It has {about}{characters:,} characters; a posting may have at most {LARGEST_TEXT:,}.")
