"""The complaint desk: tickets, what was said in them, and who did what."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from flows.tickets import TicketState
from storage.tables.base import FRESH_IDS, NULLABLE_JSON, Row, one_of

_DELIVERIES = ("sending", "delivered", "not delivered", "unknown")


class TicketRow(Row, table=True):
    """A complaint being handled. A run has at most one; `card_ts` is its message in Slack."""

    __tablename__ = "ticket"
    __table_args__ = (
        Index("ix_ticket_conversation_id_state", "conversation_id", "state"),
        one_of("state", TicketState),
        CheckConstraint("(state = 'resolved') = (resolved_at IS NOT NULL)", name="resolved_at_some_time"),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    run_id: int | None = Field(default=None, foreign_key="run.id", unique=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    customer_id: int | None = Field(default=None, foreign_key="customer.id")
    purchase_id: int | None = Field(default=None, foreign_key="purchase.id")
    is_test: bool = False

    state: str
    owner: str | None = None
    answered: bool = False
    rule: str
    why: str
    priority: str
    opened_at: datetime
    complained_at: datetime
    due_at: datetime
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    cause: str | None = None
    closing_reason: str | None = None
    times_reopened: int = 0

    channel: str
    card_channel: str | None = None
    card_ts: str | None = None


class TicketMessageRow(Row, table=True):
    """What staff wrote, and everything of a customer's that is no answer, with or without a ticket."""

    __tablename__ = "ticket_message"
    __table_args__ = (
        one_of("delivery", _DELIVERIES),
        CheckConstraint("delivery IS NULL OR author IS NOT NULL", name="delivered_from_staff"),
        CheckConstraint("delivered_at IS NULL OR delivery = 'delivered'", name="delivered_at_some_time"),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    run_id: int | None = Field(default=None, foreign_key="run.id", index=True)
    ticket_id: int | None = Field(default=None, foreign_key="ticket.id", index=True)
    author: str | None = None
    text: str
    file: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)
    platform_id: str | None = None
    is_edit: bool = False
    written_at: datetime
    delivery: str | None = None
    delivery_reason: str | None = None
    delivered_at: datetime | None = None
    thread_ts: str | None = None


class TicketEventRow(Row, table=True):
    """Who did what to a ticket, in order; never changed afterwards."""

    __tablename__ = "ticket_event"
    __table_args__ = (one_of("state_before", TicketState), one_of("state_after", TicketState), FRESH_IDS)

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", index=True)
    at: datetime
    actor: str | None = None
    action: str
    state_before: str | None = None
    state_after: str
    detail: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)
