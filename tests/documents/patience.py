"""Reading with patience: a busy machine may take its time where no limit is what is tested."""

from quizapp.documents import Document, read_document
from quizapp.documents.limits import Limits

PATIENT = Limits(cpu=60, wall=60)


def read(content: bytes, name: str = "") -> Document:
    """Read a document as the application does, without hurry."""
    return read_document(content, name, PATIENT)
