"""Answers change: what stood before is kept, a wait remembers what is picked so far, and it may time out.

The table of timers is made anew with its rows, since SQLite cannot change the check of one that exists.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("run", sa.Column("draft", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("run", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("answer", sa.Column("missing", sa.String(), nullable=True))
    op.add_column("answer", sa.Column("step_number", sa.Integer(), server_default="0", nullable=False))
    op.add_column("answer", sa.Column("message_id", sa.String(), nullable=True))
    _create_earlier_answer()
    _let_timers_time_out()


def _create_earlier_answer() -> None:
    op.create_table(
        "earlier_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.Column("polarity", sa.Float(), nullable=True),
        sa.Column("not_scored", sa.String(), nullable=True),
        sa.Column("scorer", sa.String(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_earlier_answer_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_answer")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_earlier_answer_run_id"), "earlier_answer", ["run_id"], unique=False)


def _let_timers_time_out() -> None:
    op.execute("CREATE TABLE timer_before AS SELECT * FROM timer")
    op.drop_table("timer")
    op.create_table(
        "timer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("step_number", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("leased_until", UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('start', 'remind', 'time out', 'expire', 'open ticket')",
            name=op.f("ck_timer_purpose"),
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_timer_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timer")),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO timer (id, run_id, step_number, purpose, due_at, leased_until, attempts)"
        " SELECT id, run_id, step_number, purpose, due_at, leased_until, attempts"
        " FROM timer_before ORDER BY id"
    )
    op.drop_table("timer_before")
    op.create_index("ix_timer_due_at_id", "timer", ["due_at", "id"], unique=False)
    op.create_index(op.f("ix_timer_run_id"), "timer", ["run_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":  # SQLite counts on from the highest id by itself
        op.execute(
            "SELECT setval(pg_get_serial_sequence('timer', 'id'), max(id)) FROM timer"
            " HAVING max(id) IS NOT NULL"
        )
