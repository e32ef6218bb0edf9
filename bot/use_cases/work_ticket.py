"""A staff member acts on a ticket: claims it, answers the customer, resolves it, reopens it."""

from dataclasses import dataclass
from typing import assert_never

from sqlmodel import Session

from bot.staff import Claim, Reopen, Reply, Resolve, StaffAct, StaffArrival, TicketPeek
from bot.use_cases.queueing import queue_note, queue_remark, queue_reply, queue_text
from bot.use_cases.staging import display_name, language_of, say
from bot.use_cases.tickets import move_ticket
from bot.use_cases.turn import Turn
from flows.phrases import Phrase
from flows.tickets import Act, Refusal, RefusalReason, TicketAction
from storage import conversations, inbox, purchases, tickets
from storage.records import StoredTicket


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of an act: why it was refused, in words for that person, or None."""

    refusal: str | None = None
    was_new: bool = True


def work_ticket(turn: Turn, arrival: StaffArrival, staff_name: str) -> Worked:
    """Does what was clicked or submitted, once.

    An act that was done already (the click came twice) is no refusal. A refused one may be sent again under
    the same key: a form that was refused stays open.
    """
    act = arrival.act
    found = tickets.get(turn.session, act.ticket_id)
    if found is None:
        return Worked("This ticket does not exist any more.")
    if not inbox.is_new(turn.session, "slack", arrival.key, turn.now):
        return Worked(was_new=False)
    conversations.lock(turn.session, found.conversation_id)
    stored = tickets.get(turn.session, act.ticket_id) or found
    moved = move_ticket(turn, stored, _deed(act, arrival.origin.user_id))
    if isinstance(moved, Refusal):
        inbox.forget(turn.session, "slack", arrival.key)
        return Worked(None if moved.reason is RefusalReason.ALREADY_YOURS else _explain(moved, stored))
    match act:
        case Reply(text=text):
            _send_reply(turn, moved, staff_name, text)
        case Resolve(note=note):
            _tell_resolved(turn, moved, note)
        case Claim() | Reopen():
            pass
        case _:
            assert_never(act)
    return Worked()


def peek_ticket(session: Session, ticket_id: int) -> TicketPeek | None:
    """What the modals show before anything changes."""
    stored = tickets.get(session, ticket_id)
    if stored is None:
        return None
    conversation = conversations.get(session, stored.conversation_id)
    customer = purchases.get_customer(session, stored.customer_id) if stored.customer_id else None
    words = [message.text for message in tickets.messages_of(session, ticket_id) if message.author is None]
    ticket = stored.ticket
    name = display_name(conversation, customer)
    return TicketPeek(ticket.state, ticket.owner, ticket.answered, name, words[-1] if words else None)


def _deed(act: StaffAct, staff: str) -> Act:
    match act:
        case Claim():
            return Act(TicketAction.CLAIM, staff)
        case Reopen():
            return Act(TicketAction.REOPEN, staff)
        case Reply():
            return Act(TicketAction.REPLY, staff)
        case Resolve(cause=cause, closing_reason=closing_reason):
            return Act(TicketAction.RESOLVE, staff, cause.value, closing_reason)
        case _:
            assert_never(act)


def _explain(refusal: Refusal, stored: StoredTicket) -> str:
    match refusal.reason:
        case RefusalReason.HELD_BY_OTHER:
            return f"<@{refusal.owner}> is on this ticket. You can still reply to the customer."
        case RefusalReason.ALREADY_RESOLVED:
            return "This ticket is resolved already. Reopen it first."
        case RefusalReason.NOT_RESOLVED:
            return "This ticket is not resolved, so there is nothing to reopen."
        case RefusalReason.NOT_ANSWERED:
            return "The customer has not received an answer yet. Reply first, or say why none is needed."
        case RefusalReason.ALREADY_YOURS:
            return f"Ticket {stored.id} is yours already."
        case _:
            assert_never(refusal.reason)


def _send_reply(turn: Turn, stored: StoredTicket, staff_name: str, text: str) -> None:
    message_id = tickets.add_message(
        turn.session,
        conversation_id=stored.conversation_id,
        run_id=stored.run_id,
        ticket_id=stored.id,
        author=staff_name,
        text=text,
        written_at=turn.now,
        delivery="sending",
    )
    conversation = conversations.get(turn.session, stored.conversation_id)
    queue_reply(turn, conversation, stored, message_id, text)
    queue_note(turn, stored, message_id)


def _tell_resolved(turn: Turn, stored: StoredTicket, note: str | None) -> None:
    """The customer learns that the matter counts as settled and that writing again opens it; the note stays
    inside.
    """
    if note:
        queue_remark(turn, stored, note)
    conversation = conversations.get(turn.session, stored.conversation_id)
    customer = purchases.get_customer(turn.session, stored.customer_id) if stored.customer_id else None
    text = say(turn.setup, Phrase.RESOLVED, language_of(turn.setup, conversation, customer))
    queue_text(turn, conversation, text, ticket_id=stored.id)
