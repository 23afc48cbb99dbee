"""Tell how much a posting insists on what it asks: by the sentence's own words first, then by the heading above it."""

import re
from dataclasses import dataclass

from quizapp.domain.extraction import cues
from quizapp.domain.extraction.headings import Section
from quizapp.domain.extraction.model import Kind, Strength
from quizapp.domain.extraction.patterns import any_phrase
from quizapp.domain.extraction.words import Sentence, Span, lower_letters

_INSISTS = any_phrase(
    r"""
    must\b(?!-) | must-have | should\b | required\b | requires?\b | requirement\b | essential\b | mandatory | necessary | prerequisite
    need(?:s|ed)?(?: to)? (?!of)(?:have|be|know|bring|the right|a|an|to|at least|\d) | you(?:'ll| will)? need\b | have to be | has to be
    at least | minimum(?: of)?\b | no less than | is a must | non-negotiable | indispensable | imperative | we expect | is expected
    are expected | expected to have | crucial | cannot do without | can't do without
    zwingend | erforderlich | vorausgesetzt | voraussetzung | setzen wir voraus | setzt .{1,40} voraus | unbedingt | notwendig
    unerlässlich | unabdingbar | unverzichtbar | mindestens | musst | müssen | solltest | sollten | wir erwarten | wird erwartet
    erwarten wir | verlangt | verpflichtend | ein muss
    """
)
# "Not required" and the like take the word away from what insists.
_DENIED = re.compile(r"(?:not|nicht|kein|keine|n't|no|never|optional(?:ly)?,?)\b[^.;,]{0,24}$")
_SAYS_REQUIRED = any_phrase(
    r"""
    requirements? | required | qualifications? | must[- ]haves? | must\b | need(?:s|ed)?\b | essentials?\b(?! functions) | mandatory
    minimum | prerequisites? | criteria | bring\b | we expect | expectations | looking for | seeking | eligib | takes\b
    profil\b | profile\b | anforderung\w{0,12} | voraussetzung\w{0,4} | qualifikation\w{0,3} | mitbring\w{0,5} | bringst | bringen
    brauchst | brauchen | erwarten wir | wir erwarten | suchen | vorausgesetzt | setzen wir voraus | solltest | musst
    """
)
_ASKED = frozenset({Kind.required, Kind.preferred, Kind.eligibility})


@dataclass(frozen=True, slots=True)
class Opening:
    """Hold what opened a section: its heading, or the sentence that announces its list, with its place in the posting.

    `strength` is what the words say about all that stands below them; None where they are silent.
    """

    section: Section
    start: int
    end: int
    strength: Strength | None = None

    @property
    def span(self) -> Span:
        """Return where the words stand."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Insistence:
    """Hold a strength, the short name of the rule that found it, and the words it went by."""

    strength: Strength
    rule: str
    cue: Span


def find_preference(lower: str) -> re.Match[str] | None:
    """Find the words by which all of a sentence is only preferred, not an addition to it: "…; Go is a plus"."""
    match = cues.PREFERRED.search(lower)
    if match is None:
        return None
    before = lower[: match.start()]
    bracketed = before.count("(") > before.count(")") and not before.endswith("(")
    addition = ";" in before or bracketed or before.rstrip().endswith((",", "–"))
    return None if addition else match


def find_insistence(sentence: Sentence) -> Span | None:
    """Return where a sentence says that it insists: "must", "mindestens"."""
    for match in _INSISTS.finditer(sentence.lower):
        if not _DENIED.search(sentence.lower, max(0, match.start() - 40), match.start()):
            return sentence.span(match)
    return None


def heading_strength(section: Section, words: str) -> Strength | None:
    """Return what a heading reading `words` says about the strength of what stands below it, None where it is silent.

    "Minimum qualifications" says it; "Skills" or "About you" don't.
    """
    if section is Section.preferred:
        return Strength.preferred
    if section is Section.required and _SAYS_REQUIRED.search(lower_letters(words)):
        return Strength.required
    return None


def find_strength(sentence: Sentence, kind: Kind, opening: Opening | None) -> Insistence | None:
    """Return how much a sentence of `kind` below `opening` insists, or None where it asks nothing of a person.

    Duties ask nothing that could be insisted on: they tell of the work.
    """
    if kind not in _ASKED:
        return None
    if match := find_preference(sentence.lower):
        return Insistence(Strength.preferred, "preferred-cue", sentence.span(match))
    if kind is not Kind.preferred and (span := find_insistence(sentence)):
        return Insistence(Strength.required, "required-cue", span)
    if opening is not None and opening.strength is not None:
        says = opening.strength
        if kind is Kind.eligibility or (says is Strength.preferred) == (kind is Kind.preferred):
            return Insistence(says, "heading", opening.span)
    if kind is Kind.preferred and (match := cues.PREFERRED.search(sentence.lower)):
        return Insistence(Strength.preferred, "preferred-cue", sentence.span(match))
    return Insistence(Strength.unknown, "silent", (sentence.start, sentence.end))
