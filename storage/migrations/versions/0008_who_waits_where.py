"""Who waits where, what came in since, and what is in force are found without reading whole tables."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_run_flow_waiting",
        "run",
        ["flow"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_index(op.f("ix_answer_answered_at"), "answer", ["answered_at"], unique=False)
    op.create_index("ix_revision_state_id", "revision", ["state", "id"], unique=False)
