"""Choose how one could find out whether a person meets a statement."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.extraction.model import CLAIMS, Kind, Link, Measure

_PAPERS = re.compile(
    r"(?i)\b(?:publications?|publishing|published|papers?|peer[- ]reviewed|refereed|patents?|portfolio"
    r"|certificat\w{1,6}|publikation\w{0,3}|veröffentlichung\w{0,3}|zertifi\w{1,12})\b"
)
_DECLARED = re.compile(
    r"(?i)\b(?:years?|experience|experienced|degree|background|knowledge|licen[cs]e|erfahrung\w{0,3}|kenntnisse"
    r"|jahre)\b"
)
_FIELD = re.compile(
    r"(?i)(?:zum teil im |teilweise im |zum teil |teilweise |partly |partially )?"
    r"(?:vollzeit|teilzeit|full[- ]?time|part[- ]?time|home-?office|hybrid|remote)"
)
"""A job board's field on hours or place: it describes the offer and asks nothing to be shown."""
_TEAM = re.compile(
    r"(?i)\b(?:teams?|teamwork|collaborat\w{0,6}|closely|interdisciplinary|cross-functional|stakeholders?"
    r"|zusammenarbeit|teamfähigkeit|eng)\b"
)
_TALK = re.compile(r"(?i)\b(?:discuss\w{0,4}|debate|negotiat\w{0,4}|influenc\w{0,4})\b")
_MAKE = re.compile(
    r"(?i)\b(?:design|develop|build|implement|prototyp|creat|analy[sz]|solv|writ|present|maintain|program|cod"
    r"|entwickel|entwickl|implementier|programmier|analysier|erstell)\w{0,6}\b"
)
_MADE = frozenset({"programming", "communication", "problem-framing"})
_MANNER = frozenset({"leadership-principles"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """Hold a measure, the short name of the rule that chose it, and the span of the words it went by, if any did.

    The span's indices are into the statement's text.
    """

    measure: Measure
    rule: str
    cue: tuple[int, int] | None = None


def choose_measure(kind: Kind, text: str, links: Iterable[Link]) -> Measure:
    """Return the measure for a statement of `kind` reading `text` with `links`."""
    return explain_measure(kind, text, links).measure


def explain_measure(kind: Kind, text: str, links: Iterable[Link]) -> Chosen:
    """Return the measure for a statement of `kind` reading `text` with `links`, and what it goes by."""
    keys = {link.key for link in links}
    if kind is Kind.eligibility:
        field = _FIELD.fullmatch(text.strip())
        return Chosen(Measure.none, "field-alone") if field else Chosen(Measure.document, "fact")
    if kind in {Kind.title, Kind.context}:
        return Chosen(Measure.quiz, "subject-named") if keys else Chosen(Measure.none, "asks-nothing")
    if kind not in CLAIMS:
        return Chosen(Measure.none, "asks-nothing")
    if match := _PAPERS.search(text):
        return Chosen(Measure.evidence, "paper-cue", match.span())
    if not keys:
        match = _DECLARED.search(text)
        return (
            Chosen(Measure.evidence, "declared-cue", match.span()) if match else Chosen(Measure.interview, "no-subject")
        )
    return _measure_of_competencies(kind, text, keys)


def _measure_of_competencies(kind: Kind, text: str, keys: set[str]) -> Chosen:
    if keys & _MANNER and keys <= _MANNER | {"communication", "research-practice", "problem-framing"}:
        match = _TEAM.search(text)
        return Chosen(Measure.sjt, "team-cue", match.span()) if match else Chosen(Measure.interview, "manner")
    if keys == {"research-practice"}:
        return Chosen(Measure.interview, "research")
    if "communication" in keys and (match := _TALK.search(text)):
        return Chosen(Measure.interview, "talk-cue", match.span())
    if keys & _MADE:
        return Chosen(Measure.worksample, "skill-of-making")
    if kind is Kind.responsibility and (match := _MAKE.search(text)):
        return Chosen(Measure.worksample, "making-cue", match.span())
    return Chosen(Measure.quiz, "subject-named")
