"""What extraction gives back: a profile of statements, each with the exact span it stands on."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Say what a statement does in its posting."""

    title = "title"  # type: ignore[assignment]  # the glossary's word; nobody asks a kind for str.title
    heading = "heading"
    required = "required"
    preferred = "preferred"
    responsibility = "responsibility"
    eligibility = "eligibility"
    context = "context"
    benefit = "benefit"
    company = "company"
    legal = "legal"
    contact = "contact"
    chrome = "chrome"


class Measure(StrEnum):
    """Say how one could find out whether a person meets a statement."""

    quiz = "quiz"
    worksample = "worksample"
    sjt = "sjt"
    interview = "interview"
    evidence = "evidence"
    document = "document"
    none = "none"


CLAIMS = frozenset({Kind.required, Kind.preferred, Kind.responsibility})
REQUIREMENTS = CLAIMS | {Kind.eligibility}


@dataclass(frozen=True, slots=True)
class Link:
    """Join a statement to a competency; `start` and `end` are indices into the posting of the words that name it."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one span of a posting: `text == posting[start:end]`.

    `confidence` runs from 0 to 1 and `rule` is the short name of the rule that chose `kind`.
    """

    start: int
    end: int
    text: str
    kind: Kind
    measured_by: Measure
    competencies: tuple[Link, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold what was read from one posting: ordered statements that never overlap, and problems as sentences.

    `language` is an ISO 639 code, "und" where there is too little text to tell.
    """

    title: str | None
    employer: str | None
    language: str
    is_posting: bool
    statements: tuple[Statement, ...]
    problems: tuple[str, ...]
