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
    r"|(?:Preferred|Required|Key|Minimum) (?:[Ss]kills|[Qq]ualifications)(?: (?:&|and) [A-Z][a-z]{3,14})?(?:/[A-Z][a-z]{3,14})?|Who you are"
    r"|(?:Deine|Ihre) Aufgaben|(?:Dein|Ihr) Profil|Wir bieten|Was wir bieten|Das bieten wir|Anforderungen"
    r"|Unser Angebot)(?::(?=\s*[A-Z0-9ÄÖÜ])|(?=\s+[A-Z0-9ÄÖÜ]))"
)
_GLUED = re.compile(r"(?:[a-zäöüß)%+!?\d]|[A-Z]{2,9})(?=[A-ZÄÖÜ][a-zäöüß'])(?<![.@/_-]\w)")
_GLUED_OTHERWISE = re.compile(
    r"(?<=[a-zäöüß+)])(?=[€$£] ?\d|\d{1,2}\+? (?:years|Jahre|Tage|days|Urlaubstage)|(?:BS|MS|BSc|MSc|PhD)\b|A [a-z])"
    r"|(?<=[a-zäöüß)\d][.!?])(?=[A-ZÄÖÜ][a-zäöü' ])"
)
_PART_AFTER = re.compile(r"[A-ZÄÖÜ][a-zäöüß']{1,30}")
_GLUED_LEAST = 3
_TAILS = word_set(
    "JS Ops Script Flow Torch Hub Lab Base Graph Api Sql Tech Point Book Tube Cloud In Up Face Search Formation Board Frame Maker Mind Telemetry Reduce DB SQL BI Stack Pay Works Soft"
)
_NAMES = word_set(
    "LinkedIn JavaScript TypeScript PowerShell WordPress DevOps MLOps DataOps GitHub GitLab OpenShift CoffeeScript ActionScript"
)
_BEGINNERS = word_set(
    "du sie wir you we the our your unser unsere dein deine ihr ihre a an das der die eine ein mit drei zwei ob this it as in what who why how was wer wie about wir"
)
_OBJECTS = frozenset(["your", "our", "the", "a", "an", "new", "all"])
_ADJECTIVES = word_set(
    """
    strong excellent solid proven demonstrated hands-on good deep extensive outstanding prior
    """
)
_LEADS = word_set("experience required preferred minimum basic end-to-end must you we key")
_OPENERS = QUALITIES | _ADJECTIVES | _LEADS | IMPERATIVES
_LINE_OPENERS = _OPENERS | _BEGINNERS


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


def lost_line_breaks(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the indices in `text[start:end]` where a line was glued to the one before: "three townsKnead dough".

    Names such as TensorFlow, NodeJS or GmbH look alike; so a break is sure only where the word before it is a plain one
    or the word behind it is one that lines begin with. Beside three sure ones other likely places are breaks too.
    """
    sure: list[int] = []
    likely: list[int] = []
    for match in _GLUED.finditer(text, start, end):
        (sure if _was_glued(text, start, match.end(), end) else likely).append(match.end())
    if len(sure) < _GLUED_LEAST:
        plain = all(_around(text, start, at, end)[0][0].islower() for at in sure)
        return tuple(sure) if len(sure) == 2 and plain else ()
    sure.extend(at for at in likely if _may_be_glued(text, start, at, end))
    sure.extend(match.end() for match in _GLUED_OTHERWISE.finditer(text, start, end))
    return tuple(sorted(set(sure)))


def _around(text: str, start: int, at: int, end: int) -> tuple[str, str]:
    """Return the word that ends at a place and the one that begins there, up to its next capital."""
    before = _WORD_BEFORE.search(text, max(start, at - 30), at)
    after = _PART_AFTER.match(text, at, end)
    plain = before.group().lstrip("(\"„“'") if before else ""
    return plain, after.group() if after else ""


def _was_glued(text: str, start: int, at: int, end: int) -> bool:
    before, after = _around(text, start, at, end)
    if not before or after in _TAILS or before + after in _NAMES:
        return False
    if before[0].islower() and (len(before) > 2 or (len(before) > 1 and len(after) > 4)):
        return before.isalpha()
    return after.lower() in _LINE_OPENERS


def _may_be_glued(text: str, start: int, at: int, end: int) -> bool:
    before, after = _around(text, start, at, end)
    if not before or after in _TAILS or before + after in _NAMES:
        return False
    return not before[-1].isalpha() or (len(before) > 3 and len(after) > 4)


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
