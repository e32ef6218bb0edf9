"""Surveys: flows as they were, runs, answers, timers."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_flow_revision()
    _create_run()
    _create_answer()
    _create_timer()


def _create_flow_revision() -> None:
    op.create_table(
        "flow_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("flow", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_revision")),
        sa.UniqueConstraint("flow", "digest", name=op.f("uq_flow_revision_flow_digest")),
        sqlite_autoincrement=True,
    )


def _create_run() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("flow", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("touchpoint", sa.String(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("held_back", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("step_number", sa.Integer(), nullable=False),
        sa.Column("node", sa.String(), nullable=True),
        sa.Column("waiting_since", UTCDateTime(), nullable=True),
        sa.Column("reminders_sent", sa.Integer(), nullable=False),
        sa.Column("worst_mood", sa.Float(), nullable=True),
        sa.Column("complaint", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("ticket_open", sa.Boolean(), nullable=False),
        sa.Column("happened_at", UTCDateTime(), nullable=False),
        sa.Column("eligible_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("link_issued_at", UTCDateTime(), nullable=True),
        sa.Column("link_opened_at", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("first_answer_at", UTCDateTime(), nullable=True),
        sa.Column("completed_at", UTCDateTime(), nullable=True),
        sa.Column("blocked_at", UTCDateTime(), nullable=True),
        sa.Column("expired_at", UTCDateTime(), nullable=True),
        sa.Column("stopped_at", UTCDateTime(), nullable=True),
        *_run_constraints(),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_run_conversation_id_status", "run", ["conversation_id", "status"], unique=False)
    op.create_index(op.f("ix_run_customer_id"), "run", ["customer_id"], unique=False)
    op.create_index(op.f("ix_run_purchase_id"), "run", ["purchase_id"], unique=False)


def _run_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.CheckConstraint(
            "(status = 'held back') = (held_back IS NOT NULL)", name=op.f("ck_run_held_back_for_a_reason")
        ),
        sa.CheckConstraint(
            "origin IN ('invited', 'self-started', 'poster', 'imported', 'entered by staff')",
            name=op.f("ck_run_origin"),
        ),
        sa.CheckConstraint(
            "status <> 'waiting' OR (node IS NOT NULL AND revision_id IS NOT NULL)",
            name=op.f("ck_run_waits_at_a_node"),
        ),
        sa.CheckConstraint(
            "status IN ('scheduled', 'held back', 'waiting', 'complete', 'expired', 'stopped')",
            name=op.f("ck_run_status"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_run_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_run_customer_id_customer")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchase.id"], name=op.f("fk_run_purchase_id_purchase")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["flow_revision.id"], name=op.f("fk_run_revision_id_flow_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sa.UniqueConstraint("touchpoint", "purchase_id", name=op.f("uq_run_touchpoint_purchase_id")),
    )


def _create_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("first_value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("final_value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("polarity", sa.Float(), nullable=True),
        sa.Column("not_scored", sa.String(), nullable=True),
        sa.Column("scorer", sa.String(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "origin IN ('invited', 'self-started', 'poster', 'imported', 'entered by staff')",
            name=op.f("ck_answer_origin"),
        ),
        sa.CheckConstraint(
            "(scorer IS NULL) = (polarity IS NULL AND not_scored IS NULL)", name=op.f("ck_answer_scorer")
        ),
        sa.CheckConstraint("polarity BETWEEN -1 AND 1", name=op.f("ck_answer_polarity")),
        sa.CheckConstraint("polarity IS NULL OR not_scored IS NULL", name=op.f("ck_answer_scored_or_not")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["flow_revision.id"], name=op.f("fk_answer_revision_id_flow_revision")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_answer_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("run_id", "node", name=op.f("uq_answer_run_id_node")),
        sqlite_autoincrement=True,
    )


def _create_timer() -> None:
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
            "purpose IN ('start', 'remind', 'expire', 'open ticket')", name=op.f("ck_timer_purpose")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_timer_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timer")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_timer_due_at_id", "timer", ["due_at", "id"], unique=False)
    op.create_index(op.f("ix_timer_run_id"), "timer", ["run_id"], unique=False)
