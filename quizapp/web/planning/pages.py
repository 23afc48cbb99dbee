"""What the planning templates are given."""

from dataclasses import dataclass

from quizapp.web.kit.views import MarkView


@dataclass(frozen=True)
class LineLink:
    """A line of a posting, to be opened."""

    number: int
    """From 1 on."""
    quote: str
    url: str


@dataclass(frozen=True)
class BarPick:
    """One of the bars a row may have."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class RowView:
    """What is asked of one competency."""

    name: str
    track: str
    topics: str
    """Its topics with their items, or ""."""
    percent: int
    items: int
    minutes: str
    bar: str
    lines: tuple[LineLink, ...]
    share_field: str
    """Names of its fields in the form."""
    bar_field: str
    share_typed: str
    bars: tuple[BarPick, ...]
    problem: str


@dataclass(frozen=True)
class GapView:
    """A line with what the banks lack for it."""

    line: LineLink
    lacks: tuple[str, ...]
    """For example "Speech recognition: 0 of 5 items"."""


@dataclass(frozen=True)
class VersionView:
    """A version in the history."""

    number: int
    by: str
    when: str
    note: str
    holds: bool


@dataclass(frozen=True)
class BlueprintPage:
    """A posting's blueprint, with the form that changes it."""

    posting: str
    title: str
    employer: str
    lead: str
    holds: str
    """Whose blueprint it is, in a sentence."""
    is_mentors: bool
    changes: tuple[str, ...]
    """How the posting has changed since the version that holds: sentences."""
    rows: tuple[RowView, ...]
    widest: int
    """The greatest percentage, which fills a bar."""
    gaps: tuple[GapView, ...]
    versions: tuple[VersionView, ...]
    revision: int
    minutes_typed: str
    note_typed: str
    problem: str
    """Why what was typed was not kept, or ""."""
    minutes_problem: str
    note_problem: str
    editing: bool
    """Whether the form stands open."""


@dataclass(frozen=True)
class PostingPick:
    """A posting to choose."""

    id: str
    title: str
    is_a: bool
    is_b: bool


@dataclass(frozen=True)
class SideView:
    """One competency as one posting asks for it."""

    letter: str
    bar: str
    lines: tuple[LineLink, ...]


@dataclass(frozen=True)
class ComparedView:
    """One competency that one posting or both ask for."""

    name: str
    mark: MarkView | None
    """The student's own verdict."""
    sides: tuple[SideView, ...]


@dataclass(frozen=True)
class GroupView:
    """Competencies or facts under one heading."""

    id: str
    title: str
    detail: str
    """The title of the posting it is about, or "" for both."""
    rows: tuple[ComparedView, ...]
    facts: tuple[LineLink, ...]


@dataclass(frozen=True)
class ComparePage:
    """Two postings side by side, or only the form that chooses them."""

    picks: tuple[PostingPick, ...]
    a: str
    b: str
    """Their titles, or ""."""
    lead: str
    hint: str
    """What to do where nothing is compared yet."""
    groups: tuple[GroupView, ...]
