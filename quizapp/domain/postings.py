"""Postings: which statements ask something of the candidate, and how the text lies on a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

LARGEST_TEXT = 200_000
"""Characters of a posting's text."""

CLAIMS = frozenset({"required", "preferred", "responsibility"})
QUIET = frozenset({"chrome", "benefit", "legal", "contact"})
_MEASURABLE = frozenset({"quiz", "worksample", "sjt"})
_DECLARABLE = frozenset({"evidence", "document", "interview"})
_WEIGHTS = {"required": 1.0, "responsibility": 0.7, "preferred": 0.5}
_FOCUS_WEIGHT = 0.5
"""A title or a team's description says where the work lies, without asking for it."""
_BULLETS = "•◦▪‣·●○–—-*\uf0b7"


class Repeating(Protocol):
    """What a statement must offer to be known as a repetition."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def repeats(self) -> int | None:
        """Where an earlier statement begins that says the same."""


R = TypeVar("R", bound=Repeating)


class Spanned(Protocol):
    """What a statement must offer to be laid out."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""

    @property
    def kind(self) -> str:
        """The statement's kind."""


def is_measurable(measured_by: str, competencies: int) -> bool:
    """Tell whether a quiz can measure a statement, at least in part."""
    return measured_by in _MEASURABLE and competencies > 0


def is_declarable(kind: str, measured_by: str) -> bool:
    """Tell whether a statement is a fact that the student declares."""
    return measured_by in _DECLARABLE and (kind in CLAIMS or kind == "eligibility")


def weight(kind: str, decided: float | None = None) -> float:
    """Say how much a requirement counts when the next question is chosen: as a person decided, else by its kind."""
    return _WEIGHTS.get(kind, _FOCUS_WEIGHT) if decided is None else decided


def once(statements: Iterable[R]) -> tuple[R, ...]:
    """Leave out the statements that repeat an earlier one of them: what is said twice is asked once."""
    kept: list[R] = []
    said: set[int] = set()
    for statement in statements:
        if statement.repeats not in said:
            kept.append(statement)
        said.add(statement.start)
    return tuple(kept)


@dataclass(frozen=True)
class Piece:
    """A run of text on one line, of one statement or between statements."""

    text: str
    statement: int | None
    """Index of the statement, None between statements."""
    first: bool
    """Whether the statement begins here."""


@dataclass(frozen=True)
class Block:
    """One line of a posting."""

    shape: str
    """heading, bullet, paragraph or gap."""
    quiet: bool
    pieces: tuple[Piece, ...]


def lay_out(text: str, statements: Sequence[Spanned]) -> tuple[Block, ...]:
    """Cut a posting into its lines and each line into pieces; joined again they are the text without its bullets.

    `statements` are ordered and do not overlap. Runs of empty lines become one gap.
    """
    blocks: list[Block] = []
    start, index = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        while index < len(statements) and statements[index].end <= start:
            index += 1
        block = _block(text, start, end, statements, index)
        if block.shape != "gap" or (blocks and blocks[-1].shape != "gap"):
            blocks.append(block)
        start = end + 1
    return tuple(blocks)


def _block(text: str, start: int, end: int, statements: Sequence[Spanned], index: int) -> Block:
    line = text[start:end]
    if not line.strip():
        return Block("gap", quiet=True, pieces=())
    lead = len(line) - len(line.lstrip())
    bullet = line.lstrip()[0] in _BULLETS and len(line.strip()) > 1
    begin = start + lead
    if bullet:
        begin += len(line[lead + 1 :]) - len(line[lead + 1 :].lstrip()) + 1
    pieces = _pieces(text, start, begin, end, statements, index)
    kinds = [statements[p.statement].kind for p in pieces if p.statement is not None]
    heading = bool(kinds) and kinds[0] in {"title", "heading"}
    shape = "heading" if heading else "bullet" if bullet else "paragraph"
    return Block(shape, quiet=bool(kinds) and all(k in QUIET for k in kinds), pieces=pieces)


def _pieces(
    text: str, start: int, begin: int, end: int, statements: Sequence[Spanned], index: int
) -> tuple[Piece, ...]:
    """Cut a line that starts at `start`, and whose words begin after its bullet at `begin`."""
    pieces: list[Piece] = []
    here = begin
    for number in range(index, len(statements)):
        statement = statements[number]
        if statement.start >= end:
            break
        if statement.start > here:
            pieces.append(Piece(text[here : statement.start], None, first=False))
        stop = min(statement.end, end)
        if stop > max(here, statement.start):
            first = statement.start >= start
            pieces.append(Piece(text[max(here, statement.start) : stop], number, first))
            here = stop
    if here < end:
        pieces.append(Piece(text[here:end], None, first=False))
    return tuple(pieces)
