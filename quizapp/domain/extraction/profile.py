"""Read a posting's text into a profile: statements, title, employer, language and problems."""

from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.extraction.candidates import find_candidates
from quizapp.domain.extraction.classifier import LineClassifier
from quizapp.domain.extraction.conflicts import find_conflicts
from quizapp.domain.extraction.language import READ_LANGUAGES
from quizapp.domain.extraction.lexicon import Lexicon
from quizapp.domain.extraction.model import REQUIREMENTS, Kind, Measure, Profile, Statement
from quizapp.domain.extraction.page import Page
from quizapp.domain.extraction.posting import why_not_posting
from quizapp.domain.extraction.reading import Reading
from quizapp.domain.extraction.references import follow_references
from quizapp.domain.extraction.repetition import mark_repeats
from quizapp.domain.extraction.seniority import find_seniority
from quizapp.domain.extraction.tracks import label_tracks
from quizapp.domain.readiness.scale import Bar

MOST_LINES = 2_000
"""Lines with something in them: a posting has some dozens, and a text of many more is not read further."""


def extract_profile(
    text: str,
    lexicon: Lexicon,
    classifier: LineClassifier | None = None,
    tell_language: Callable[[str], str] | None = None,
) -> Profile:
    """Return the profile of a posting. Offsets are indices into `text` as given; time is linear in its length.

    Without a classifier the rules alone choose kinds, and confidence is theirs, not calibrated. `tell_language` returns
    the ISO 639-1 code of a line; a line in a language the rules don't read asks for nothing. Without it no line has one.
    """
    lines = sum(not line.isspace() for line in text.splitlines() if line)
    if lines > MOST_LINES:
        problem = f"The text isn't a job posting: it falls into {lines:,} lines; a posting has at most {MOST_LINES:,}."
        return Profile(None, None, "und", False, (), (problem,))
    page = Page(text, lexicon, tell_language)
    reading = Reading(page)
    statements = tuple(reading.statements(classifier))
    objection = why_not_posting(text, page.title, statements, reading.sections)
    if objection is not None:
        return Profile(page.title, None, page.language, False, tuple(map(_disown, statements)), (objection,))
    problems = find_conflicts(statements)
    if page.language not in READ_LANGUAGES:
        problems = (f"The text seems to be in “{page.language}”; only English and German are read well.", *problems)
    statements, tracks = label_tracks(text, mark_repeats(follow_references(statements)))
    seniority = find_seniority(page.title, statements)
    candidates = find_candidates(text, statements, lexicon, employer=page.employer)
    return Profile(page.title, page.employer, page.language, True, statements, problems, tracks, seniority, candidates)


def _disown(statement: Statement) -> Statement:
    """Take back what a statement asks or offers: a text that is no posting only tells something."""
    asked = statement.kind in REQUIREMENTS or statement.kind in {Kind.context, Kind.benefit}
    kind = Kind.company if asked else statement.kind
    return replace(
        statement,
        kind=kind,
        measured_by=Measure.none,
        competencies=(),
        confidence=min(0.5, statement.confidence),
        strength=None,
        bar=Bar.WORKING,
        any_of=(),
        negated=False,
        evidence=(),
    )
