"""Choose how one could find out whether a person meets a statement."""

import re
from collections.abc import Iterable

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


def choose_measure(kind: Kind, text: str, links: Iterable[Link]) -> Measure:
    """Return the measure for a statement of `kind` reading `text` with `links`."""
    keys = {link.key for link in links}
    if kind is Kind.eligibility:
        return Measure.none if _FIELD.fullmatch(text.strip()) else Measure.document
    if kind in {Kind.title, Kind.context}:
        return Measure.quiz if keys else Measure.none
    if kind not in CLAIMS:
        return Measure.none
    if _PAPERS.search(text):
        return Measure.evidence
    if not keys:
        return Measure.evidence if _DECLARED.search(text) else Measure.interview
    return _measure_of_competencies(kind, text, keys)


def _measure_of_competencies(kind: Kind, text: str, keys: set[str]) -> Measure:
    if keys & _MANNER and keys <= _MANNER | {"communication", "research-practice", "problem-framing"}:
        return Measure.sjt if _TEAM.search(text) else Measure.interview
    if keys == {"research-practice"} or ("communication" in keys and _TALK.search(text)):
        return Measure.interview
    if keys & _MADE or (kind is Kind.responsibility and _MAKE.search(text)):
        return Measure.worksample
    return Measure.quiz
