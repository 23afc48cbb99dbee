"""Lines to headings, list items and paragraphs: what a page broke for want of room is joined again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizapp.documents.blocks import Block
from quizapp.documents.hyphens import join_lines
from quizapp.documents.pdf_lines import Line, middle

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s")
_FURNITURE = re.compile(  # what browsers and word processors print at the edge of each page
    r"(?i)(?:(?:page|seite) )?\d{1,3}(?: ?(?:/|of|von) ?\d{1,3})?|(?:https?|file)://\S+"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?"
)
_NEIGHBOURS = 12  # lines before and after that show how wide a column is
_HEADING = 1.15  # times the height of the text
_EDGE = 2  # lines at a page's head and foot that may repeat
_LOOSE = 1.3  # times the usual distance of lines, from which on a line stands apart
_RAGGED = 0.35  # of a column's width, by which a line may fall short of it where the next goes on in small letters
_USUAL = 1.2  # heights between baselines, where a document has too few lines to tell


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Return the blocks of a document from the lines of its pages."""
    kept = _without_edges(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return []
    body = _body_height(lines)
    pitch = _pitch(lines)
    elsewhere = frozenset(word.lower() for line in lines for word in _WORD.findall(line.text)[:-1])
    blocks: list[Block] = []
    depths: list[float] = []
    for group in _groups(lines, pitch):
        first = lines[group[0]]
        last = lines[group[0] - 1] if group[0] else None
        heading = int(first.bullet is None and first.height > _HEADING * body and len(first.text) < 120)
        apart = last is not None and (bool(heading) or _stands_apart(last, first, pitch))
        apart = apart or bool(blocks and (blocks[-1].heading or (blocks[-1].bullet and first.bullet is None)))
        _deepen(depths, first)
        text = join_lines([lines[number].text for number in group], elsewhere)
        blocks.append(Block(text, heading, len(depths) if first.bullet is not None else 0, apart))
    return blocks


def _without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop page numbers, and the lines at heads and feet that most pages repeat, whatever their numbers."""
    edges = [{_masked(line) for line in _edge(page)} for page in pages]
    counts = Counter(text for edge in edges for text in edge)
    repeated = {text for text, count in counts.items() if count > 1 and 2 * count > len(pages)}
    kept: list[list[Line]] = []
    for page in pages:
        edge = _edge(page)
        drop = {line for line in edge if _masked(line) in repeated or _FURNITURE.fullmatch(line.text)}
        kept.append([line for line in page if line not in drop])
    return kept


def _edge(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.base)
    return [*by_height[:_EDGE], *by_height[-_EDGE:]]


def _masked(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


def _body_height(lines: Sequence[Line]) -> float:
    """Return the height in which most of the text is set."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.height, 1)] += len(line.text)
    return max(weights, key=lambda height: (weights[height], -height))


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines of a paragraph, in heights."""
    ratios = [(a.base - b.base) / a.height for a, b in pairwise(lines) if a.height > 0]
    near = sorted(ratio for ratio in ratios if 0.8 < ratio < 2.0)
    return (
        middle(near[: max(1, len(near) // 2)]) if near else _USUAL
    )  # the closer half: the wider are between paragraphs


def _groups(lines: Sequence[Line], pitch: float) -> Iterator[list[int]]:
    """Yield the numbers of the lines that belong together."""
    group = [0]
    start = lines[0]
    for number in range(1, len(lines)):
        if _continues(lines, number, start, pitch):
            group.append(number)
        else:
            yield group
            group, start = [number], lines[number]
    yield group


def _continues(lines: Sequence[Line], number: int, start: Line, pitch: float) -> bool:
    """Tell whether a line goes on with the one before it: close, of one size, and broken only for want of room."""
    last, line = lines[number - 1], lines[number]
    if line.bullet is not None or _NUMBER.match(line.text) or abs(line.height - last.height) > 0.1 * last.height:
        return False
    goes_on = line.text[0].islower() or last.text.endswith(",")
    if line.base > last.base:  # on a new page or in a new column
        if not goes_on or last.text.endswith((".", "!", "?", ":")):
            return False
    elif not _below(last, line, start, pitch):
        return False
    if last.text[-1] in "-\u00ad\u2010" and last.text[-2:-1].isalnum():
        return True
    margin = _margin(lines, number - 1)
    room = margin - last.right
    return room < line.first_word + 0.4 * line.height or (goes_on and room < _RAGGED * (margin - last.left))


def _below(last: Line, line: Line, start: Line, pitch: float) -> bool:
    """Tell whether a line stands right below another, at the left edge of the text or of its bullet."""
    edge = start.left if start.bullet is None else start.bullet
    close = 0 < last.base - line.base <= _LOOSE * pitch * last.height
    return close and edge - line.height <= line.left <= start.left + line.height


def _margin(lines: Sequence[Line], number: int) -> float:
    """Return how far to the right the lines around one reach in its column."""
    here = lines[number]
    around = lines[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
    return max(line.right for line in around if line.left < here.right and line.right > here.left)


def _stands_apart(last: Line, line: Line, pitch: float) -> bool:
    if line.bullet is not None and last.bullet is not None:
        return False
    distance = last.base - line.base
    return not 0 <= distance <= _LOOSE * pitch * max(last.height, line.height)


def _deepen(depths: list[float], line: Line) -> None:
    """Keep the places of the bullets that a line lies beneath, its own last."""
    if line.bullet is None:
        depths.clear()
        return
    while depths and depths[-1] > line.bullet - 0.3 * line.height:
        depths.pop()
    depths.append(line.bullet)
