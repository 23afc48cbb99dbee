"""Views that several pages share; each is frozen and holds nothing a template must look up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MarkView:
    """A verdict mark: its name picks shape and colour, its words carry the meaning."""

    name: str
    """ready, nearly, not-yet, not-enough-evidence, declared, not-declared; in coverage covered, thin, uncovered."""
    words: str
    """For example "probably ready: 91 % chance of being ready, from 9 answers"."""
    note: str = ""
    """A few words to show beside the line, where the mark alone says too little."""


@dataclass(frozen=True)
class SegmentView:
    """A run of the posting's text, in one piece on one line."""

    text: str
    kind: str
    """The statement's kind, or "" between statements."""
    line: str
    """The statement's address part, or "" where there is nothing to open."""
    mark: MarkView | None
    selected: bool
    first: bool
    """Whether this is the statement's first run: the mark stands beside it once."""


@dataclass(frozen=True)
class BlockView:
    """One line of the posting: a heading, a bullet or a paragraph."""

    shape: str
    """heading, bullet, paragraph or gap."""
    quiet: bool
    """Chrome, benefits, legal and contact lines recede."""
    segments: tuple[SegmentView, ...]


@dataclass(frozen=True)
class IntervalView:
    """An 80 % interval on an axis with the cut in the middle; positions in per cent of the axis, 0 to 100."""

    low: float
    high: float
    estimate: float
    words: str


@dataclass(frozen=True)
class TallyView:
    """How many lines carry a mark; the legend and the summary in one."""

    mark: MarkView
    count: int


@dataclass(frozen=True)
class AnswerView:
    """One answer behind a verdict."""

    title: str
    """The first words of the stem, plain text."""
    competency: str
    outcome: str
    """right, partly right, not right, or "" while it counts and is not shown yet."""
    score: float
    """0 to 1."""
    answered: str
    """The day, in words."""


@dataclass(frozen=True)
class CompetencyView:
    """One competency behind a requirement."""

    name: str
    phrase: str
    """The posting's words that name it."""
    probability: int | None
    """Chance of being above the cut in per cent; None without any answer."""
    interval: IntervalView | None
    answers: int
    available: int
    """Published items there are for it."""


@dataclass(frozen=True)
class LedgerView:
    """All that stands behind one line."""

    line: str
    start: int
    """Where the statement begins in the posting."""
    quote: str
    """The statement's text."""
    kind: str
    measured_by: str
    mark: MarkView
    declarable: bool
    declared: bool
    declared_note: str
    interval: IntervalView | None
    competencies: tuple[CompetencyView, ...]
    answers: tuple[AnswerView, ...]
    next_step: str
    """One or two sentences."""
    close_url: str


@dataclass(frozen=True)
class ReviewNote:
    """What a student is told about the review of a posting."""

    words: str
    reviewed: bool
    may_ask: bool
    """Whether it is the reader's own and nobody was asked yet."""
    asked: bool
    """Whether it is the reader's own and mentors may read it."""
    problems: tuple[str, ...]
    """Where the posting contradicts itself, and what could not be read well."""


@dataclass(frozen=True)
class PaintedPage:
    """The painted posting, for a student, or for an instructor reading a student's."""

    title: str
    employer: str
    posting: str
    """The posting's address part; "" for the visitors' sample."""
    whose: str
    """"" for one's own, else the student's name."""
    blocks: tuple[BlockView, ...]
    tallies: tuple[TallyView, ...]
    ledger: LedgerView | None
    summary: str
    """One sentence: what stands, what would settle more."""
    minutes: int
    """About how long the questions that are left would take."""
    questions: int
    attempt_url: str
    """The open attempt to resume, or ""."""
    may_start: bool
    may_declare: bool
    begun: bool
    """Whether there are answers behind it already."""
    sample: bool
    starts: tuple[int, ...]
    """Where each statement begins, by its line."""
    review: ReviewNote | None
    """None where it does not matter to the reader."""
