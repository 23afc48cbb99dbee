"""What the templates of the review are given."""

from dataclasses import dataclass

from quizapp.web.kit.views import BlockView, TallyView


@dataclass(frozen=True)
class ReviewCard:
    """A posting in the queue."""

    id: str
    title: str
    employer: str
    standing: str
    """One line: "9 of 55 lines to look at"."""
    detail: str
    """Who asked, or who signed it off and when."""


@dataclass(frozen=True)
class QueuePage:
    """The postings to review: those asked for first."""

    waiting: tuple[ReviewCard, ...]
    signed: tuple[ReviewCard, ...]


@dataclass(frozen=True)
class Pick:
    """One of several values of a field."""

    value: str
    words: str
    chosen: bool
    key: str = ""
    """The single key that chooses it."""


@dataclass(frozen=True)
class Word:
    """A word of a line and where it begins: where the second part of a split may begin."""

    at: int
    text: str


@dataclass(frozen=True)
class LinePanel:
    """All that a mentor decides about one line."""

    line: str
    overline: str
    quote: str
    reasons: tuple[str, ...]
    """How it was read: one sentence for each field with evidence."""
    doubt: str
    """What makes it worth a look, or ""."""
    kinds: tuple[Pick, ...]
    bars: tuple[Pick, ...]
    weights: tuple[Pick, ...]
    measures: tuple[Pick, ...]
    competencies: tuple[Pick, ...]
    """Those it is linked to, all chosen."""
    others: tuple[Pick, ...]
    """Those it could be linked to."""
    any_of: int
    """How many of its competencies are enough; 0 for all, -1 where its alternatives are not simply so many of all."""
    words: tuple[Word, ...]
    may_join: bool
    previous_url: str
    next_url: str
    close_url: str


@dataclass(frozen=True)
class HistoryRow:
    """An edit in the history."""

    what: str
    quote: str
    by: str
    when: str
    undone: bool


@dataclass(frozen=True)
class ReviewPage:
    """A posting with its lines' kinds, one of them open."""

    posting: str
    title: str
    employer: str
    lead: str
    signed: str
    """Who signed it off and when, or ""."""
    problems: tuple[str, ...]
    blocks: tuple[BlockView, ...]
    tallies: tuple[TallyView, ...]
    panel: LinePanel | None
    revision: int
    to_check: int
    check_url: str
    """The next line to look at, or ""."""
    may_undo: bool
    history: tuple[HistoryRow, ...]


@dataclass(frozen=True)
class TermRow:
    """A term that waits for a competency."""

    term: str
    postings: int
    example_url: str


@dataclass(frozen=True)
class AliasRow:
    """An alias that a mentor added."""

    alias: str
    competency: str
    by: str
    when: str


@dataclass(frozen=True)
class VocabularyPage:
    """Terms that wait for a competency, and what mentors added."""

    terms: tuple[TermRow, ...]
    added: tuple[AliasRow, ...]


@dataclass(frozen=True)
class Effect:
    """What a new alias changes in one posting."""

    title: str
    url: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class AliasPage:
    """A name about to be given to a competency, with what that changes."""

    alias: str
    target: str
    """The chosen competency's or topic's address part: "statistics" or "statistics/regression"."""
    targets: tuple[Pick, ...]
    problem: str
    previewed: bool
    effects: tuple[Effect, ...]
