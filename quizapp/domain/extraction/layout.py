"""Cut a posting into lines and keep what their layout says: bullets, marks, blank lines, repetition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from quizapp.domain.extraction.glue import lost_line_breaks

_BULLET = re.compile(
    r"(?:[•◦▪▸‣●○■□➢➤➔➜→»>✓✔✅☞⌲★☆♦❖·∙*+–—-]|\d{1,2}[.)]|[a-z]\)|o(?=\s))(?:\s+|$)|[•◦▪▸‣●○■➢➤➔➜✓✔✅☞⌲★♦❖·∙]"
)
_MARK = re.compile(r"#{1,6}\s+|\*\*|__")
_CLOSING_MARK = re.compile(r"(?:\*\*|__):?\s*$")
_FIELD = re.compile(r"[A-Za-z_]{3,20}=(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line that is not blank, without its bullet and marks: `text == posting[start:end]`."""

    start: int
    end: int
    text: str
    bullet: bool
    marked: bool
    indent: int
    blank_before: bool
    blank_after: bool
    repeated: bool

    @property
    def length(self) -> int:
        """Count the characters of the line."""
        return self.end - self.start


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of `text` that hold something, in order."""
    rows: list[tuple[int, int, bool]] = []
    position, blank = 0, True
    for raw in text.splitlines(keepends=True):
        content = raw.strip()
        if content:
            start = position + len(raw) - len(raw.lstrip())
            rows.extend(_parted(text, start, start + len(content), blank))
        blank = not content
        position += len(raw)
    lines: list[Line] = []
    seen: set[str] = set()
    for index, (start, end, blank_before) in enumerate(rows):
        blank_after = index + 1 == len(rows) or rows[index + 1][2]
        line = _line(text, start, end, blank_before, blank_after, seen)
        seen.add(_fold(line.text))
        lines.append(line)
    return tuple(lines)


def _parted(text: str, start: int, end: int, blank: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield the rows a line falls into where line breaks were lost, each with whether a blank line stands before it."""
    cuts = [start, *lost_line_breaks(text, start, end), end]
    for first, last in pairwise(cuts):
        yield first, last, blank and first == start


def _line(text: str, start: int, end: int, blank_before: bool, blank_after: bool, seen: set[str]) -> Line:
    indent = start - (text.rfind("\n", 0, start) + 1)
    inner_start, bullet = start, False
    if match := _BULLET.match(text, start, end):
        inner_start, bullet = match.end(), True
    marked, match_start = False, inner_start
    if match := _MARK.match(text, inner_start, end):
        inner_start, marked = match.end(), True
    elif match := _FIELD.match(text, inner_start, end):
        inner_start = match.end()
    inner_end = end
    tail = text[max(inner_start, end - 8) : end]
    if marked and (match := _CLOSING_MARK.search(tail)):
        inner_end = end - (len(tail) - match.start())
    elif marked and text[inner_start - 1] in "*_":  # only the first words are bold
        inner_start, marked = match_start, False
    inner = text[inner_start:inner_end].strip()
    if not inner:  # a line of marks alone stays as it stands
        inner_start, inner, bullet, marked = start, text[start:end], False, False
    inner_start = text.index(inner, inner_start)
    repeated = len(inner) > 3 and _fold(inner) in seen
    return Line(
        inner_start, inner_start + len(inner), inner, bullet, marked, indent, blank_before, blank_after, repeated
    )


def _fold(text: str) -> str:
    return " ".join(text.lower().split())
