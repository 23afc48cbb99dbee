"""Postings, their statements, and what people declare about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.storage.tables.base import Base

_NOTHING = sql("'[]'")


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
    source: Mapped[str] = mapped_column(String(10), default="text", server_default="text")
    """text, html, pdf or docx."""
    seniority: Mapped[str] = mapped_column(String(10), default="", server_default="")
    tracks: Mapped[list[Any]] = mapped_column(default=list, server_default=_NOTHING)
    """Names of alternatives of which a candidate takes one."""
    problems: Mapped[list[Any]] = mapped_column(default=list, server_default=_NOTHING)
    """Sentences: where the posting contradicts itself, for example."""
    statements: Mapped[list["Statement"]] = relationship(
        order_by="Statement.position", cascade="all, delete-orphan", lazy="raise"
    )
    review: Mapped["PostingReview | None"] = relationship(lazy="raise", passive_deletes=True)


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
    strength: Mapped[str | None] = mapped_column(String(10))
    """required, preferred or unknown; none where nothing is asked."""
    choices: Mapped[list[Any]] = mapped_column(default=list, server_default=_NOTHING)
    """Alternatives: objects with `at_least` and `options`, each of these with start, end and competency `keys`."""
    negated: Mapped[bool] = mapped_column(default=False, server_default=false())
    track: Mapped[str] = mapped_column(String(120), default="", server_default="")
    repeats: Mapped[int | None]
    """Where an earlier statement begins that says the same."""
    language: Mapped[str] = mapped_column(String(8), default="", server_default="")
    evidence: Mapped[list[Any]] = mapped_column(default=list, server_default=_NOTHING)
    """Objects with field, rule, start and end."""
    weight: Mapped[float | None]
    """A person's; none leaves it to the kind."""
    decided: Mapped[list[Any]] = mapped_column(default=list, server_default=_NOTHING)
    """The fields that a person has decided."""
    competencies: Mapped[list["StatementCompetency"]] = relationship(cascade="all, delete-orphan", lazy="raise")


class StatementCompetency(Base):
    """A competency a statement asks for, and the words that name it."""

    __tablename__ = "statement_competency"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    competency_key: Mapped[str] = mapped_column(ForeignKey("competency.key"), primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    topic: Mapped[str] = mapped_column(String(80), default="", server_default="")
    alias: Mapped[str] = mapped_column(String(120), default="", server_default="")
    """The name that matched, "" when a person made the link."""


class Declaration(Base):
    """A fact somebody declares about a statement that no quiz can measure."""

    __tablename__ = "declaration"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)
    note: Mapped[str] = mapped_column(String(1000))
    declared_at: Mapped[datetime]


class PostingReview(Base):
    """Where a posting's review stands; a posting without one has not been reviewed, and nobody was asked."""

    __tablename__ = "posting_review"

    posting_id: Mapped[str] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"), primary_key=True)
    asked_at: Mapped[datetime | None]
    """When its owner let mentors read it."""
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))


class PostingEdit(Base):
    """What a person decided about a posting's statements: an event, never changed or taken away."""

    __tablename__ = "posting_edit"
    __table_args__ = (UniqueConstraint("posting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    posting_id: Mapped[str] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"))
    number: Mapped[int]
    action: Mapped[str] = mapped_column(String(10))
    start: Mapped[int]
    end: Mapped[int]
    changes: Mapped[dict[str, Any]]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]


class Blueprint(Base):
    """What a quiz on a posting asks, as a mentor changed it; a posting without one goes by the derived one."""

    __tablename__ = "blueprint"
    __table_args__ = (UniqueConstraint("posting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    posting_id: Mapped[str] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(String(500))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
