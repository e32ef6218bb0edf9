"""Who the customers are, where they can be reached, and what they bought."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from flows.outreach import PurchaseEventType
from storage.tables.base import FRESH_IDS, NULLABLE_JSON, Row, one_of


class ConversationRow(Row, table=True):
    """A chat with one person. Keyed by channel, bot and address, so a second bot or another channel fits."""

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("channel", "bot", "address"), FRESH_IDS)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    bot: str
    address: str
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    platform_language: str | None = None
    chosen_language: str | None = None
    created_at: datetime
    introduced_at: datetime | None = None
    last_asked_at: datetime | None = None
    blocked_at: datetime | None = None
    opted_out_at: datetime | None = None
    is_test: bool = False


class CustomerRow(Row, table=True):
    """A customer as one source knows them. Several may share a conversation: guests get a new id per order.

    `told_at` is the time of the newest event that told of them: an older one that comes late changes nothing.
    """

    __tablename__ = "customer"
    __table_args__ = (UniqueConstraint("source", "external_id"), FRESH_IDS)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    external_id: str
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    first_name: str | None = None
    last_name: str | None = None
    language: str | None = None
    time_zone: str | None = None
    email: str | None = None
    phone: str | None = None
    tags: list[str] = Field(default_factory=list, sa_type=JSON)
    created_at: datetime
    told_at: datetime


class PurchaseRow(Row, table=True):
    """What was bought, as told by the newest event about it, which took place at `told_at`."""

    __tablename__ = "purchase"
    __table_args__ = (UniqueConstraint("source", "external_id"), FRESH_IDS)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    external_id: str
    customer_id: int = Field(foreign_key="customer.id", index=True)
    amount: Decimal = Field(max_digits=18, decimal_places=4)
    currency: str
    items: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    brand: str | None = None
    location: str | None = None
    sales_channel: str | None = None
    url: str | None = None
    shipments: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    refund: dict[str, Any] | None = Field(default=None, sa_type=NULLABLE_JSON)
    attributes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime
    told_at: datetime


class PurchaseEventRow(Row, table=True):
    """Something that happened to a purchase. The same event told twice is one row."""

    __tablename__ = "purchase_event"
    __table_args__ = (
        UniqueConstraint("purchase_id", "type", "occurred_at"),
        one_of("type", PurchaseEventType),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    purchase_id: int = Field(foreign_key="purchase.id")
    type: str
    occurred_at: datetime
    received_at: datetime


class LinkRow(Row, table=True):
    """The deep link of a purchase. Only a hash of its token is kept; the first chat to open it is bound."""

    __tablename__ = "link"
    __table_args__ = (
        CheckConstraint("conversation_id IS NULL OR opened_at IS NOT NULL", name="bound_when_opened"),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    purchase_id: int = Field(foreign_key="purchase.id", unique=True)
    issued_at: datetime
    expires_at: datetime
    opened_at: datetime | None = None
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
