"""What is asked of people, sign-ins and throttles."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import case, delete, func, select
from sqlalchemy.orm import Session

from quizapp.storage.tables import Cohort, SignIn, Throttle, User
from quizapp.storage.upsert import dialect_insert


def user_with_address(session: Session, address: str) -> User | None:
    """Find the account of a normalised address."""
    return session.scalar(select(User).where(User.address == address))


def user_signed_in(session: Session, token_hash: str, now: datetime) -> tuple[User, SignIn] | None:
    """Find who is signed in with this token, unless it has run out."""
    row = session.execute(
        select(User, SignIn)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.token_hash == token_hash, SignIn.expires_at > now)
    ).first()
    return None if row is None else (row[0], row[1])


def all_users(session: Session) -> list[User]:
    """List everybody by name."""
    return list(session.scalars(select(User).order_by(User.name, User.id)))


def end_sign_ins(session: Session, *, token_hash: str | None = None, expired_before: datetime | None = None) -> None:
    """Forget one sign-in, or all that ran out before a moment."""
    if token_hash is not None:
        session.execute(delete(SignIn).where(SignIn.token_hash == token_hash))
    if expired_before is not None:
        session.execute(delete(SignIn).where(SignIn.expires_at < expired_before))


def count_try(session: Session, key: str, window: timedelta, now: datetime) -> tuple[int, datetime]:
    """Count one more try under a key and return the tries in its window and when the window began."""
    fresh = Throttle.window_started_at <= now - window
    insert = dialect_insert(session.get_bind().dialect.name, Throttle)
    statement = insert.values(key=key, window_started_at=now, tries=1)
    row = session.execute(
        statement.on_conflict_do_update(
            index_elements=[Throttle.key],
            set_={
                "tries": case((fresh, 1), else_=Throttle.tries + 1),
                "window_started_at": case((fresh, now), else_=Throttle.window_started_at),
            },
        ).returning(Throttle.tries, Throttle.window_started_at)
    ).one()
    return row.tries, row.window_started_at


def forget_throttles(session: Session, before: datetime) -> None:
    """Delete windows that began before a moment."""
    session.execute(delete(Throttle).where(Throttle.window_started_at < before))


def end_demo_sign_ins(session: Session) -> None:
    """Forget where demonstration accounts are signed in."""
    session.execute(delete(SignIn).where(SignIn.user_id.in_(select(User.id).where(User.demo))))


def delete_demo(session: Session) -> None:
    """Delete demonstration accounts with all that is theirs."""
    demo = select(User.id).where(User.demo)
    session.execute(delete(Cohort).where(Cohort.instructor_id.in_(demo)))
    session.execute(delete(User).where(User.demo))


def count_users(session: Session) -> int:
    """Count the accounts."""
    return session.scalar(select(func.count()).select_from(User)) or 0


def names(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Map people's ids to their names."""
    rows = session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
