"""What is asked of competencies, banks and items."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from quizapp.domain.items.model import RATED_BY_PEOPLE
from quizapp.storage.tables import Bank, Competency, Item, ItemVersion, Variant, VariantKey

PUBLISHED = "published"
RETIRED = "retired"


@dataclass(frozen=True)
class PublishedItem:
    """A published item, as much of it as choosing the next one needs."""

    item: int
    version: int
    bank: str
    just_ready: float
    minutes: float
    family: bool
    chance: tuple[float, ...]
    steps: tuple[float, ...]


def competencies(session: Session) -> Sequence[Competency]:
    """List the competencies in the taxonomy's order."""
    return session.scalars(select(Competency).order_by(Competency.position)).all()


def banks(session: Session) -> Sequence[Bank]:
    """List the banks in the taxonomy's order."""
    return session.scalars(
        select(Bank).join(Competency, Competency.key == Bank.key).order_by(Competency.position)
    ).all()


def published_items(session: Session) -> list[PublishedItem]:
    """List every published item that measures; what people rate does not."""
    rows = session.execute(
        select(
            Item.id, ItemVersion.id, Item.bank_key, ItemVersion.just_ready, ItemVersion.minutes,
            ItemVersion.family, ItemVersion.chance, ItemVersion.steps,
        )
        .join(ItemVersion, ItemVersion.item_id == Item.id)
        .where(ItemVersion.state == PUBLISHED, ItemVersion.type.not_in([kind.value for kind in RATED_BY_PEOPLE]))
        .order_by(Item.id)
    )  # fmt: skip
    return [
        PublishedItem(item, version, bank, just_ready, minutes, family, tuple(chance), tuple(steps))
        for item, version, bank, just_ready, minutes, family, chance, steps in rows
    ]


def served_items(session: Session, bank: str) -> set[int]:
    """Return the ids of a bank's items that have a published version."""
    return set(
        session.scalars(
            select(Item.id)
            .join(ItemVersion, ItemVersion.item_id == Item.id)
            .where(Item.bank_key == bank, ItemVersion.state == PUBLISHED)
        )
    )


def published_versions(session: Session, bank: str) -> Sequence[Row[Item, ItemVersion, int]]:
    """List a bank's published items with their versions and numbers of variants."""
    variants = select(Variant.version_id, func.count().label("variants")).group_by(Variant.version_id).subquery()
    return session.execute(
        select(Item, ItemVersion, variants.c.variants)
        .join(ItemVersion, ItemVersion.item_id == Item.id)
        .join(variants, variants.c.version_id == ItemVersion.id)
        .where(Item.bank_key == bank, ItemVersion.state == PUBLISHED)
        .order_by(ItemVersion.topic, Item.id)
    ).all()


def items_per_bank(session: Session) -> dict[str, tuple[int, int]]:
    """Count each bank's published items: fixed ones and families."""
    rows = session.execute(
        select(Item.bank_key, ItemVersion.family, func.count())
        .join(ItemVersion, ItemVersion.item_id == Item.id)
        .where(ItemVersion.state == PUBLISHED)
        .group_by(Item.bank_key, ItemVersion.family)
    )
    counts: dict[str, tuple[int, int]] = {}
    for bank, family, count in rows:
        fixed, families = counts.get(bank, (0, 0))
        counts[bank] = (fixed, families + count) if family else (fixed + count, families)
    return counts


def published_topics(session: Session) -> Sequence[Row[str, str, list[dict[str, str]]]]:
    """List each published item's bank, topic and findings."""
    return session.execute(
        select(Item.bank_key, ItemVersion.topic, ItemVersion.findings)
        .join(ItemVersion, ItemVersion.item_id == Item.id)
        .where(ItemVersion.state == PUBLISHED)
    ).all()


@dataclass(frozen=True)
class TopicStock:
    """The published items of one topic: how many, and their minutes together."""

    bank: str
    topic: str
    items: int
    minutes: float


def topic_stock(session: Session) -> list[TopicStock]:
    """Count the published items of each topic that has any."""
    rows = session.execute(
        select(Item.bank_key, ItemVersion.topic, func.count(), func.sum(ItemVersion.minutes))
        .join(ItemVersion, ItemVersion.item_id == Item.id)
        .where(ItemVersion.state == PUBLISHED)
        .group_by(Item.bank_key, ItemVersion.topic)
        .order_by(Item.bank_key, ItemVersion.topic)
    )
    return [TopicStock(*row) for row in rows]


def variant_ids(session: Session, version: int) -> Sequence[int]:
    """List the ids of a version's variants by number."""
    return session.scalars(select(Variant.id).where(Variant.version_id == version).order_by(Variant.number)).all()


def variant_key(session: Session, variant: int) -> dict[str, Any]:
    """Read the key of a variant; only grading and those who may read keys call this."""
    return session.get_one(VariantKey, variant).key


def items_of(session: Session, bank: str) -> dict[str, Item]:
    """Map a bank's item keys to items."""
    return {item.key: item for item in session.scalars(select(Item).where(Item.bank_key == bank))}


def version_of(session: Session, item: int, content_hash: str) -> ItemVersion | None:
    """Find the version of an item that has this content."""
    return session.scalar(
        select(ItemVersion).where(ItemVersion.item_id == item, ItemVersion.content_hash == content_hash)
    )


def retire_versions(session: Session, item: int, *, except_version: int | None) -> None:
    """Retire an item's published versions but one."""
    session.execute(
        update(ItemVersion)
        .where(ItemVersion.item_id == item, ItemVersion.state == PUBLISHED, ItemVersion.id != (except_version or 0))
        .values(state=RETIRED)
    )
