"""Tell how high a requirement sets its bar: basic, working or strong."""

import re

from quizapp.domain.extraction.patterns import any_phrase
from quizapp.domain.extraction.words import Sentence, Span
from quizapp.domain.readiness.scale import Bar

_BASIC = any_phrase(
    r"""
    basic(?: \w{1,20}){0,1} (?:knowledge|understanding|skills?|experience|command|proficiency|familiarity|level|grasp|idea)
    basics (?:of|in) | rudimentary | elementary | some (?:experience|exposure|knowledge|familiarity|understanding|background)
    (?:first|initial|a little|limited) (?:\w{1,20} )?(?:experience|exposure|knowledge|contact|steps) | (?<!deep )(?<!deeply )familiar(?:ity)? with
    familiar(?!i[sz]e) | exposure to | awareness of | aware of | beginner | entry-level knowledge | a working idea of
    grundkenntnis\w{0,4} | grundlegend\w{0,2} | grundlagen | grundwissen | grundverständnis | basiswissen | basiskenntnis\w{0,4}
    erste\w{0,1} (?:\w{1,20} )?(?:erfahrung\w{0,2}|berührung\w{0,5}|kenntnis\w{0,3}|einblick\w{0,2}|projekt\w{0,10}) | vertraut\w{0,4}
    schon einmal | schon mal | anfänger
    """
)
# These set a high bar only before a noun that says what they are about.
_STRONG = any_phrase(
    r"""
    strong(?:est)? | excellent | outstanding | exceptional | deep | in-depth | in depth | extensive | advanced | profound | thorough
    comprehensive | superior | expert | very good | first-class | first-rate | rigorous | sehr gut\w{0,2} | ausgezeichnet\w{0,2}
    hervorragend\w{0,2} | fundiert\w{0,2} | tief\w{0,2} | tiefgehend\w{0,2} | tiefgreifend\w{0,2} | vertieft\w{0,2}
    umfassend\w{0,2} | umfangreich\w{0,2} | ausgeprägt\w{0,2} | exzellent\w{0,2} | stark\w{0,2} | langjährig\w{0,2}
    """,
    whole=True,
)
_STRONG_ALONE = any_phrase(
    r"""
    expert(?= in| level| with|-level| knowledge| user|\b.{0,1}$) | experts? (?:in|on) | mastery | master of | deeply | highly (?:skilled|proficient|experienced)
    very (?:familiar|experienced|proficient) | inside out | second nature | experte | expertin | expertenkenntnis\w{0,4} | expertenwissen
    spezialkenntnis\w{0,4} | sehr (?:versiert|erfahren|vertraut|sicher)
    """
)
_NOUN = any_phrase(
    r"""
    knowledge | understanding | skills? | background | experience | command | grasp | expertise | abilit(?:y|ies) | proficiency
    foundations? | fundamentals | competenc\w{1,4} | competence | familiarity | track record | intuition | fluency | mastery
    qualifications? | capabilit\w{1,4} | programmer | developer | engineer | communicator | sense | acumen | thinking | interest
    \w{0,20}kenntnis\w{0,4} | \w{0,20}wissen | verständnis | \w{0,20}erfahrung\w{0,2} | \w{0,20}fähigkeit\w{0,2} | \w{0,16}kompetenz\w{0,2}
    expertise | hintergrund | vertrautheit | beherrschung | umgang | denken | denkvermögen
    """,
    whole=True,
)
_REACH = 70  # characters between the word that sets the bar and its noun
_STOPS = re.compile(r"[.;:!?]| (?:plus|bonus|advantage|team|focus|fokus|interest in joining|company|culture)\b")


def find_bar(sentence: Sentence) -> tuple[Bar, str, Span] | None:
    """Return the bar a sentence sets, the rule's short name and the words it went by; None where no word sets one.

    Where one thing is asked for at a basic level and another at a high one, neither holds for all: the bar is working.
    """
    lower = sentence.lower
    basic = _BASIC.search(lower)
    strong = _find_strong(lower)
    if basic and strong and not _overlap(basic, strong):
        return Bar.WORKING, "mixed-bar", sentence.span(min(basic, strong, key=lambda match: match.start()))
    if strong:
        return Bar.STRONG, "strong-cue", sentence.span(strong)
    if basic:
        return Bar.BASIC, "basic-cue", sentence.span(basic)
    return None


def _find_strong(lower: str) -> re.Match[str] | None:
    if match := _STRONG_ALONE.search(lower):
        return match
    for match in _STRONG.finditer(lower):
        stop = _STOPS.search(lower, match.end(), match.end() + _REACH)
        if _NOUN.search(lower, match.end(), stop.start() if stop else match.end() + _REACH):
            return match
    return None


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()
