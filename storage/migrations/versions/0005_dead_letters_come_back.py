"""Dead letters can be retried and dropped: each has a state, counts its failures, and is announced once.

The table is made anew with its rows, since SQLite cannot add constraints to one that exists.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE dead_letter_before AS SELECT * FROM dead_letter")
    op.drop_table("dead_letter")
    _create_dead_letter()
    op.execute(
        "INSERT INTO dead_letter"
        " (id, source, key, payload, traceback, buried_at, state, state_since, failures)"
        " SELECT id, source, key, payload, traceback, buried_at, 'dead', buried_at, 1"
        " FROM dead_letter_before ORDER BY id"
    )
    op.drop_table("dead_letter_before")
    if op.get_bind().dialect.name == "postgresql":  # SQLite counts on from the highest id by itself
        op.execute(
            "SELECT setval(pg_get_serial_sequence('dead_letter', 'id'), max(id)) FROM dead_letter"
            " HAVING max(id) IS NOT NULL"
        )


def _create_dead_letter() -> None:
    op.create_table(
        "dead_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("traceback", sa.String(), nullable=False),
        sa.Column("buried_at", UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", UTCDateTime(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("announced_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("failures >= 1", name=op.f("ck_dead_letter_failures")),
        sa.CheckConstraint(
            "state IN ('dead', 'to retry', 'to drop', 'retried')", name=op.f("ck_dead_letter_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letter")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dead_letter_source_key", "dead_letter", ["source", "key"], unique=False)
    op.create_index("ix_dead_letter_state", "dead_letter", ["state"], unique=False)
