"""Read a posting's text into a profile: statements, title, employer, language and problems."""

from dataclasses import replace

from quizapp.domain.extraction.conflicts import find_conflicts
from quizapp.domain.extraction.language import detect_language
from quizapp.domain.extraction.lexicon import Lexicon
from quizapp.domain.extraction.model import REQUIREMENTS, Kind, Measure, Profile, Statement
from quizapp.domain.extraction.page import Page
from quizapp.domain.extraction.posting import why_not_posting
from quizapp.domain.extraction.reading import Reading

READ_LANGUAGES = ("en", "de")


def extract_profile(text: str, lexicon: Lexicon) -> Profile:
    """Return the profile of a posting. Offsets are indices into `text` as given; time is linear in its length."""
    page = Page(text, lexicon)
    reading = Reading(page)
    statements = tuple(reading.statements())
    language = detect_language(text)
    objection = why_not_posting(text, page.title, statements, reading.sections)
    if objection is not None:
        return Profile(page.title, None, language, False, tuple(map(_disown, statements)), (objection,))
    problems = find_conflicts(statements)
    if language not in READ_LANGUAGES:
        problems = (f"The text seems to be in “{language}”; only English and German are read well.", *problems)
    return Profile(page.title, page.employer, language, True, statements, problems)


def _disown(statement: Statement) -> Statement:
    """Take back what a statement asks or offers: a text that is no posting only tells something."""
    asked = statement.kind in REQUIREMENTS or statement.kind in {Kind.context, Kind.benefit}
    kind = Kind.company if asked else statement.kind
    return replace(
        statement, kind=kind, measured_by=Measure.none, competencies=(), confidence=min(0.5, statement.confidence)
    )
