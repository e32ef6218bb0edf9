"""What the store hands out: frozen values, free of tables and sessions."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlmodel import SQLModel

from flows.definition import Flow
from flows.run import Run, Value
from flows.tickets import Ticket


class Origin(StrEnum):
    """How a run came about. Measures report these apart: who comes by themselves answers differently."""

    INVITED = "invited"
    SELF_STARTED = "self-started"
    POSTER = "poster"
    IMPORTED = "imported"
    ENTERED_BY_STAFF = "entered by staff"


class RevisionState(StrEnum):
    """`CANARY` is in force for a share of the customers, `IN_FORCE` for all others."""

    IN_FORCE = "in force"
    CANARY = "canary"
    REPLACED = "replaced"
    ROLLED_BACK = "rolled back"


class OutboxState(StrEnum):
    """`UNKNOWN` and `GAVE_UP` are ends, too: a letter in one of them is not sent again."""

    PENDING = "pending"
    SENT = "sent"
    UNKNOWN = "unknown"
    GAVE_UP = "gave up"


class DeadLetterState(StrEnum):
    """What a person wants done with it is carried out by the running program, which also logs it."""

    DEAD = "dead"
    TO_RETRY = "to retry"
    TO_DROP = "to drop"
    RETRIED = "retried"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """What could not be handled. `traceback` is that of the last of its `failures`."""

    id: int
    source: str
    key: str
    payload: dict[str, Any]
    traceback: str
    buried_at: datetime
    state: str
    state_since: datetime
    failures: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat with one person; `language` is what they chose, `platform_language` what their app is set to."""

    id: int
    channel: str
    bot: str
    address: str
    first_name: str | None
    last_name: str | None
    username: str | None
    platform_language: str | None
    chosen_language: str | None
    introduced_at: datetime | None
    last_asked_at: datetime | None
    blocked_at: datetime | None
    opted_out_at: datetime | None
    is_test: bool


@dataclass(frozen=True, slots=True)
class Customer:
    id: int
    source: str
    external_id: str
    conversation_id: int | None
    first_name: str | None
    last_name: str | None
    language: str | None
    time_zone: str | None
    email: str | None
    phone: str | None
    tags: list[str]


@dataclass(frozen=True, slots=True)
class Purchase:
    """`amount` is in units of `currency` (ISO 4217)."""

    id: int
    source: str
    external_id: str
    customer_id: int
    amount: Decimal
    currency: str
    items: list[dict[str, Any]]
    brand: str | None
    location: str | None
    sales_channel: str | None
    url: str | None
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    id: int
    purchase_id: int
    issued_at: datetime
    expires_at: datetime
    opened_at: datetime | None
    conversation_id: int | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A configuration that was valid. `share` is the percentage of customers for whom it is in force."""

    id: int
    digest: str
    changes: list[str]
    author: str
    created_at: datetime
    state: str
    state_since: datetime
    share: int


@dataclass(frozen=True, slots=True)
class WaitingRuns:
    """So many customers wait at a node of a flow, in this revision of it."""

    flow: str
    revision_id: int
    node: str
    count: int


@dataclass(frozen=True, slots=True)
class WaitingRun:
    """One of them, and the revision of the configuration it is on, None for one of before there were any."""

    id: int
    config_revision: int | None


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What was answered to a question of an earlier revision of a flow, from which the run was moved."""

    revision_id: int
    node: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run with what the store knows around it. `flow` is the revision it began on, None before that."""

    run: Run
    flow_name: str
    flow: Flow | None
    revision_id: int | None
    touchpoint: str
    purchase_id: int
    customer_id: int
    conversation_id: int | None
    origin: Origin
    is_test: bool
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Situation:
    """A run with all around it that a step of it may need to know."""

    stored: StoredRun
    conversation: Conversation
    customer: Customer
    purchase: Purchase


@dataclass(frozen=True, slots=True)
class StoredTicket:
    """A ticket, where it came from, and where its card stands (`card_ts` is None until it is posted)."""

    id: int
    ticket: Ticket
    run_id: int | None
    conversation_id: int
    customer_id: int | None
    purchase_id: int | None
    is_test: bool
    rule: str
    why: str
    priority: str
    opened_at: datetime
    complained_at: datetime
    channel: str
    card_channel: str | None
    card_ts: str | None


@dataclass(frozen=True, slots=True)
class TicketMessage:
    """What one side wrote. `author` is None for the customer, a staff member's name otherwise."""

    id: int
    conversation_id: int
    run_id: int | None
    ticket_id: int | None
    author: str | None
    text: str
    file: dict[str, Any] | None
    is_edit: bool
    written_at: datetime
    delivery: str | None
    delivery_reason: str | None
    thread_ts: str | None


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A letter. `attempts` counts its claims; `uncertain` says that an earlier one may have arrived, `reason`
    why it still waits, or did not leave.
    """

    id: int
    channel: str
    ordering_key: str
    budget: str
    kind: str
    payload: dict[str, Any]
    conversation_id: int | None
    run_id: int | None
    ticket_id: int | None
    message_id: int | None
    attempts: int
    uncertain: bool
    queued_at: datetime
    platform_id: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DueTimer:
    id: int
    run_id: int
    step_number: int
    purpose: str
    due_at: datetime
    attempts: int


RecordT = TypeVar("RecordT")


def record_of(kind: Callable[..., RecordT], row: object, *, within: str = "") -> RecordT:
    """The record whose fields have the same names as the row's columns, which may begin with `within`."""
    return kind(*_fields_of(kind, within)(row))


def columns_of(kind: Any, table: type[SQLModel]) -> list[Any]:
    """The columns of the table that such a record is made of, in its order."""
    return [getattr(table, field.name) for field in fields(kind)]


@cache
def _fields_of(kind: Any, within: str) -> Callable[[object], tuple[Any, ...]]:
    return attrgetter(*(f"{within}{field.name}" for field in fields(kind)))


def stored_id(row_id: int | None) -> int:
    """The id of a row that the database has seen. Raises `ValueError` for one that it has not."""
    if row_id is None:
        raise ValueError("the row has no id yet: it was not flushed")
    return row_id
