"""A posting as bytes (text, saved page, PDF, Word) to one plain text with its layout kept; offsets index that text."""

from quizapp.documents.language import tell_language
from quizapp.documents.limits import Limits
from quizapp.documents.model import Document, DocumentError
from quizapp.documents.normal import normalise
from quizapp.documents.reading import LARGEST_FILE, read_document

__all__ = [
    "LARGEST_FILE",
    "Document",
    "DocumentError",
    "Limits",
    "normalise",
    "read_document",
    "tell_language",
]
