"""Tickets, their cards, and what was said in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select, update

from flows.run import Complaint
from flows.tickets import Ticket, TicketState
from storage.prepared import Prepared
from storage.records import StoredTicket, TicketMessage, record_of, stored_id
from storage.tables import TicketEventRow, TicketMessageRow, TicketRow


def open_ticket(
    session: Session, complaint: Complaint, columns: dict[str, Any], now: datetime
) -> StoredTicket:
    """A new ticket. `columns` say whom it is about and where its card goes (`channel`)."""
    row = TicketRow(
        **columns,
        state=TicketState.OPEN.value,
        rule=complaint.rule,
        why=complaint.why,
        priority=complaint.priority,
        opened_at=now,
        complained_at=complaint.since,
        due_at=complaint.due_at,
    )
    session.add(row)
    session.flush()
    log(session, stored_id(row.id), TicketEvent("open", after=TicketState.OPEN), now)
    return _stored(row)


def get(session: Session, ticket_id: int) -> StoredTicket | None:
    """The ticket as it stands now. To change it, lock its conversation first."""
    row = session.get(TicketRow, ticket_id, populate_existing=True)
    return _stored(row) if row else None


def of_run(session: Session, run_id: int) -> StoredTicket | None:
    row = session.exec(select(TicketRow).where(TicketRow.run_id == run_id)).one_or_none()
    return _stored(row) if row else None


def unresolved_in(session: Session, conversation_id: int) -> Sequence[StoredTicket]:
    """The newest first."""
    return [_stored(row) for row in _UNRESOLVED.rows(session, chat=conversation_id)]


def save(session: Session, ticket_id: int, ticket: Ticket) -> None:
    columns = {name: getattr(ticket, name) for name in ticket.__dataclass_fields__}
    columns["state"] = ticket.state.value
    change(session, ticket_id, **columns)


def change(session: Session, ticket_id: int, **columns: Any) -> None:
    session.exec(update(TicketRow).where(col(TicketRow.id) == ticket_id).values(**columns))


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """What happened to a ticket. `actor` is a staff id, None for the customer or the program."""

    action: str
    after: TicketState
    before: TicketState | None = None
    actor: str | None = None
    detail: dict[str, Any] | None = None


def log(session: Session, ticket_id: int, happened: TicketEvent, now: datetime) -> None:
    """Adds a line to the ticket's history."""
    row = TicketEventRow(
        ticket_id=ticket_id,
        at=now,
        actor=happened.actor,
        action=happened.action,
        state_before=happened.before.value if happened.before else None,
        state_after=happened.after.value,
        detail=happened.detail,
    )
    session.add(row)


def add_message(session: Session, **columns: Any) -> int:
    """Keeps what somebody wrote; columns as in `TicketMessage`, all but its id."""
    row = TicketMessageRow(**columns)
    session.add(row)
    session.flush()
    return stored_id(row.id)


def get_message(session: Session, message_id: int) -> TicketMessage:
    return record_of(TicketMessage, session.get_one(TicketMessageRow, message_id))


def change_message(session: Session, message_id: int, **columns: Any) -> None:
    session.exec(update(TicketMessageRow).where(col(TicketMessageRow.id) == message_id).values(**columns))


def messages_of(session: Session, ticket_id: int) -> Sequence[TicketMessage]:
    query = select(TicketMessageRow).where(TicketMessageRow.ticket_id == ticket_id)
    return [record_of(TicketMessage, row) for row in session.exec(query.order_by(col(TicketMessageRow.id)))]


def adopt_messages(session: Session, run_id: int, ticket_id: int) -> list[int]:
    """Gives the ticket what its customer wrote during the run before it was opened; the ids, oldest first."""
    unheld = (col(TicketMessageRow.run_id) == run_id, col(TicketMessageRow.ticket_id).is_(None))
    ids = session.exec(select(TicketMessageRow.id).where(*unheld).order_by(col(TicketMessageRow.id))).all()
    session.exec(update(TicketMessageRow).where(*unheld).values(ticket_id=ticket_id))
    return [message_id for message_id in ids if message_id is not None]


def _stored(row: Any) -> StoredTicket:
    ticket = Ticket(
        state=TicketState(row.state),
        owner=row.owner,
        answered=row.answered,
        due_at=row.due_at,
        first_response_at=row.first_response_at,
        resolved_at=row.resolved_at,
        cause=row.cause,
        closing_reason=row.closing_reason,
        times_reopened=row.times_reopened,
    )
    around = {
        name: getattr(row, name) for name in StoredTicket.__dataclass_fields__ if name not in {"id", "ticket"}
    }
    return StoredTicket(id=stored_id(row.id), ticket=ticket, **around)


_UNRESOLVED = Prepared(
    sql_select(*TicketRow.__table__.columns)  # type: ignore[attr-defined]  # SQLModel adds it
    .where(col(TicketRow.conversation_id) == bindparam("chat"))
    .where(col(TicketRow.state) != TicketState.RESOLVED.value)
    .order_by(col(TicketRow.id).desc())
)
