"""Alembic's way in: it runs on the engine it is handed."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from quizapp.storage.tables import Base
from quizapp.storage.tables.base import UtcDateTime


def render_item(kind: str, value: object, _autogen: AutogenContext) -> str | Literal[False]:
    """Write plain types into migrations, which import no application code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, UtcDateTime) else False


with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
