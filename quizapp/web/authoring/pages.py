"""What a mentor's templates are given."""

from dataclasses import dataclass

from quizapp.web.kit.answering import AnswerForm
from quizapp.web.kit.marking import ItemReview
from quizapp.web.kit.views import BlockView, TallyView


@dataclass(frozen=True)
class CoverageRow:
    """One competency behind the selected line."""

    name: str
    bank: str
    """The bank's address part, or "" when there is none."""
    items: int
    families: int


@dataclass(frozen=True)
class CoverageLine:
    """The selected line's coverage."""

    quote: str
    words: str
    rows: tuple[CoverageRow, ...]
    close_url: str


@dataclass(frozen=True)
class CoveragePage:
    """A posting painted by what stands behind each line."""

    title: str
    employer: str
    posting: str
    blocks: tuple[BlockView, ...]
    tallies: tuple[TallyView, ...]
    line: CoverageLine | None
    summary: str


@dataclass(frozen=True)
class BankCard:
    """A bank in the list."""

    key: str
    title: str
    summary: str
    items: int
    families: int
    findings: int
    topics: int
    topics_covered: int


@dataclass(frozen=True)
class BanksPage:
    """All banks, and competencies that have none yet."""

    banks: tuple[BankCard, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class FindingView:
    """What the linter says of an item."""

    flaw: str
    severity: str
    where: str
    reason: str
    suggestion: str


@dataclass(frozen=True)
class ItemRow:
    """An item in a bank's table."""

    key: str
    topic: str
    type: str
    level: str
    just_ready: int
    """Per cent."""
    minutes: str
    variants: int
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class BankPage:
    """One bank's items with their findings."""

    key: str
    title: str
    summary: str
    items: tuple[ItemRow, ...]
    errors: int
    warnings: int


@dataclass(frozen=True)
class ItemProofPage:
    """One item whole, as only a mentor may see it."""

    bank: str
    bank_title: str
    row: ItemRow
    variant: int
    variants: int
    previous_url: str
    next_url: str
    try_url: str
    review: ItemReview
    references: tuple[str, ...]


@dataclass(frozen=True)
class TryPage:
    """An item as a student meets it, tried by a mentor; nothing is kept."""

    bank: str
    bank_title: str
    key: str
    variant: int
    variants: int
    item_url: str
    another_url: str
    """The next variant, or "" when there is one only."""
    stem_html: str
    form: AnswerForm
    review: ItemReview | None
    """Once there is an answer that can be graded."""
    kept: tuple[tuple[str, str], ...]
    """Fields of an answer that people rate, to be sent again with a rating."""
    rated: str
    """What a rating comes to, in words; "" before."""
