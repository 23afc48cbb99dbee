"""A bank with an item of each type, so that tests of a type do not hang on what the real banks hold."""

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from quizapp.services.content import sync_banks
from quizapp.services.gateway import Database
from quizapp.services.instance import migrate
from quizapp.storage.tables import Posting
from tests.factories.postings import asking, make_posting_of

TWELVE = Path(__file__).with_name("twelve")
BANK = "brewing"
"""Its items are named after their types; `compute-a-word` is a second compute task, whose result is a text."""


def fill_with_twelve(database: Database, now: datetime) -> None:
    """Bring the bank into an empty database."""
    migrate(database)
    with database.transaction() as session:
        sync_banks(session, TWELVE, now=now)


def make_tea_posting(session: Session) -> Posting:
    """Make a posting for all that asks for what the bank measures."""
    lines = (
        asking("You brew tea that guests ask for again", BANK),
        asking("You know which leaf wants which water", BANK),
    )
    return make_posting_of(session, *lines, title="Tea Maker", employer="Harbour Leaf Company")
