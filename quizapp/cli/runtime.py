"""What several commands start from."""

from datetime import UTC, datetime

from quizapp.config import Settings
from quizapp.services.gateway import Database, open_database
from quizapp.services.instance import migrate


def open_instance(settings: Settings) -> tuple[Database, datetime]:
    """Open the instance's database with the newest schema; also return the present moment."""
    database = open_database(settings.database_url)
    migrate(database)
    return database, datetime.now(UTC)
