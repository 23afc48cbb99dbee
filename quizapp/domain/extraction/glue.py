"""Find the places where a posting's line breaks were lost and statements run into each other."""

import re

from quizapp.domain.extraction.patterns import word_set
from quizapp.domain.extraction.vocabulary import IMPERATIVES, INNER_WORDS, QUALITIES

GLUED_LENGTH = 400  # characters; a paragraph written as one is seldom longer without showing two such places
_INLINE_BULLET = re.compile(r"(?<=\s)[•◦▪▸‣●○■□➢➤➔➜✓✔✅☞⌲★♦❖∙]\s*(?=\w)")
_INLINE_DASH = re.compile(r"(?<=[a-zäöüß).;:] )[*–-] ?(?=[A-ZÄÖÜ][a-zäöü])")
_BREAK = re.compile(r"(?<=[A-Za-zäöüß)\]+#])\s+(?=[A-Z0-9])")
_WORD_BEFORE = re.compile(r"[^\s(]{1,30}$")
_WORD_AFTER = re.compile(r"[^\s,;:()]{1,30}")
_YEARS = re.compile(r"\d{1,2}\+?(?:-\d{1,2})?\+? years?\b")
_DEGREE = re.compile(
    r"(?:B\.?S\.?c?|M\.?S\.?c?|Ph\.?D|Bachelor|Master|A (?:bachelor|master|degree|Bachelor|Master|university))\b"
)
_QUALITY_AHEAD = re.compile(
    r"(?:Experience (?:with|in|of|using|building)|(?:(?:Working|Basic|Good|Strong|Solid|Deep|Excellent"
    r"|Sound|Expert|Advanced|In-depth) )?(?:[Kk]nowledge|[Uu]nderstanding|[Cc]ommand|[Gg]rasp) (?:of|in)|(?:An? )?[Aa]bility to"
    r"|(?:Work|Collaborate|Partner|Interact|Communicate|Coordinate) with|Participate in|Contribute to|Serve as|Assist (?:in|with)"
    r"|Understanding of|Familiarity with|Proficien(?:cy|t) (?:in|with)|Expertise in)\b"
)
_HEADING = re.compile(
    r"(?<=[\s.!?])(?:(?:Here(?:'|’)s )?[Ww]hat (?:you|we)(?:(?:'|’)ll| will| can)? (?:do|bring|need|offer|expect"
    r"|look for)|(?:Key |Job |Your |Main |Minimum |Basic |Required |Preferred )?(?:Responsibilities|Requirements"
    r"|Qualifications|Duties|Benefits)"
    r"|Your (?:profile|tasks|role|responsibilities)|About (?:you|us|the (?:role|job|team))|We offer|Nice to have"
    r"|(?:Preferred|Required|Key|Minimum) (?:[Ss]kills|[Qq]ualifications)|Who you are"
    r"|(?:Deine|Ihre) Aufgaben|(?:Dein|Ihr) Profil|Wir bieten|Was wir bieten|Das bieten wir|Anforderungen"
    r"|Unser Angebot)(?::(?=\s*[A-Z0-9ÄÖÜ])|(?=\s+[A-Z0-9ÄÖÜ]))"
)
_OBJECTS = frozenset(["your", "our", "the", "a", "an", "new", "all"])
_ADJECTIVES = word_set(
    """
    strong excellent solid proven demonstrated hands-on good deep extensive outstanding prior
    """
)
_LEADS = word_set("experience required preferred minimum basic end-to-end must you we key")
_OPENERS = QUALITIES | _ADJECTIVES | _LEADS | IMPERATIVES


def glued_breaks(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the indices in `text[start:end]` where a new statement begins without a mark before it.

    A span with fewer than two such places is taken to be ordinary prose and gives none; a short one is parted at bullets
    only.
    """
    places = {at for match in _INLINE_BULLET.finditer(text, start, end) for at in match.span()}
    if end - start < GLUED_LENGTH:
        return tuple(sorted(places)) if len(places) >= 4 else ()
    for pattern in (_INLINE_DASH, _HEADING):
        places |= {at for match in pattern.finditer(text, start, end) for at in match.span()}
    places |= {match.end() for match in _BREAK.finditer(text, start, end) if _opens(text, start, match, end)}
    return tuple(sorted(places)) if len(places) >= 2 else ()


def _opens(text: str, start: int, match: re.Match[str], end: int) -> bool:
    at = match.end()
    if _YEARS.match(text, at, end) or _DEGREE.match(text, at, end):
        return not _is_inner(text, start, match.start())
    after = _WORD_AFTER.match(text, at, end)
    if after is None:
        return False
    if _QUALITY_AHEAD.match(text, at, end) or _is_order_about(text, at, end):
        return not _is_function_word(text, start, match.start())
    return after.group().lower() in _OPENERS and not _is_inner(text, start, match.start())


def _is_order_about(text: str, at: int, end: int) -> bool:
    """Tell whether an order with its object begins here: "Present your …", "Maintain the …"."""
    words = text[at : min(end, at + 40)].split(None, 2)
    return len(words) == 3 and words[0].lower() in IMPERATIVES and words[1] in _OBJECTS


def _is_inner(text: str, start: int, at: int) -> bool:
    """Tell whether the word before is one no sentence ends on, or a name that the next word may belong to."""
    before = _WORD_BEFORE.search(text, max(start, at - 30), at)
    return before is not None and (
        (before.group()[0].isupper() and before.group()[-1] != ")") or _is_function_word(text, start, at)
    )


def _is_function_word(text: str, start: int, at: int) -> bool:
    before = _WORD_BEFORE.search(text, max(start, at - 30), at)
    return before is not None and before.group().lower() in INNER_WORDS
