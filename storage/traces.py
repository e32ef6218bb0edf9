"""What one customer has left in every table, for whoever wants to see what happens underneath. Only read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import false, func
from sqlmodel import Session, col, or_, select

from flows.run import RunStatus
from storage.records import Customer, DueTimer, OutboxState, record_of
from storage.tables import CustomerRow, InboxRow, OutboxRow, RunRow, TicketRow, TimerRow


@dataclass(frozen=True, slots=True)
class TraceOfLetter:
    """A row of the outbox as it stands. Times are aware; `leased_until` is there while somebody sends it."""

    id: int
    channel: str
    kind: str
    state: str
    queued_at: datetime
    not_before: datetime
    leased_until: datetime | None
    attempts: int
    uncertain: bool
    sent_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class TraceOfArrival:
    """A row of the inbox: this was handled, and what it brought about was committed with it."""

    source: str
    key: str
    handled_at: datetime


def find_customer(session: Session, source: str, external_id: str) -> Customer | None:
    """By the number that the shop gave."""
    query = select(CustomerRow).filter_by(source=source, external_id=external_id)
    row = session.exec(query).one_or_none()
    return record_of(Customer, row) if row else None


def newest_run(session: Session, customer_id: int) -> int | None:
    """The survey that is open, else the one that was sent last, else the one that comes first."""
    is_open = col(RunRow.status) == RunStatus.WAITING.value
    order = is_open.desc(), col(RunRow.sent_at).desc().nulls_last(), col(RunRow.due_at), col(RunRow.id)
    query = select(RunRow.id).where(RunRow.customer_id == customer_id)
    return session.exec(query.order_by(*order).limit(1)).first()


def newest_ticket(session: Session, customer_id: int) -> int | None:
    query = select(TicketRow.id).where(TicketRow.customer_id == customer_id)
    return session.exec(query.order_by(col(TicketRow.id).desc()).limit(1)).first()


def timers_of(session: Session, customer_id: int) -> Sequence[DueTimer]:
    """All that is set for this customer, the next one first."""
    query = select(TimerRow).join(RunRow, col(TimerRow.run_id) == RunRow.id)
    rows = session.exec(query.where(RunRow.customer_id == customer_id).order_by(col(TimerRow.due_at)))
    return [record_of(DueTimer, row) for row in rows]


def letters_about(session: Session, customer: Customer, most: int) -> Sequence[TraceOfLetter]:
    """What was queued for this customer, and for staff about them; the newest first."""
    tickets = select(TicketRow.id).where(TicketRow.customer_id == customer.id)
    chat = customer.conversation_id
    theirs = col(OutboxRow.conversation_id) == chat if chat is not None else false()
    query = select(OutboxRow).where(or_(theirs, col(OutboxRow.ticket_id).in_(tickets)))
    rows = session.exec(query.order_by(col(OutboxRow.id).desc()).limit(most))
    return [record_of(TraceOfLetter, row) for row in rows]


def newest_arrivals(session: Session, most: int) -> Sequence[TraceOfArrival]:
    """What came in last, from anybody; the newest first."""
    rows = session.exec(select(InboxRow).order_by(col(InboxRow.handled_at).desc()).limit(most))
    return [record_of(TraceOfArrival, row) for row in rows]


def count_waiting(session: Session) -> dict[str, int]:
    """How many letters wait to be sent, by channel."""
    query = select(OutboxRow.channel, func.count()).where(OutboxRow.state == OutboxState.PENDING.value)
    return dict(session.exec(query.group_by(OutboxRow.channel)).all())
