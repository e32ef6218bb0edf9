"""Opens tickets and moves them, keeping card, thread, history and customer in step."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.use_cases.queueing import queue_card, queue_note, queue_remark
from bot.use_cases.setup import Setup
from bot.use_cases.staging import response_times
from flows.run import Complaint
from flows.scene import ONE_WORKING_DAY
from flows.tickets import Act, Refusal, Ticket, TicketState, act
from storage import tickets
from storage.records import Conversation, StoredRun, StoredTicket


def open_ticket(
    session: Session,
    setup: Setup,
    conversation: Conversation,
    stored: StoredRun | None,
    complaint: Complaint,
    now: datetime,
) -> StoredTicket:
    """The ticket of a complaint with its card on the way. A run that has a ticket keeps it."""
    if stored is not None and (known := tickets.of_run(session, stored.run.id)) is not None:
        return known
    columns = {
        "conversation_id": conversation.id,
        "run_id": stored.run.id if stored else None,
        "customer_id": stored.customer_id if stored else None,
        "purchase_id": stored.purchase_id if stored else None,
        "is_test": stored.is_test if stored else conversation.is_test,
        "channel": complaint.channel or setup.config.slack.default_channel,
    }
    ticket = tickets.open_ticket(session, complaint, columns, now)
    queue_card(session, ticket, now)
    if stored is not None:
        for message_id in tickets.adopt_messages(session, stored.run.id, ticket.id):
            queue_note(session, ticket, message_id, now)
    return ticket


def move_ticket(
    session: Session, setup: Setup, stored: StoredTicket, deed: Act, now: datetime
) -> StoredTicket | Refusal:
    """Applies a deed by the table in `flows.tickets`; what changed is stored, logged and drawn on the
    card.
    """
    moved = act(stored.ticket, deed, now)
    if isinstance(moved, Refusal):
        return moved
    if moved.state is TicketState.REOPENED and stored.ticket.state is TicketState.RESOLVED:
        moved = replace(moved, due_at=now + response_times(setup).get(stored.priority, ONE_WORKING_DAY))
    detail = {"cause": deed.cause, "closing_reason": deed.closing_reason} if deed.cause else None
    tickets.log(
        session,
        stored.id,
        deed.action.value,
        now,
        before=stored.ticket.state,
        after=moved.state,
        actor=deed.actor,
        detail=detail,
    )
    return store_ticket(session, stored, moved, now)


def store_ticket(session: Session, stored: StoredTicket, ticket: Ticket, now: datetime) -> StoredTicket:
    if ticket == stored.ticket:
        return stored
    tickets.save(session, stored.id, ticket)
    after = replace(stored, ticket=ticket)
    queue_card(session, after, now)
    return after


def tell_staff(session: Session, stored: StoredTicket, text: str, now: datetime) -> None:
    queue_remark(session, stored, text, now)
