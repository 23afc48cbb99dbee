"""What an instructor's templates are given."""

from dataclasses import dataclass

from quizapp.web.kit.views import BlockView, MarkView, TallyView


@dataclass(frozen=True)
class CohortCard:
    """A cohort in the list."""

    id: str
    name: str
    students: int
    join_code: str
    """Shown to those who teach it; "" to a student."""
    instructor: str = ""
    """Shown to those who joined it."""


@dataclass(frozen=True)
class CohortsPage:
    """An instructor's cohorts, or those a student has joined."""

    cohorts: tuple[CohortCard, ...]
    may_create: bool


@dataclass(frozen=True)
class RequirementHead:
    """A column of the heatmap."""

    line: str
    label: str
    """Short, for the head; the whole statement is in `quote`."""
    quote: str
    ready: int
    untested: int


@dataclass(frozen=True)
class CellView:
    """One student on one requirement."""

    mark: MarkView
    number: str
    """The probability in per cent, or "" without evidence."""
    url: str


@dataclass(frozen=True)
class StudentRow:
    """A row of the heatmap."""

    name: str
    url: str
    answers: int
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class PostingChoice:
    """A posting the heatmap can be shown for."""

    id: str
    title: str
    selected: bool


@dataclass(frozen=True)
class CohortPage:
    """A cohort on one posting: the heatmap of students by requirements."""

    id: str
    name: str
    join_code: str
    students: int
    postings: tuple[PostingChoice, ...]
    heads: tuple[RequirementHead, ...]
    rows: tuple[StudentRow, ...]
    sort: str
    """"name", "answers" or a requirement's line."""
    descending: bool
    legend: tuple[MarkView, ...]


@dataclass(frozen=True)
class CohortPaintedPage:
    """The posting painted by the cohort: how many are ready on each line, how many untested."""

    id: str
    name: str
    title: str
    employer: str
    posting: str
    blocks: tuple[BlockView, ...]
    tallies: tuple[TallyView, ...]
    summary: str
