"""Bringing a database to the present schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

FOLDER = Path(__file__).parent / "migrations"


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = engine
    return config


def is_current(engine: Engine) -> bool:
    """Tell whether the schema is the newest one."""
    newest = ScriptDirectory(str(FOLDER)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def upgrade(engine: Engine) -> None:
    """Apply every migration that is missing; doing it twice changes nothing."""
    command.upgrade(_config(engine), "head")
