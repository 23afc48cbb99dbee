"""The words by which postings name competencies: what mentors added, and what waits for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import Base


class AddedAlias(Base):
    """A name of a competency that a mentor added to those on disk."""

    __tablename__ = "added_alias"

    alias: Mapped[str] = mapped_column(String(120), primary_key=True)
    competency_key: Mapped[str] = mapped_column(ForeignKey("competency.key"))
    topic: Mapped[str] = mapped_column(String(80), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]


class CandidateTerm(Base):
    """Words of a posting's requirement that name no competency yet."""

    __tablename__ = "candidate_term"
    __table_args__ = (Index("ix_candidate_term_term", "term"),)

    posting_id: Mapped[str] = mapped_column(ForeignKey("posting.id", ondelete="CASCADE"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int]
    term: Mapped[str] = mapped_column(String(120))


class DismissedTerm(Base):
    """A term that names no competency, as a mentor says."""

    __tablename__ = "dismissed_term"

    term: Mapped[str] = mapped_column(String(120), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    dismissed_at: Mapped[datetime]
