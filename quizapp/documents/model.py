"""What a document is once it is read, and how it says that it can't be."""

from dataclasses import dataclass
from typing import Literal

from quizapp.domain.errors import InvalidInputError

Source = Literal["text", "html", "pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a posting's canonical text: the one that is kept, and that every offset indexes.

    `encoding` is Python's name of what text or a page was written in, None for PDF and Word; `language` is an ISO 639-1
    code, "und" where there is too little text to tell.
    """

    text: str
    source: Source
    encoding: str | None
    language: str


class DocumentError(InvalidInputError):
    """A document can't be read; the sentence says why and what helps."""
