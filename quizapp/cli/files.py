"""Reading postings that are named on the command line: files of any kind, and those of the instance."""

from dataclasses import dataclass
from pathlib import Path

from quizapp.cli.runtime import open_instance
from quizapp.config import Settings
from quizapp.documents import LARGEST_FILE, Document
from quizapp.domain.blueprint import Blueprint, derive
from quizapp.domain.comparison import Side
from quizapp.domain.demands import demands_of
from quizapp.domain.errors import InvalidInputError, NotFoundError
from quizapp.domain.extraction import Profile
from quizapp.domain.review import Line, line_of
from quizapp.services.blueprints import read_blueprint
from quizapp.services.comparisons import side_of, side_of_posting
from quizapp.services.postings import find_posting, read_file, read_profile
from quizapp.services.reading import make_reader
from quizapp.services.supplies import read_supplies

NOBODY = 0
"""The reader of what all may read."""


@dataclass(frozen=True)
class PostingFile:
    """A posting on disk, read; offsets of the profile index `text`."""

    path: Path
    text: str
    profile: Profile

    @property
    def title(self) -> str:
        """Return its title, or its file's name."""
        return self.profile.title or self.path.name

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return its statements as lines that nobody has touched."""
        return tuple(map(line_of, self.profile.statements))


def read_document_file(path: Path) -> tuple[bytes, Document]:
    """Read a file of any kind that postings come in.

    Raises:
        InvalidInputError: naming the file and saying why it can't be read.
    """
    if not path.is_file():
        raise InvalidInputError(f"{path}: there is no such file.")
    if path.stat().st_size > LARGEST_FILE:
        raise InvalidInputError(f"{path}: it is larger than a posting can be ({LARGEST_FILE // 2**20} MB).")
    content = path.read_bytes()
    try:
        return content, read_file(content, path.name)
    except InvalidInputError as problem:
        raise InvalidInputError(f"{path}: {problem}") from problem


def read_posting_file(path: Path, settings: Settings) -> PostingFile:
    """Read the profile of a file; nothing is stored, and a text that is no posting has a profile too.

    Raises:
        InvalidInputError: as `read_document_file`.
    """
    text = _own_text(*read_document_file(path))
    try:
        return PostingFile(path, text, read_profile(text, make_reader(settings.banks)))
    except InvalidInputError as problem:
        raise InvalidInputError(f"{path}: {problem}") from problem


def _own_text(content: bytes, document: Document) -> str:
    """Return the text that offsets index: a file's own to the character where it is UTF-8, else the canonical one."""
    if document.source == "text" and document.encoding == "utf-8":
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:  # single lines in another encoding have been mended
            pass
    return document.text


def plan_named(name: str, settings: Settings) -> tuple[str, Blueprint]:
    """Return the title and the blueprint of a posting: a file's over the banks on disk, or the instance's own.

    Raises:
        InvalidInputError: when it can't be read or is no posting.
        NotFoundError: when there is neither such a file nor such a posting.
    """
    if Path(name).exists():
        file = _sound(read_posting_file(Path(name), settings))
        demands = demands_of(file.text, file.lines, file.profile.seniority)
        return file.title, derive(demands, read_supplies(settings.banks))
    database, _ = open_instance(settings)
    with database.transaction() as session:
        try:
            reading = read_blueprint(session, name)
        except NotFoundError as problem:
            raise _neither(name) from problem
        return reading.posting.title, reading.chosen


def side_named(name: str, settings: Settings) -> tuple[str, Side]:
    """Return the title of a posting and what it asks for; raises as `plan_named`."""
    if Path(name).exists():
        file = _sound(read_posting_file(Path(name), settings))
        return file.title, side_of(file.text, file.lines, file.profile.seniority)
    database, _ = open_instance(settings)
    with database.transaction() as session:
        try:
            posting = find_posting(session, name, NOBODY)
        except NotFoundError as problem:
            raise _neither(name) from problem
        return posting.title, side_of_posting(posting)


def _sound(file: PostingFile) -> PostingFile:
    if not file.profile.is_posting:
        raise InvalidInputError(f"{file.path}: {objection(file.profile)}")
    return file


def objection(profile: Profile) -> str:
    """Say why a text is no posting."""
    return " ".join(profile.problems) or "it does not read like a job posting."


def _neither(name: str) -> NotFoundError:
    return NotFoundError(f"{name}: there is no such file, and no shared posting of this name in the instance.")
