"""Plain SQLAlchemy: tables, the statements asked of them, migrations."""
