"""Attempts: what was presented, and what was answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import Base


class Attempt(Base):
    """One sitting of one student with one posting."""

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_student_posting", "student_id", "posting_id"),
        Index(
            "uq_attempt_open",
            "student_id",
            "posting_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    posting_id: Mapped[str] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"))
    mode: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10))
    """open or finished."""
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class Presentation(Base):
    """An item variant put before the student, at its place in the attempt."""

    __tablename__ = "presentation"
    __table_args__ = (Index("ix_presentation_version", "version_id"),)

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("item_version.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    presented_at: Mapped[datetime]


class Response(Base):
    """The answer to a presentation, as last saved; graded once the student goes on."""

    __tablename__ = "response"
    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "position"], ["presentation.attempt_id", "presentation.position"], ondelete="CASCADE"
        ),
    )

    attempt_id: Mapped[str] = mapped_column(String(24), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answer: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    """As given; null means "I don't know"."""
    confidence: Mapped[int | None]
    """Per cent, said before any sign of right or wrong."""
    seconds: Mapped[int | None]
    saved_at: Mapped[datetime]
    revision: Mapped[int]
    save_key: Mapped[str] = mapped_column(String(40))
    """Of the last save: the same key sent again changes nothing."""
    score: Mapped[float | None]
    """0 to 1, once graded."""
    feedback: Mapped[dict[str, Any] | None]
    """What grading noticed: the mistake that was matched, the options that were missed."""
    graded_at: Mapped[datetime | None]
