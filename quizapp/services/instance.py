"""An instance: its schema, and what a new one starts with."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from quizapp.services.aliases import reread_all
from quizapp.services.content import VARIANTS, SourceError, sync_banks
from quizapp.services.gateway import Database
from quizapp.services.postings import add_posting, shared_postings
from quizapp.services.reading import Reader, make_reader
from quizapp.storage.migrate import is_current, upgrade
from quizapp.storage.tables import Posting

Say = Callable[[str], None]


def migrate(database: Database) -> bool:
    """Bring the schema up to date; True when that changed it."""
    if is_current(database.engine):
        return False
    upgrade(database.engine)
    return True


def prepare_instance(
    database: Database, *, banks: Path, seeds: Path, now: datetime, say: Say, variants: int = VARIANTS
) -> None:
    """Bring an instance up to date: schema, competencies, banks, first postings; doing it again loses nothing.

    A bank that can't be read is named and the versions published before go on being served.

    Raises:
        SourceError: when the banks can't be read and there is nothing yet to serve instead.
        InvalidInputError: when a seed posting can't be read.
    """
    migrated = migrate(database)
    if migrated:
        say("The database has the newest schema")
    try:
        with database.transaction() as session:
            sync_banks(session, banks, now=now, variants=variants, progress=lambda bank: say(f"Read the bank {bank}"))
    except SourceError as problem:
        with database.transaction() as session:
            if not shared_postings(session):
                raise
        say(f"The banks were not changed: {problem}")
    with database.transaction() as session:
        added = add_seed_postings(session, seeds / "postings", lambda: make_reader(banks), now)
    if added:
        say(f"Added {added} postings")
    elif migrated:
        say("Reading the postings anew")
        reread_all(database, make_reader(banks))


def add_seed_postings(session: Session, folder: Path, reader: Callable[[], Reader], now: datetime) -> int:
    """Add the postings of a folder that the instance does not have; returns how many were added.

    Raises:
        InvalidInputError: when a file is no posting.
    """
    missing = [path for path in sorted(folder.glob("*.txt")) if session.get(Posting, path.stem) is None]
    for path in missing:
        add_posting(session, path.read_text("utf-8"), reader(), owner=None, now=now, name=path.stem)
    return len(missing)
