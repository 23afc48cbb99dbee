"""Characters with places to lines: what stands on one baseline and close together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character; lengths in points, `base` the height of its baseline above the foot of the page."""

    character: str
    left: float
    right: float
    base: float
    height: float


class Box(NamedTuple):
    """The bounds of a drawn shape, in points."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column. `left` is where its words begin; `bullet` where its bullet stands, None without one."""

    text: str
    left: float
    right: float
    base: float
    height: float
    bullet: float | None = None

    @property
    def first_word(self) -> float:
        """Return the width of the first word in points, as near as characters of one width tell it."""
        word = self.text.split(" ", 1)[0]
        return (self.right - self.left) * len(word) / max(1, len(self.text))


_GLYPH = re.compile(r"(?:[•◦▪▫▸‣●○■□➢➤➔✓✔❖♦·∙⁃\ue000-\uf8ff]|[–*-](?= )|o(?= ))\s*")
_LONE = re.compile(r"(?:[•◦▪▫▸‣●○■□➢➤➔✓✔❖♦·∙⁃\ue000-\uf8ff–*o-]|\d{1,2}[.)])")
_SAME_BASE = 0.35  # of the height: superscripts stay in their line
_COLUMN_GAP = 2.0  # heights between two columns or the cells of a table
_BULLET_GAP = 4.0  # heights between a bullet and its text
_PROSE_WIDTH = 0.22  # of the page's width, from which on lines side by side are columns of prose and not cells
_LEAST_ROWS = 4


def page_lines(glyphs: Iterable[Glyph], bullets: Sequence[Box], width: float) -> list[Line]:
    """Return the lines of one page in reading order; `width` is the page's, `bullets` its small drawn shapes."""
    lines = _with_bullets(_split(glyphs))
    return _in_columns([_marked(line, bullets) for line in lines], width)


def middle(values: Sequence[float]) -> float:
    """Return the middle one of some values; importing `statistics` takes longer than reading a page."""
    return sorted(values)[len(values) // 2]


def _split(glyphs: Iterable[Glyph]) -> list[Line]:
    lines: list[Line] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.character.isspace():
            if run:  # the last glyph's place: a blank that was never drawn has none of its own
                run.append(run[-1]._replace(character=" "))
            continue
        if run and _breaks(run[-1], glyph):
            lines.append(_line(run))
            run = []
        run.append(glyph)
    if run:
        lines.append(_line(run))
    return lines


def _breaks(last: Glyph, glyph: Glyph) -> bool:
    height = max(last.height, glyph.height, 1.0)
    return (
        abs(glyph.base - last.base) > _SAME_BASE * height
        or glyph.left < last.left - height
        or glyph.left - last.right > _COLUMN_GAP * height
    )


def _line(run: Sequence[Glyph]) -> Line:
    text = "".join(glyph.character for glyph in run).rstrip()
    base, height = middle([glyph.base for glyph in run]), middle([glyph.height for glyph in run])
    return Line(text, run[0].left, max(glyph.right for glyph in run), base, height)


def _with_bullets(lines: Sequence[Line]) -> list[Line]:
    """Give a bullet that stands alone to the words beside it, and take it out of the text where it stands in it."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and _LONE.fullmatch(last.text) and _beside(last, line):
            number = f"{last.text} " if last.text[0].isdigit() else ""
            found[-1] = replace(line, text=number + line.text, bullet=last.left)
        elif (match := _GLYPH.match(line.text)) and match.end() < len(line.text):
            indent = (line.right - line.left) * match.end() / len(line.text)
            found.append(replace(line, text=line.text[match.end() :], left=line.left + indent, bullet=line.left))
        else:
            found.append(line)
    return found


def _beside(bullet: Line, line: Line) -> bool:
    gap = line.left - bullet.right
    return abs(line.base - bullet.base) < _SAME_BASE * line.height and -1 < gap < _BULLET_GAP * line.height


def _marked(line: Line, bullets: Sequence[Box]) -> Line:
    """Mark a line that a drawn bullet stands before."""
    if line.bullet is not None:
        return line
    for box in bullets:
        middle = (box.bottom + box.top) / 2
        close = -1 < line.left - box.right < _BULLET_GAP * line.height / 2
        if close and line.base - 0.2 * line.height < middle < line.base + 0.8 * line.height:
            return replace(line, bullet=box.left)
    return line


def _in_columns(lines: list[Line], width: float) -> list[Line]:
    """Read columns of prose one after the other where the file holds them row by row."""
    pairs = [
        (left, right)
        for left, right in pairwise(lines)
        if abs(left.base - right.base) < _SAME_BASE * left.height and right.left > left.right
    ]
    wide = [(a, b) for a, b in pairs if min(a.right - a.left, b.right - b.left) > _PROSE_WIDTH * width]
    if len(wide) < _LEAST_ROWS:
        return lines
    gutter = min(b.bullet if b.bullet is not None else b.left for _a, b in wide)
    top, bottom = max(a.base for a, _b in wide), min(a.base for a, _b in wide)
    if any(bottom <= line.base <= top and line.left < gutter - 1 < line.right - 1 for line in lines):
        return lines  # something crosses: these are no columns
    before = [line for line in lines if line.base > top]
    within = [line for line in lines if bottom <= line.base <= top]
    after = [line for line in lines if line.base < bottom]
    last = [line for line in after if line.left >= gutter - 1]
    first = [line for line in after if line.left < gutter - 1]
    columns = [line for line in within if line.left < gutter - 1], [line for line in within if line.left >= gutter - 1]
    return [*before, *columns[0], *first, *columns[1], *last]
