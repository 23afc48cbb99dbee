"""What a mentor's templates are given."""

from dataclasses import dataclass

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
class OptionProof:
    """An option, step or action with its key and reason; html is already safe."""

    html: str
    key: str
    """"right", "wrong", a place or a rating, in words."""
    why_html: str
    misconception: str


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
    stem_html: str
    answer: str
    options: tuple[OptionProof, ...]
    explanation_html: str
    references: tuple[str, ...]
