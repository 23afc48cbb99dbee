"""What extraction gives back: a profile of statements, each with the exact span it stands on."""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.readiness.scale import Bar


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


class Strength(StrEnum):
    """Say how much a posting insists on what it asks; `unknown` where nothing tells, and a person must decide."""

    required = "required"
    preferred = "preferred"
    unknown = "unknown"


CLAIMS = frozenset({Kind.required, Kind.preferred, Kind.responsibility})
REQUIREMENTS = CLAIMS | {Kind.eligibility}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Name the rule behind one field of a statement, and the words it went by: indices into the posting.

    `field` is kind, measured_by, strength, bar, any_of, negated, track, or refers (what the statement points back to).
    The words may stand outside the statement: those of the heading above it, for example.
    """

    field: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """Join a statement to a competency; `start` and `end` are indices into the posting of the words that name it.

    `topic` is the key of a topic of the competency where the words name one, else ""; `alias` is the name that matched.
    """

    key: str
    start: int
    end: int
    topic: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Hold alternatives of which `at_least` (1 or more, fewer than there are) are asked for.

    Each option is a span of the posting inside the statement; the links inside it belong to it.
    """

    at_least: int
    options: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold words of a requirement that name no competency yet; indices into the posting."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one span of a posting: `text == posting[start:end]`.

    `confidence` (0 to 1) is the chance that `kind` is right, and `rule` the short name of the rule that chose it.
    `strength` is None where nothing is asked. `negated` says that the statement asks for an absence ("not a remote
    position"). `track` names the alternative the statement belongs to ("Forecasting" where one of four teams is
    joined). `repeats` is the start of an earlier statement that says the same. `language` is an ISO 639-1 code.
    `evidence` has at most one entry for each field.
    """

    start: int
    end: int
    text: str
    kind: Kind
    measured_by: Measure
    competencies: tuple[Link, ...]
    confidence: float
    rule: str
    strength: Strength | None = None
    bar: Bar = Bar.WORKING
    any_of: tuple[AnyOf, ...] = ()
    negated: bool = False
    track: str = ""
    repeats: int | None = None
    language: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold what was read from one posting: ordered statements that never overlap, and problems as sentences.

    `language` is an ISO 639-1 code, "und" where there is too little text to tell. `tracks` are alternatives of which a
    candidate takes one. `seniority` is intern, junior, senior, lead or "" where nothing tells. `candidates` are words
    that were asked for and name no competency yet.
    """

    title: str | None
    employer: str | None
    language: str
    is_posting: bool
    statements: tuple[Statement, ...]
    problems: tuple[str, ...]
    tracks: tuple[str, ...] = ()
    seniority: str = ""
    candidates: tuple[Candidate, ...] = ()
