"""Part a sentence into the items of its lists, and say what stands between them."""

import re
from dataclasses import dataclass
from enum import Enum

from quizapp.domain.extraction.patterns import any_phrase, word_set
from quizapp.domain.extraction.words import Span


class Joint(Enum):
    """Name what stands behind an item of a list."""

    comma = ","
    any = "or"
    all = "and"
    slash = "/"
    stop = "."


@dataclass(frozen=True, slots=True)
class Item:
    """Hold the span of one item, indices into the searched text, and what stands behind it."""

    start: int
    end: int
    joint: Joint


_SEPARATOR = re.compile(
    r"(?P<any>(?:,\s?)?\b(?:and/or|und/oder|or|oder|bzw\.|beziehungsweise|respectively)(?![\w/-])(?! (?:more|less|so|not|else"
    r"|better|higher|above|mehr)\b))"
    r"|(?P<all>(?:,\s?)?(?:\b(?:and|und|sowie|as well as)\b(?![/-])|(?<=\s)[&+](?=\s)))"
    r"|(?P<comma>,(?!\d))"
    r"|(?P<slash>/)"
    r"|(?P<stop>[;:()\[\]!?–—]|\.(?=\s|$)|\s-\s)",
    re.IGNORECASE,
)
# A stroke between these makes one thing of both.
_ONE_THING = any_phrase(
    r"""
    a/b | ci/cd | tcp/ip | ui/ux | ux/ui | i/o | pl/sql | m/w | w/m | m/f | f/m | and/or | either/or | he/she | n/a | o/s | c/c\+\+ | ai/ml | ml/ai
    r/3 | s/4 | 24/7 | client/server | read/write | input/output | ein/aus | km/h | and/ | und/ | w/ | b/c | hw/sw | qa/qc | hr/ | it/
    """
)
_ABBREVIATION = re.compile(
    r"\b(?:e\.? ?g|i\.? ?e|z\.? ?b|d\.? ?h|ca|bzw|etc|u\.? ?a|incl|inkl|vs|o\.? ?ä|dr|prof|st)$", re.IGNORECASE
)


def read_items(text: str, start: int, end: int) -> list[Item]:
    """Return the items of `text[start:end]`, trimmed, in order; empty ones are left out, a stop among them is kept."""
    items: list[Item] = []
    begin = start
    for match in _SEPARATOR.finditer(text, start, end):
        joint = Joint[match.lastgroup or "stop"]
        if (joint is Joint.slash and not _parts(text, match)) or (match.group() == "." and _abbreviates(text, match)):
            continue
        _add(items, text, begin, match.start(), joint)
        begin = match.end()
    _add(items, text, begin, end, Joint.stop)
    return items


def _add(items: list[Item], text: str, start: int, end: int, joint: Joint) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        items.append(Item(start, end, joint))
    elif items and (
        joint is not Joint.comma or items[-1].joint is Joint.comma
    ):  # ", or": the weightier of the two counts
        items[-1] = Item(items[-1].start, items[-1].end, joint)


def _parts(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stroke stands between two names, and not in one thing's name or an address."""
    at = match.start()
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if not (before.isalnum() or before in "+#") or not after.isalpha():
        return False
    word_start = max(text.rfind(mark, max(0, at - 24), at) for mark in " (/,\n") + 1 or max(0, at - 24)
    return _ONE_THING.search(text[word_start : at + 12].lower()) is None and "//" not in text[max(0, at - 24) : at + 2]


def _abbreviates(text: str, match: re.Match[str]) -> bool:
    return _ABBREVIATION.search(text, max(0, match.start() - 6), match.start()) is not None


# An item does not reach over these: they begin or end the phrase the list stands in.
_BOUNDS = word_set(
    """
    in with of using like via as to for from by on at into about within through including include includes mit von im
    bei für zum zur zu durch auf aus über um an am als wie in der the that which who whose when where while if
    because so is are was were be been being will would can could may might should must has have had do does you we
    they it he she i your our their du sie wir ihr dass die das den dem des ist sind wird werden kann kannst hast
    haben solltest sollten verfügst nutzen nutzt working work worked write writing program coding develop
    developing build building apply applying either entweder e.g eg i.e namely
    """
)
_PARTING = _BOUNDS - {"of"}
_LEADING = word_set(
    """
    a an the either entweder both one any some at least preferably ideally also even maybe perhaps possibly strong solid
    good excellent great very proficient proficiency fluent fluency hands-on practical basic advanced first prior previous
    experience experienced knowledge skills skill understanding expertise familiarity familiar competence background
    command proven working
    ein eine einer einem einen eines auch gerne gern idealerweise vorzugsweise mindestens sehr gute guten gut fundierte
    kenntnisse kenntnissen erfahrung erfahrungen umgang wissen praktische erste grundkenntnisse berufserfahrung
    mehrjährige solide sichere sicherer languages tools bereich bereichen bereiche field fields area areas
    """
)
_TOKEN = re.compile(r"\S+")
_EXAMPLE = re.compile(
    r"\b(?:such as|for example|for instance|e\. ?g\.,?|e\.?g\.?,?(?=\s)|like|namely|z\. ?b\.|zum beispiel|beispielsweise|etwa|wie)\s",
    re.IGNORECASE,
)
_EDGES = " \t\n\r\"'“”„*,"


def _words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [
        (match.group().strip("\"'“”„*.,").lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
    ]


def last_phrase(text: str, item: Item) -> Span | None:
    """Return the end of an item, from behind the last word that can't stand inside a name: "skilled in Java" gives "Java"."""
    words = _words(text, max(item.start, item.end - 120), item.end)
    first = next((index + 1 for index in range(len(words) - 1, -1, -1) if words[index][0] in _BOUNDS), 0)
    return _span(text, _without_leading(words[first:]), item.end)


def first_phrase(text: str, item: Item) -> Span | None:
    """Return the beginning of an item, up to the first word that can't stand inside a name: "R to plot" gives "R"."""
    start = item.start
    for match in _EXAMPLE.finditer(text, item.start, item.end):
        start = match.end()
    words = _words(text, start, min(item.end, start + 160))
    while words and (words[0][0] in _BOUNDS or words[0][0] in _LEADING):
        words = words[1:]
    last = next((index for index, word in enumerate(words) if word[0] in _BOUNDS), len(words))
    return _span(text, words[:last], words[last - 1][2]) if last else None


def begins_anew(text: str, item: Item) -> bool:
    """Tell whether an item begins with a word that can't stand inside a name: a list has ended before it."""
    words = _words(text, item.start, min(item.end, item.start + 40))
    return bool(words) and words[0][0] in _BOUNDS


def is_compact(text: str, item: Item) -> bool:
    """Tell whether an item is a name or a few words, so that the list goes on before it."""
    words = _words(text, item.start, min(item.end, item.start + 120))
    return len(words) <= 5 and item.end - item.start <= 80 and not any(word in _PARTING for word, _, _ in words)


def _without_leading(words: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    first = 0
    while first < len(words) and words[first][0] in _LEADING:
        first += 1
    return words[first:]


def _span(text: str, words: list[tuple[str, int, int]], end: int) -> Span | None:
    if not words:
        return None
    start = words[0][1]
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if start < end else None
