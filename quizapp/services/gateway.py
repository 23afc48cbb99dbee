"""What the edges need of the database: a place to run services in, and nothing to ask it with."""

from sqlalchemy.exc import SQLAlchemyError as DatabaseError
from sqlalchemy.orm import Session

from quizapp.storage.engine import Database, open_database

__all__ = ["Database", "DatabaseError", "Session", "open_database"]
