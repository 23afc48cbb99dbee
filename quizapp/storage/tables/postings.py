"""Postings, their statements, and what people declare about them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.storage.tables.base import Base


class Posting(Base):
    """A job posting: its text never changes, because offsets index it."""

    __tablename__ = "posting"
    __table_args__ = (
        UniqueConstraint("content_hash", "owner_id"),
        Index(
            "uq_posting_shared",
            "content_hash",
            unique=True,
            sqlite_where=sql("owner_id IS NULL"),
            postgresql_where=sql("owner_id IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    employer: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8))
    text: Mapped[str]
    content_hash: Mapped[str] = mapped_column(String(64))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    """Whose private posting it is; none when all may read it."""
    created_at: Mapped[datetime]
    statements: Mapped[list["Statement"]] = relationship(
        order_by="Statement.position", cascade="all, delete-orphan", lazy="raise"
    )


class Statement(Base):
    """A span of a posting's text, with what it is and how it can be measured."""

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("posting_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    posting_id: Mapped[str] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"))
    position: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    measured_by: Mapped[str] = mapped_column(String(20))
    confidence: Mapped[float]
    rule: Mapped[str] = mapped_column(String(80))
    bar: Mapped[str] = mapped_column(String(10), default="working")
    competencies: Mapped[list["StatementCompetency"]] = relationship(cascade="all, delete-orphan", lazy="raise")


class StatementCompetency(Base):
    """A competency a statement asks for, and the words that name it."""

    __tablename__ = "statement_competency"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    competency_key: Mapped[str] = mapped_column(ForeignKey("competency.key"), primary_key=True)
    start: Mapped[int]
    end: Mapped[int]


class Declaration(Base):
    """A fact somebody declares about a statement that no quiz can measure."""

    __tablename__ = "declaration"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    note: Mapped[str] = mapped_column(String(1000))
    declared_at: Mapped[datetime]
