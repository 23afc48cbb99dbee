"""Cohorts and who belongs to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.storage.tables.base import Base


class Cohort(Base):
    """The students an instructor looks after."""

    __tablename__ = "cohort"

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    instructor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    join_code: Mapped[str] = mapped_column(String(8), unique=True)
    created_at: Mapped[datetime]


class Membership(Base):
    """A student in a cohort, by their own joining."""

    __tablename__ = "membership"

    cohort_id: Mapped[str] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True)
    student_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    joined_at: Mapped[datetime]
