"""Find the competencies a sentence names, each with the words that name it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from quizapp.domain.extraction.lexicon import Lexicon, Match, Token, is_word, tokens_of
from quizapp.domain.extraction.model import Link

HEAD_WINDOW = (
    7  # words after an alias in which its head noun may stand: "statistical, machine learning and data mining methods"
)
LONGEST_SENTENCE = 10_000  # characters; what stands further on in one statement is not looked at
NEAR_WINDOW = 10  # words on either side
BESIDE_WINDOW = 3  # words on either side

# Competencies that name a manner, not a subject: asked of people, but never what a team works on or a title is about.
MANNERS = frozenset({"communication", "leadership-principles", "problem-framing"})

_DEGREE = re.compile(
    r"\b(?:(?i:degrees?|bachelor'?s?|master'?s?|ph\.?d|doctorate|diploma|studium|studiengang|studienrichtung"
    r"|fachrichtung(?:en)?|abschluss|hochschulabschluss"
    r"|hochschulstudium|ausbildung|promotion|absolvent\w{0,8}|majoring|students? (?=of|in))|B\.?Sc|M\.?Sc|B\.S|M\.S"
    r"|BS|MS|BA|MA)(?!\w|-level\b).{0,40}?\b(?i:in|of|im|der|as|zum|zur|fields?)\b"
    r"|\b(?i:fachrichtung(?:en)?|studiengang|studiengänge|studierst|studieren)\b",
)
_ADDRESS = re.compile(r"https?://[^\s)]{1,300}|www\.[^\s)]{1,300}|[\w.+-]{1,64}@[\w.-]{1,64}")
_DEGREE_END = re.compile(
    r"[;.](?=\s|$)|,? (?:with|and|as well as|plus|including|combined with|or) (?=(?:\w+ )?(?:\w+ )?(?:experience"
    r"|knowledge|skills|understanding|expertise|background|ability|proficiency|familiarity|industry|years?|\d))"
    r"| with (?!a focus|focus|an emphasis|emphasis|speciali)| sowie | mit,|, (?=(?:haben|hast|verfüg|programmier|bring|begeister))| mit (?!schwerpunkt|fokus)"
    r"| und (?=(?:\w+ )?(?:erfahrung|kenntnisse|praxis))",
    re.IGNORECASE,
)


def find_links(text: str, start: int, end: int, lexicon: Lexicon, *, title: bool = False) -> tuple[Link, ...]:
    """Return the competencies that `text[start:end]` names, each once, in order of place.

    The place is where a topic of the competency is named first or, where none is, the competency. The subjects a degree
    may be in are not competencies and link nothing; nor do the words of an address.
    """
    links: dict[str, Link] = {}
    for link in find_mentions(text, start, end, lexicon, title=title):
        known = links.get(link.key)
        if known is None or (link.topic and not known.topic):
            links[link.key] = link
    return tuple(sorted(links.values(), key=lambda link: link.start))


def find_mentions(text: str, start: int, end: int, lexicon: Lexicon, *, title: bool = False) -> tuple[Link, ...]:
    """Return every place in `text[start:end]` that names a competency, in order; they never overlap."""
    tokens = tokens_of(text, start, min(end, start + LONGEST_SENTENCE))
    found = lexicon.matches(tokens)
    if not found:
        return ()
    closed = closed_spans(text, start, end, title=title)
    mentions: list[Link] = []
    free = 0
    for index in sorted(found):
        match = next((m for m in found[index] if _holds(m, tokens, title)), None) if index >= free else None
        if match is None:
            continue
        free = match.after
        span = tokens[index].start, tokens[free - 1].end
        if not _inside(span, closed):
            mentions.append(Link(match.alias.key, *span, match.alias.topic, match.alias.name))
    return tuple(mentions)


def closed_spans(text: str, start: int, end: int, *, title: bool = False) -> list[tuple[int, int]]:
    """Return the sorted spans of `text[start:end]` whose words name nothing: addresses, and a degree's subjects."""
    addresses = (match.span() for match in _ADDRESS.finditer(text, start, end))
    return sorted((*(() if title else degree_fields(text, start, end)), *addresses))


def degree_fields(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text[start:end]` that list what a degree may be in."""
    spans: list[tuple[int, int]] = []
    at = start
    while match := _DEGREE.search(text, at, end):
        closing = _DEGREE_END.search(text, match.end(), end)
        stop = closing.start() if closing else end
        spans.append((match.start(), stop))
        at = max(stop, match.end())
    return tuple(spans)


def without_manners(links: Iterable[Link]) -> tuple[Link, ...]:
    """Keep the links to subjects only."""
    return tuple(link for link in links if link.key not in MANNERS)


def _inside(span: tuple[int, int], closed: list[tuple[int, int]]) -> bool:
    """Tell whether one of the sorted spans holds `span`. An address may stand in a list of subjects, so two are asked."""
    at = bisect_right(closed, span)
    return any(first <= span[0] and span[1] <= last for first, last in closed[max(0, at - 2) : at + 1])


def _holds(match: Match, tokens: tuple[Token, ...], title: bool) -> bool:
    alias, first, after = match.alias, match.first, match.after
    if not (alias.title if title else alias.prose):
        return False
    if alias.cased and not _same_letters(alias.raws, tokens[first:after]):
        return False
    if alias.head and not _any_word(alias.head, tokens[after : after + HEAD_WINDOW]):
        return False
    around = (*tokens[max(0, first - NEAR_WINDOW) : first], *tokens[after : after + NEAR_WINDOW])
    if alias.near and not _any_word(alias.near, around):
        return False
    beside = (*tokens[max(0, first - BESIDE_WINDOW) : first], *tokens[after : after + BESIDE_WINDOW])
    return not (alias.unless and _any_word(alias.unless, beside))


def _same_letters(raws: tuple[str, ...], tokens: tuple[Token, ...]) -> bool:
    return all(is_word(raw, token.raw) or token.raw == raw + "s" for raw, token in zip(raws, tokens, strict=True))


def _any_word(wanted: tuple[str, ...], tokens: Iterable[Token]) -> bool:
    return any(_is_any(wanted, token.folded) for token in tokens)


@lru_cache(maxsize=20_000)
def _is_any(wanted: tuple[str, ...], folded: str) -> bool:
    """Tell whether a folded word is one of a guard's; asked again for the same words by every name with that guard."""
    return any(is_word(word, folded) for word in wanted)
