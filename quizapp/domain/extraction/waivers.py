"""Find what a sentence waives ("no degree needed") and what it rules out ("not a remote position")."""

import re

from quizapp.domain.extraction.patterns import any_phrase

_MAX_CLAUSE = 120  # characters

_NONE_ASKED = re.compile(
    r"\b(?:no|not any) [^.;:,!?()]{1,70}?\b(?:required|needed|necessary|expected|mandatory|assumed)\b"
    r"|\bkeine?[nr]? [^.;:,!?()]{1,70}?\b(?:erforderlich|nötig|notwendig|vorausgesetzt|voraussetzung|verlangt|benötigt)\b"
    r"|\bohne (?:vor|fach|berufs)?(?:kenntnisse|erfahrung|wissen)\b"
)
_NOT_NEEDED = re.compile(
    r"\byou (?:don't|do not|won't|will not) (?:necessarily )?(?:need|have) (?!to (?:apply|worry|send|submit))"
    r"|\byou needn't\b|\bno need to (?:know|have|be|bring)\b"
    r"|\b(?:brauchst|musst) du (?:\w{1,20} )?(?:nicht|kein\w{0,2})\b|\bdu (?:brauchst|musst) (?:nicht|kein\w{0,2})\b"
    r"|\b(?:müssen|brauchen) sie (?:\w{1,20} )?(?:nicht|kein\w{0,2})\b"
)
# The thing that is waived stands before these; the clause they end is waived.
_WAIVED_BEFORE = re.compile(
    r"\b(?:is|are) not (?:a )?(?:strictly |formally |absolutely )?(?:required|needed|necessary|mandatory|essential"
    r"|requirement|prerequisite|must)\b"
    r"|\bnot a requirement\b|\b(?:is|are) (?:in)?n't (?:required|needed|necessary)\b|\bisn't (?:required|needed|necessary)\b"
    r"|\b(?:ist|sind|wird|werden) (?:dafür |hierfür |dazu )?(?:nicht|keine?) (?:unbedingt |formal )?(?:erforderlich|nötig|notwendig"
    r"|vorausgesetzt|voraussetzung|bedingung|verlangt|pflicht)\b"
    r"|\bsetzen wir nicht voraus\b|\b(?:ist|sind) nicht (?:unser )?(?:kriterium|bedingung)\b"
)
_WELCOME = any_phrase(
    r"""
    (?:a |big |strong |huge )?(?:plus|bonus)\b | would be | nice | helpful | welcome | advantage | beneficial | preferred | desirable
    von vorteil | pluspunkt | wünschenswert | gern | hilfreich | willkommen | but (?:it )?helps
    """
)
_CLAUSE = re.compile(r"[.;:,!?()–—]")
_ASKS = any_phrase(
    r"""
    must\b | should\b | you (?:have|bring|know|need|are able) | experience (?:in|with|of) | knowledge of | proficien | skills in
    ability to | familiar | we expect | require[sd]? | kenntnisse | erfahrung | du (?:hast|bringst|kannst|kennst|solltest|beherrschst)
    sie (?:haben|bringen|können|kennen|sollten|beherrschen) | wir erwarten
    """
)
_ABSENCE = re.compile(
    r"\b(?:not|never)(?: be)?(?: an?)?(?: fully| entirely)? (?:remote|hybrid|on[- ]?site|part[- ]time|full[- ]time|home[- ]?office"
    r"|eligible|available|open to|suitable|possible|sponsor\w{0,8})\b"
    r"|\bno (?:remote|home[- ]?office|visa|sponsor\w{0,8}|relocation|travel|part[- ]time|overtime|weekends?|agenc\w{1,4}"
    r"|criminal|convictions?)\b"
    r"|\b(?:cannot|can't|can not|unable to|not able to|do not|don't|won't|will not|are not) (?:currently |be able to )?"
    r"(?:offer|provide|sponsor|support|accept|consider)"
    r"|\bmust not\b|\bnon-(?:remote|smoker)\b"
    r"|\bkeine?n? (?:remote|home-?office|reisetätigkeit|schichtdienst|wochenend\w{0,10}|visum|visa|mobiles)"
    r"|\bnicht (?:remote|im home-?office|mobil|ortsunabhängig|in teilzeit|befristet)\b"
)


def find_waiver(lower: str) -> tuple[int, int] | None:
    """Return where in a sentence, in lower case, something is said not to be needed, or None."""
    match = _NONE_ASKED.search(lower) or _NOT_NEEDED.search(lower)
    if match is not None:
        return match.start(), _clause_end(lower, match.end())
    match = _WAIVED_BEFORE.search(lower)
    if match is None or _WELCOME.search(lower):
        return None
    return _clause_start(lower, match.start()), match.end()


def waives_all(lower: str, waiver: tuple[int, int]) -> bool:
    """Tell whether nothing else in the sentence asks for anything."""
    start, end = waiver
    return _ASKS.search(lower[max(0, start - _MAX_CLAUSE) : start]) is None and _ASKS.search(lower, end) is None


def find_absence(lower: str) -> tuple[int, int] | None:
    """Return the words in a sentence, in lower case, that rule something out, or None."""
    match = _ABSENCE.search(lower)
    return match.span() if match else None


def _clause_end(lower: str, at: int) -> int:
    match = _CLAUSE.search(lower, at, at + _MAX_CLAUSE)
    return match.start() if match else min(len(lower), at + _MAX_CLAUSE)


def _clause_start(lower: str, at: int) -> int:
    start = max(0, at - _MAX_CLAUSE)
    return max((match.end() for match in _CLAUSE.finditer(lower, start, at)), default=start)
