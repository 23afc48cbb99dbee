"""Reviewed postings

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NOTHING = sa.text("'[]'")


def upgrade() -> None:
    _widen_postings()
    _widen_statements()
    op.create_table(
        "posting_review",
        sa.Column("posting_id", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_posting_review_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["user_account.id"], name=op.f("fk_posting_review_signed_by_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_posting_review")),
    )
    op.create_table(
        "posting_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_posting_edit_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["user_account.id"], name=op.f("fk_posting_edit_person_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_edit")),
        sa.UniqueConstraint("posting_id", "number", name=op.f("uq_posting_edit_posting_id_number")),
    )
    op.create_table(
        "blueprint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_blueprint_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["user_account.id"], name=op.f("fk_blueprint_person_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blueprint")),
        sa.UniqueConstraint("posting_id", "number", name=op.f("uq_blueprint_posting_id_number")),
    )
    _add_lexicon()


def _widen_postings() -> None:
    for column in (
        sa.Column("source", sa.String(length=10), server_default="text", nullable=False),
        sa.Column("seniority", sa.String(length=10), server_default="", nullable=False),
        sa.Column("tracks", sa.JSON(), server_default=NOTHING, nullable=False),
        sa.Column("problems", sa.JSON(), server_default=NOTHING, nullable=False),
    ):
        op.add_column("posting", column)


def _widen_statements() -> None:
    for column in (
        sa.Column("strength", sa.String(length=10), nullable=True),
        sa.Column("choices", sa.JSON(), server_default=NOTHING, nullable=False),
        sa.Column("negated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("track", sa.String(length=120), server_default="", nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), server_default="", nullable=False),
        sa.Column("evidence", sa.JSON(), server_default=NOTHING, nullable=False),
        sa.Column("weight", sa.Double(), nullable=True),
        sa.Column("decided", sa.JSON(), server_default=NOTHING, nullable=False),
    ):
        op.add_column("statement", column)
    op.add_column("statement_competency", sa.Column("topic", sa.String(length=80), server_default="", nullable=False))
    op.add_column("statement_competency", sa.Column("alias", sa.String(length=120), server_default="", nullable=False))


def _add_lexicon() -> None:
    op.create_table(
        "added_alias",
        sa.Column("alias", sa.String(length=120), nullable=False),
        sa.Column("competency_key", sa.String(length=60), nullable=False),
        sa.Column("topic", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["competency_key"], ["competency.key"], name=op.f("fk_added_alias_competency_key_competency")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["user_account.id"], name=op.f("fk_added_alias_person_id_user_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_added_alias")),
    )
    op.create_table(
        "candidate_term",
        sa.Column("posting_id", sa.String(length=80), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_candidate_term_posting_id_posting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", "start", name=op.f("pk_candidate_term")),
    )
    op.create_index("ix_candidate_term_term", "candidate_term", ["term"])
    op.create_table(
        "dismissed_term",
        sa.Column("term", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["user_account.id"],
            name=op.f("fk_dismissed_term_person_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_dismissed_term")),
    )


def downgrade() -> None:
    for table in ("dismissed_term", "candidate_term", "added_alias", "blueprint", "posting_edit", "posting_review"):
        op.drop_table(table)
    for column in ("topic", "alias"):
        op.drop_column("statement_competency", column)
    for column in (
        "strength", "choices", "negated", "track", "repeats", "language", "evidence", "weight", "decided",
    ):
        op.drop_column("statement", column)
    for column in ("source", "seniority", "tracks", "problems"):
        op.drop_column("posting", column)
