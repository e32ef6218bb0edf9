"""Reliable handing over: what came in, what must go out, what could not be handled, and who may send when."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field

from storage.records import DeadLetterState, OutboxState
from storage.tables.base import FRESH_IDS, Row, one_of

_PENDING = text("state = 'pending'")


class InboxRow(Row, table=True):
    """Something handled before. The key is the platform's own id, so a repeat is seen whenever it comes."""

    __tablename__ = "inbox"

    source: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    handled_at: datetime


class OutboxRow(Row, table=True):
    """Something to be sent. Rows with one `ordering_key` leave one after the other, as they were queued."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_pending",
            "priority",
            "id",
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index(
            "ix_outbox_ordering_key_pending",
            "ordering_key",
            "id",
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index("ix_outbox_conversation_id_platform_id", "conversation_id", "platform_id"),
        one_of("state", OutboxState),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at_some_time"),
        CheckConstraint("state = 'pending' OR leased_until IS NULL", name="leased_while_pending"),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    ordering_key: str
    budget: str
    priority: int
    kind: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id")
    run_id: int | None = Field(default=None, foreign_key="run.id")
    ticket_id: int | None = Field(default=None, foreign_key="ticket.id")
    message_id: int | None = Field(default=None, foreign_key="ticket_message.id")
    state: str = "pending"
    queued_at: datetime
    not_before: datetime
    lease_owner: str | None = None
    leased_until: datetime | None = None
    attempts: int = 0
    uncertain: bool = False
    sent_at: datetime | None = None
    platform_id: str | None = None
    reason: str | None = None


class DeadLetterRow(Row, table=True):
    """What could not be handled, with all that is needed to understand it and to try again.

    `traceback` is that of the last of its `failures`.
    """

    __tablename__ = "dead_letter"
    __table_args__ = (
        Index("ix_dead_letter_source_key", "source", "key"),
        one_of("state", DeadLetterState),
        CheckConstraint("failures >= 1", name="failures"),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    traceback: str
    buried_at: datetime
    state: str = Field(default="dead", index=True)
    state_since: datetime
    failures: int = 1
    announced_at: datetime | None = None


class SendBudgetRow(Row, table=True):
    """When a platform allows the next send, per chat, channel or bot; replicas share it."""

    __tablename__ = "send_budget"

    name: str = Field(primary_key=True)
    free_at: datetime


class SettingRow(Row, table=True):
    """Facts about this installation that it found out or made up itself: its secret, the bot's name."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True)
    value: str
