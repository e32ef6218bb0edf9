"""Surveys: the flows as they were, the runs through them, the answers, and the timers that move them on."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from flows.effects import TimerPurpose
from flows.run import RunStatus
from storage.records import Origin
from storage.tables.base import FRESH_IDS, NULLABLE_JSON, Row, one_of

_ZERO = {"server_default": "0"}
"""For rows that were there before the column."""


_WAITS = text("status = 'waiting'")


class FlowRevisionRow(Row, table=True):
    """A flow as it was defined at some time. Runs finish on the revision they started on."""

    __tablename__ = "flow_revision"
    __table_args__ = (UniqueConstraint("flow", "digest"), FRESH_IDS)

    id: int | None = Field(default=None, primary_key=True)
    flow: str
    digest: str
    definition: dict[str, Any] = Field(sa_type=JSON)
    created_at: datetime


class RunRow(Row, table=True):
    """One customer's pass through a flow. The `…_at` columns are the stages that rates are made of."""

    __tablename__ = "run"
    __table_args__ = (
        UniqueConstraint("touchpoint", "purchase_id"),
        Index("ix_run_conversation_id_status", "conversation_id", "status"),
        Index("ix_run_flow_waiting", "flow", sqlite_where=_WAITS, postgresql_where=_WAITS),
        one_of("status", RunStatus),
        one_of("origin", Origin),
        CheckConstraint("(status = 'held back') = (held_back IS NOT NULL)", name="held_back_for_a_reason"),
        CheckConstraint(
            "status <> 'waiting' OR (node IS NOT NULL AND revision_id IS NOT NULL)", name="waits_at_a_node"
        ),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    flow: str
    revision_id: int | None = Field(default=None, foreign_key="flow_revision.id")
    touchpoint: str
    purchase_id: int = Field(foreign_key="purchase.id", index=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id")
    origin: str
    is_test: bool = False

    status: str
    held_back: str | None = None
    language: str | None = None
    step_number: int = 0
    node: str | None = None
    waiting_since: datetime | None = None
    reminders_sent: int = 0
    worst_mood: float | None = None
    complaint: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)
    ticket_open: bool = False
    draft: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)
    tries: int = Field(default=0, sa_column_kwargs=_ZERO)
    config_revision: int | None = None

    happened_at: datetime
    eligible_at: datetime
    due_at: datetime | None = None
    link_issued_at: datetime | None = None
    link_opened_at: datetime | None = None
    sent_at: datetime | None = None
    first_answer_at: datetime | None = None
    completed_at: datetime | None = None
    blocked_at: datetime | None = None
    expired_at: datetime | None = None
    stopped_at: datetime | None = None


class AnswerRow(Row, table=True):
    """One reply, with everything a later measure may ask about how it came about. Without a value it was
    passed over for the reason `missing`, where null stands for a skip. `step_number` is the one at which it
    was asked first, `message_id` names the customer's message that said it, and `changed_at` is when the
    value became final.

    `scorer` names what read a text; it then has a `polarity` from -1 to 1, or why it is `not_scored`.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("run_id", "node"),
        one_of("origin", Origin),
        CheckConstraint("polarity BETWEEN -1 AND 1", name="polarity"),
        CheckConstraint("polarity IS NULL OR not_scored IS NULL", name="scored_or_not"),
        CheckConstraint("(scorer IS NULL) = (polarity IS NULL AND not_scored IS NULL)", name="scorer"),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id")
    revision_id: int = Field(foreign_key="flow_revision.id")
    node: str
    kind: str
    position: int
    language: str
    channel: str
    origin: str
    first_value: Any = Field(default=None, sa_type=NULLABLE_JSON, nullable=True)
    final_value: Any = Field(default=None, sa_type=NULLABLE_JSON, nullable=True)
    polarity: float | None = None
    not_scored: str | None = None
    scorer: str | None = None
    missing: str | None = None
    step_number: int = Field(default=0, sa_column_kwargs=_ZERO)
    message_id: str | None = None
    answered_at: datetime = Field(index=True)
    changed_at: datetime | None = None


class EarlierAnswerRow(Row, table=True):
    """What an answer said until it was changed, or, `withdrawn`, until another one led elsewhere or the run
    was moved to another revision of its flow. `revision_id` is there for the last: it is the one that asked.
    """

    __tablename__ = "earlier_answer"

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    node: str
    kind: str
    value: Any = Field(default=None, sa_type=NULLABLE_JSON, nullable=True)
    missing: str | None = None
    polarity: float | None = None
    not_scored: str | None = None
    scorer: str | None = None
    answered_at: datetime
    ended_at: datetime
    withdrawn: bool
    revision_id: int | None = None


class TimerRow(Row, table=True):
    """A due time. It belongs to one step of its run: once the run has moved on, the timer quietly leaves."""

    __tablename__ = "timer"
    __table_args__ = (Index("ix_timer_due_at_id", "due_at", "id"), one_of("purpose", TimerPurpose), FRESH_IDS)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    step_number: int
    purpose: str
    due_at: datetime
    leased_until: datetime | None = None
    attempts: int = 0
