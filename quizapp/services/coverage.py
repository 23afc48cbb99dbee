"""Coverage: what stands behind each line of a posting, and what the banks hold."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from quizapp.domain.errors import NotFoundError
from quizapp.domain.items.faces import Data, Face
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.keys import Key, key_from_json
from quizapp.domain.items.model import RATED_BY_PEOPLE
from quizapp.domain.items.types.rated import RatedKey
from quizapp.domain.postings import Block, lay_out
from quizapp.domain.readiness.ability import posterior
from quizapp.domain.readiness.scale import THETA
from quizapp.domain.readiness.verdict import answers_needed
from quizapp.services.postings import find_posting
from quizapp.services.standings import (
    PRIOR,
    Branch,
    MeasuredLine,
    competency_axis,
    information_by_competency,
    measured_lines,
)
from quizapp.storage import content, postings
from quizapp.storage.content import PublishedItem
from quizapp.storage.tables import Bank, Competency, Item, ItemVersion, Posting, Statement, Variant

__all__ = [
    "BankContent",
    "BankSummary",
    "Competency",
    "Coverage",
    "CoveredLine",
    "Item",
    "ItemContent",
    "ItemVersion",
    "list_banks",
    "read_bank",
    "read_coverage",
    "read_item",
]


@dataclass(frozen=True)
class CoveredLine:
    """How well the banks cover one line."""

    statement: Statement
    items: Mapping[str, int]
    """Published items behind each of its competencies, those of alternatives included."""
    needed: int | None
    """Answers after which a just-average newcomer would probably be decided; None when the banks can't reach that."""
    lacking: tuple[str, ...]
    """Competencies without items in the alternative that is decided soonest: all of it must be asked about."""

    @property
    def mark(self) -> str:
        """Name the coverage: covered, thin or uncovered."""
        if not any(self.items.values()):
            return "uncovered"
        return "covered" if self.needed is not None and not self.lacking else "thin"


@dataclass(frozen=True, eq=False)
class Coverage:
    """A posting with what stands behind each measurable line."""

    posting: Posting
    blocks: tuple[Block, ...]
    lines: Mapping[int, CoveredLine]
    names: Mapping[str, str]
    counts: Mapping[str, tuple[int, int]]
    """Fixed items and families of each bank."""


def read_coverage(session: Session, *, reader: int, posting: str) -> Coverage:
    """Find out for every measurable line whether a quiz could ever decide it.

    Raises:
        NotFoundError: when the posting is not the reader's to see.
    """
    found = postings.reviewable_posting(session, posting) or find_posting(session, posting, reader)
    axis = competency_axis(session)
    items = content.published_items(session)
    counts = Counter(item.bank for item in items)
    by_position = {s.position: s for s in found.statements}
    lines = {}

    @cache
    def reach(branch: Branch) -> int | None:
        return _reach(branch, axis, items)

    for line in measured_lines(found, axis):
        keys = [key for key in axis if any(key in branch.keys for branch in line.branches)]
        needed, lacking = _soonest(line, reach, counts)
        covered = CoveredLine(by_position[line.statement], {key: counts[key] for key in keys}, needed, lacking)
        lines[line.statement] = covered
    names = {c.key: c.name for c in content.competencies(session)}
    return Coverage(found, lay_out(found.text, found.statements), lines, names, _by_kind(items))


def _by_kind(items: Iterable[PublishedItem]) -> dict[str, tuple[int, int]]:
    """Count the fixed items and the families of each bank that measure something."""
    families = Counter((item.bank, item.family) for item in items)
    return {bank: (families[bank, False], families[bank, True]) for bank, _ in families}


def _soonest(
    line: MeasuredLine, reach: Callable[[Branch], int | None], counts: Mapping[str, int]
) -> tuple[int | None, tuple[str, ...]]:
    """Return how many answers the branch needs that needs fewest, and which of its competencies have no items."""
    alike = (replace(branch, requirement=replace(branch.requirement, importance=1.0)) for branch in line.branches)
    reached = [(reach(branch), tuple(key for key in branch.keys if not counts[key])) for branch in alike]
    return min(reached, key=lambda found: (len(found[1]), found[0] is None, found[0] or 0))


def _reach(branch: Branch, axis: tuple[str, ...], items: list[PublishedItem]) -> int | None:
    fresh = posterior(np.zeros((len(axis), THETA.size)), PRIOR)
    information = information_by_competency(items, axis, branch.requirement.cut)
    return answers_needed(fresh, branch.requirement, information, 0)


@dataclass(frozen=True)
class BankSummary:
    """A bank with its counts."""

    bank: Bank
    fixed: int
    families: int
    findings: int
    topics: int
    topics_covered: int


def list_banks(session: Session) -> tuple[list[BankSummary], list[Competency]]:
    """List the banks, and the competencies that have none."""
    competencies = {c.key: c for c in content.competencies(session)}
    counts = content.items_per_bank(session)
    covered: dict[str, set[str]] = defaultdict(set)
    findings: Counter[str] = Counter()
    for key, topic, found in content.published_topics(session):
        covered[key].add(topic)
        findings[key] += len(found)
    summaries = [
        BankSummary(
            bank,
            *counts.get(bank.key, (0, 0)),
            findings[bank.key],
            len(competencies[bank.key].topics),
            len(covered[bank.key]),
        )
        for bank in content.banks(session)
    ]
    have = {s.bank.key for s in summaries}
    return summaries, [c for key, c in competencies.items() if key not in have]


@dataclass(frozen=True)
class BankContent:
    """A bank's items as they are published."""

    bank: Bank
    topics: Mapping[str, str]
    rows: tuple[tuple[Item, ItemVersion, int], ...]


def read_bank(session: Session, bank: str) -> BankContent:
    """Read a bank's items with their findings.

    Raises:
        NotFoundError: when there is no such bank.
    """
    found = session.get(Bank, bank)
    if found is None:
        raise NotFoundError("There is no such bank.")
    topics = {t["key"]: t["name"] for t in session.get_one(Competency, bank).topics}
    rows = tuple((item, version, count) for item, version, count in content.published_versions(session, bank))
    return BankContent(found, topics, rows)


@dataclass(frozen=True)
class ItemContent:
    """One variant of an item with its key: for those who may read keys."""

    bank: BankContent
    item: Item
    version: ItemVersion
    variants: int
    number: int
    face: Face
    key: Key

    @property
    def is_rated(self) -> bool:
        """Tell whether people rate its answers."""
        return self.face.type in RATED_BY_PEOPLE


@dataclass(frozen=True)
class Trial:
    """What an answer that was only tried comes to; no grade while people have not rated it."""

    grade: Grade | None


def try_item(content: ItemContent, answer: Any, *, skipped: bool, points: Mapping[str, int]) -> Trial:
    """Grade an answer without keeping it; `points` are a person's ratings where people rate.

    Raises:
        AnswerError: when there is no answer, or none that can be graded.
    """
    if skipped:
        return Trial(Grade(0.0))
    if answer is None:
        raise AnswerError("There is no answer yet. Give one, or say that you don't know this one.")
    check_answer(content.face, answer)
    if not isinstance(content.key, RatedKey):
        return Trial(grade(content.key, answer))
    return Trial(content.key.rate(points) if points else None)


def data_of(content: ItemContent) -> Data:
    """Return the data set of a compute task.

    Raises:
        NotFoundError: when the item has none.
    """
    if content.face.data is None:
        raise NotFoundError("This item has no data set.")
    return content.face.data


def read_item(session: Session, *, bank: str, item: str, variant: int) -> ItemContent:
    """Read one variant of an item, key and all; `variant` counts from 1.

    Raises:
        NotFoundError: when there is no such item or variant.
    """
    whole = read_bank(session, bank)
    row = next((row for row in whole.rows if row[0].key == item), None)
    ids = content.variant_ids(session, row[1].id) if row else []
    if row is None or not 1 <= variant <= len(ids):
        raise NotFoundError("There is no such item in this bank.")
    face: dict[str, Any] = session.get_one(Variant, ids[variant - 1]).face
    key = content.variant_key(session, ids[variant - 1])
    return ItemContent(whole, row[0], row[1], len(ids), variant, Face.from_json(face), key_from_json(key))
