"""Cut a line into sentences, also where the line breaks between them were lost."""

import re
from collections.abc import Iterator

from quizapp.domain.extraction.patterns import word_set

_STOP = re.compile(
    r"[.!?…][\"'”’)\]]{0,2}(?=\s)|(?<=[a-zäöüß)])[.!?](?=[A-ZÄÖÜ][a-zäöüß’'])|(?<=[a-z]) {3,}(?=[A-ZÄÖÜ])"
)
_BEFORE = re.compile(r"[^\s(\[„“\"]{1,24}$")
_NEXT_WORD = re.compile(r"\s*[(\[„“\"'*]{0,2}([^\s.,;:!?)]{1,30})")
_ABBREVIATIONS = word_set(
    """
    e.g i.e eg ie ca bzw z.b z. d.h d. u.a u. o.ä o. s.o i.d.r vgl inkl incl ggf evtl max min mind nr no
    vs dr prof mr mrs ms st sr jr approx dept est resp usw.b sog bspw zzgl abs str tel jan feb mar apr jun
    jul aug sep sept oct okt nov dec dez b h a v fig
    """
)
_INITIALS = re.compile(r"(?:[A-Za-zÄÖÜ]\.){1,4}[A-Za-zÄÖÜ]?$|^Ph\.?D$|^[A-Za-zÄÖÜ]$")
_STARTERS = word_set(
    """
    the we you our your this that these it in as if for with a an and he they there what who how at to
    please join experience strong knowledge ability excellent du sie wir der die das ein eine ihr dein
    deine in bei als mit
    """
)


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in `text[start:end]`, without the white space around them."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, begin, match, end):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    mark = match.group()[0]
    following = _NEXT_WORD.match(text, match.end(), end)
    if following is None:
        return True
    word = following.group(1)
    if mark == " ":
        return True
    if mark in "!?":
        return not word[0].islower()
    if word[0].islower():
        return False
    before = _BEFORE.search(text, max(begin, match.start() - 24), match.start())
    return before is None or not _is_abbreviation(before.group(), word)


def _is_abbreviation(before: str, following: str) -> bool:
    if before.isdigit() and len(before) <= 2:  # an ordinal: "15. Juli", "1. Introduction"
        return True
    if _INITIALS.search(before):
        return following.lower() not in _STARTERS
    return before.lower().rstrip(".") in _ABBREVIATIONS
