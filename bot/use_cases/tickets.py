"""Opens tickets and moves them, keeping card, thread, history and customer in step."""

from dataclasses import replace

from bot.use_cases.queueing import queue_card, queue_note
from bot.use_cases.turn import Turn
from flows.run import Complaint
from flows.scene import ONE_WORKING_DAY
from flows.tickets import Act, Refusal, Ticket, TicketState, act
from storage import tickets
from storage.records import Conversation, StoredRun, StoredTicket
from storage.tickets import TicketEvent


def open_ticket(
    turn: Turn, conversation: Conversation, stored: StoredRun | None, complaint: Complaint
) -> StoredTicket:
    """The ticket of a complaint with its card on the way. A run that has a ticket keeps it."""
    if stored is not None and (known := tickets.of_run(turn.session, stored.run.id)) is not None:
        return known
    columns = {
        "conversation_id": conversation.id,
        "run_id": stored.run.id if stored else None,
        "customer_id": stored.customer_id if stored else None,
        "purchase_id": stored.purchase_id if stored else None,
        "is_test": stored.is_test if stored else conversation.is_test,
        "channel": complaint.channel or turn.setup.config.slack.default_channel,
    }
    ticket = tickets.open_ticket(turn.session, complaint, columns, turn.now)
    queue_card(turn, ticket)
    if stored is not None:
        for message_id in tickets.adopt_messages(turn.session, stored.run.id, ticket.id):
            queue_note(turn, ticket, message_id)
    return ticket


def move_ticket(turn: Turn, stored: StoredTicket, deed: Act) -> StoredTicket | Refusal:
    """Applies a deed by the table in `flows.tickets`; what changed is stored, logged and drawn on the
    card.
    """
    moved = act(stored.ticket, deed, turn.now)
    if isinstance(moved, Refusal):
        return moved
    if moved.state is TicketState.REOPENED and stored.ticket.state is TicketState.RESOLVED:
        promised = turn.setup.config.first_response().get(stored.priority, ONE_WORKING_DAY)
        moved = replace(moved, due_at=turn.now + promised)
    detail = {"cause": deed.cause, "closing_reason": deed.closing_reason} if deed.cause else None
    happened = TicketEvent(deed.action.value, moved.state, stored.ticket.state, deed.actor, detail)
    tickets.log(turn.session, stored.id, happened, turn.now)
    return store_ticket(turn, stored, moved)


def store_ticket(turn: Turn, stored: StoredTicket, ticket: Ticket) -> StoredTicket:
    if ticket == stored.ticket:
        return stored
    tickets.save(turn.session, stored.id, ticket)
    after = replace(stored, ticket=ticket)
    queue_card(turn, after)
    return after
