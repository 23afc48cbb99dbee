"""What is asked of cohorts."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from quizapp.storage.tables import Cohort, Membership, User


def taught_cohorts(session: Session, instructor: int) -> Sequence[Row[Cohort, int]]:
    """List an instructor's cohorts with their numbers of students."""
    return session.execute(
        select(Cohort, func.count(Membership.student_id))
        .outerjoin(Membership, Membership.cohort_id == Cohort.id)
        .where(Cohort.instructor_id == instructor)
        .group_by(Cohort.id)
        .order_by(Cohort.created_at, Cohort.id)
    ).all()


def joined_cohorts(session: Session, student: int) -> Sequence[Row[Cohort, str]]:
    """List the cohorts a student belongs to with their instructors' names."""
    return session.execute(
        select(Cohort, User.name)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .join(User, User.id == Cohort.instructor_id)
        .where(Membership.student_id == student)
        .order_by(Cohort.name)
    ).all()


def taught_cohort(session: Session, cohort: str, instructor: int) -> Cohort | None:
    """Find a cohort that is the instructor's own."""
    return session.scalar(select(Cohort).where(Cohort.id == cohort, Cohort.instructor_id == instructor))


def cohort_with_code(session: Session, code: str) -> tuple[Cohort, str] | None:
    """Find the cohort a code belongs to, and its instructor's name."""
    row = session.execute(
        select(Cohort, User.name).join(User, User.id == Cohort.instructor_id).where(Cohort.join_code == code)
    ).first()
    return None if row is None else (row[0], row[1])


def members(session: Session, cohort: str) -> Sequence[User]:
    """List a cohort's students by name."""
    return session.scalars(
        select(User)
        .join(Membership, Membership.student_id == User.id)
        .where(Membership.cohort_id == cohort)
        .order_by(User.name, User.id)
    ).all()


def member(session: Session, cohort: str, student: int) -> User | None:
    """Find a student of a cohort."""
    return session.scalar(
        select(User)
        .join(Membership, Membership.student_id == User.id)
        .where(Membership.cohort_id == cohort, User.id == student)
    )
