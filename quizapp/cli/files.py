"""Reading what is named on the command line."""

from pathlib import Path

from quizapp.domain.errors import InvalidInputError

LARGEST_FILE = 5 * 1024 * 1024


def read_text_file(path: Path) -> str:
    """Read a text file as it is, so that offsets index its own text.

    Raises:
        InvalidInputError: when there is no such file, or it is too large, binary or not UTF-8.
    """
    if not path.is_file():
        raise InvalidInputError(f"{path}: there is no such file.")
    if path.stat().st_size >= LARGEST_FILE:
        raise InvalidInputError(f"{path}: it is larger than a posting can be (5 MB).")
    content = path.read_bytes()
    if b"\x00" in content:
        raise InvalidInputError(f"{path}: it is not text but a binary file.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise InvalidInputError(f"{path}: it is not text in UTF-8 (byte {problem.start}).") from problem
