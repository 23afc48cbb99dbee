"""Follow what a requirement points back to: "experience in one of these areas"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quizapp.domain.extraction.linking import without_manners
from quizapp.domain.extraction.model import Evidence, Kind, Link, Measure, Statement

_THINGS = r"(?:areas?|fields?|topics?|disciplines?|domains?|technologies|tools|languages|methods|subjects|skills|techniques|frameworks)"
_DINGE = r"(?:bereiche?n?|gebiete?n?|feldern?|themen(?:gebiete?n?|feldern?)?|technologien|werkzeugen?|sprachen|methoden|verfahren|disziplinen|techniken)"
_POINTS_BACK = re.compile(
    r"\b(?:these|those|the above|the aforementioned|the (?:above[- ])?mentioned|aforementioned|said) (?:\w{1,20} )?"
    + _THINGS
    + r"\b(?! ?:)"
    r"|\bthe " + _THINGS + r" (?:above|mentioned above|listed above|named above)\b"
    r"|\b(?:one|any|some|all|most|each|several|two) of (?:them|these|those)\b(?! \w)"
    r"|\b(?:diesen|dieser|den genannten|der genannten|genannten|obigen|oben genannten|den oben genannten) (?:\w{1,20} )?"
    + _DINGE
    + r"\b(?! ?:)"
    r"|\b(?:eine[mrs]?|mindestens eine[mrs]?) davon\b",
    re.IGNORECASE,
)
_ASKING = frozenset({Kind.required, Kind.preferred})
_SOURCES = frozenset({Kind.required, Kind.preferred, Kind.responsibility, Kind.context, Kind.title})
_REACH = 6  # statements
_NO_SUBJECT = frozenset({"research-practice"})


def follow_references(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with what they point back to.

    A requirement without a subject of its own takes over the links of the nearest statement before it that names
    subjects; they keep their places there. One that is shown by evidence (a publication) only says what it refers to.
    """
    followed: list[Statement] = []
    for statement in statements:
        match = _POINTS_BACK.search(statement.text) if statement.kind in _ASKING else None
        source = _source(followed) if match is not None else None
        if match is not None and source is not None:
            statement = _with_reference(statement, source)
        followed.append(statement)
    return tuple(followed)


def _source(before: Sequence[Statement]) -> Statement | None:
    for statement in reversed(before[-_REACH:]):
        if statement.kind is Kind.heading:
            continue
        if statement.kind in _SOURCES and _subjects(statement):
            return statement
    return None


def _subjects(statement: Statement) -> tuple[Link, ...]:
    return tuple(link for link in without_manners(statement.competencies) if link.key not in _NO_SUBJECT)


def _with_reference(statement: Statement, source: Statement) -> Statement:
    evidence = (*statement.evidence, Evidence("refers", "points-back", source.start, source.end))
    if (statement.measured_by is Measure.evidence and statement.competencies) or _subjects(statement):
        return replace(statement, evidence=evidence)
    links = (*_subjects(source), *statement.competencies)
    measure = Measure.quiz if statement.measured_by in {Measure.evidence, Measure.interview} else statement.measured_by
    return replace(statement, competencies=links, measured_by=measure, evidence=evidence)
