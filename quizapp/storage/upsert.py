"""Inserts that say what happens when the row is there already: the same on both databases."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from quizapp.storage.tables.base import Base


def dialect_insert(dialect: str, table: type[Base]) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT."""
    return (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)


def insert_once(session: Session, table: type[Base], values: dict[str, Any]) -> None:
    """Insert a row; when another request was first, nothing happens."""
    statement = dialect_insert(session.get_bind().dialect.name, table).values(**values)
    session.execute(statement.on_conflict_do_nothing())


def insert_or_update(session: Session, table: type[Base], keys: dict[str, Any], values: dict[str, Any]) -> None:
    """Insert a row, or change the one that has these keys."""
    statement = dialect_insert(session.get_bind().dialect.name, table).values(**keys, **values)
    session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=values))
