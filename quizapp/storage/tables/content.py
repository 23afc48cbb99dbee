"""Competencies, and the banks compiled into immutable item versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import Base


class Competency(Base):
    """A node of the taxonomy."""

    __tablename__ = "competency"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    prerequisites: Mapped[list[Any]]
    """Keys of the competencies that come first."""
    topics: Mapped[list[Any]]
    """Objects with `key` and `name`, in the taxonomy's order."""


class Bank(Base):
    """The items of one competency."""

    __tablename__ = "bank"

    key: Mapped[str] = mapped_column(ForeignKey("competency.key"), primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str]
    content_hash: Mapped[str] = mapped_column(String(64))
    synced_at: Mapped[datetime]


class Item(Base):
    """An item through all its versions."""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("bank_key", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_key: Mapped[str] = mapped_column(ForeignKey("bank.key"))
    key: Mapped[str] = mapped_column(String(120))


class ItemVersion(Base):
    """What an item was when it was compiled; its content never changes afterwards, only its state."""

    __tablename__ = "item_version"
    __table_args__ = (UniqueConstraint("item_id", "content_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    content_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10), index=True)
    """published or retired; at most one version of an item is published."""
    type: Mapped[str] = mapped_column(String(30))
    topic: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(20))
    just_ready: Mapped[float]
    minutes: Mapped[float]
    family: Mapped[bool]
    chance: Mapped[list[Any]]
    """Probability that pure guessing reaches each score step."""
    steps: Mapped[list[Any]]
    """Score thresholds of the graded response, rising; the last is full credit."""
    references: Mapped[list[Any]]
    findings: Mapped[list[Any]]
    """What the linter said when it was compiled."""
    created_at: Mapped[datetime]


class Variant(Base):
    """One frozen draw of an item version: what a student may see."""

    __tablename__ = "variant"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("item_version.id"))
    number: Mapped[int]
    face: Mapped[dict[str, Any]]


class VariantKey(Base):
    """The key of a variant, apart from its face: only grading, and later the review, read it."""

    __tablename__ = "variant_key"

    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True)
    key: Mapped[dict[str, Any]]
