"""What became of a letter: marked sent, to be tried again, given up or unknown, with all that follows from
it.

Unknown outcomes are decided by what a second copy would do. Staff messages are looked up by their outbox id
before they are sent again, so they are tried again as uncertain. A question repeated carries the same step
in its buttons, and the bot's other words do no harm twice, so they are sent again. A person's reply is not,
neither after a lost answer nor after a crash: staff see that it may have arrived, and decide.
"""

from datetime import timedelta
from typing import assert_never

from bot.ports import Delivery, GiveUp, RetryAt, Sent, Unknown
from bot.use_cases.find_place import find_place
from bot.use_cases.opt_out import become_unreachable
from bot.use_cases.queueing import queue_note, queue_notice
from bot.use_cases.tickets import store_ticket
from bot.use_cases.turn import Turn
from flows.tickets import reply_delivered, reply_failed, reply_unknown
from storage import budgets, conversations, outbox, runs, tickets
from storage.records import OutboxItem, stored_id

PAUSE_AFTER_UNKNOWN = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=5)


def record_delivery(turn: Turn, item: OutboxItem, delivery: Delivery) -> Delivery:
    """Stores the outcome of one attempt and whatever it changes for customer and staff.

    Returns what became of the letter: the outcome itself, but for what Slack refused and is tried again.
    """
    conversation_id = _conversation_of(turn, item)
    if conversation_id is not None:
        conversations.hold(turn.session, conversation_id)
    match delivery:
        case Sent():
            outbox.mark_sent(turn.session, item.id, delivery.platform_id, turn.now)
            _sent(turn, item, delivery)
        case RetryAt(at=at, reason=reason, everything=everything):
            outbox.retry(turn.session, item, at, reason, uncertain=item.uncertain)
            held = {item.budget, budgets.whole_channel(item.channel)} if everything else {item.budget}
            budgets.hold_until(turn.session, held, at, turn.now)
        case Unknown(reason=reason) if item.kind == "reply":
            outbox.mark_unknown(turn.session, item.id, reason)
            _reply_outcome(turn, item, "unknown", reason)
        case Unknown(reason=reason):
            outbox.retry(turn.session, item, turn.now + _pause(item.attempts), reason, uncertain=True)
        case GiveUp(blocked=blocked):
            outcome = _gave_up(turn, item, delivery)
            if blocked and item.conversation_id is not None:
                become_unreachable(turn, conversations.get(turn.session, item.conversation_id))
            return outcome
        case _:
            assert_never(delivery)
    return delivery


def _conversation_of(turn: Turn, item: OutboxItem) -> int | None:
    """The chat it goes to, or the one whose ticket it tells staff about."""
    if item.conversation_id is not None or item.ticket_id is None:
        return item.conversation_id
    stored = tickets.get(turn.session, item.ticket_id)
    return stored.conversation_id if stored else None


def _pause(attempts: int) -> timedelta:
    """Doubles with every attempt, up to five minutes."""
    return min(PAUSE_AFTER_UNKNOWN * (1 << min(attempts, 10)), LONGEST_PAUSE)


def _sent(turn: Turn, item: OutboxItem, sent: Sent) -> None:
    match item.kind:
        case "question":
            runs.mark_once(turn.session, stored_id(item.run_id), "sent_at", turn.now)
        case "reply":
            _reply_outcome(turn, item, "delivered", None)
        case "card" if sent.platform_id is not None and item.ticket_id is not None:
            tickets.change(turn.session, item.ticket_id, card_ts=sent.platform_id, card_channel=sent.place)
        case "note" if sent.platform_id is not None and item.message_id is not None:
            tickets.change_message(turn.session, item.message_id, thread_ts=sent.platform_id)


def _reply_outcome(turn: Turn, item: OutboxItem, outcome: str, reason: str | None) -> None:
    """The staff's words in the thread get their mark; a delivered reply is what stops the customer's
    clock.
    """
    message_id, ticket_id = stored_id(item.message_id), stored_id(item.ticket_id)
    delivered_at = turn.now if outcome == "delivered" else None
    tickets.change_message(
        turn.session, message_id, delivery=outcome, delivery_reason=reason, delivered_at=delivered_at
    )
    stored = tickets.get(turn.session, ticket_id)
    if stored is None:
        return
    queue_note(turn, stored, message_id)
    if outcome == "delivered":
        store_ticket(turn, stored, reply_delivered(stored.ticket, turn.now))
    elif outcome == "unknown":
        store_ticket(turn, stored, reply_unknown(stored.ticket))
    else:
        store_ticket(turn, stored, reply_failed(stored.ticket))


def _gave_up(turn: Turn, item: OutboxItem, refusal: GiveUp) -> GiveUp | RetryAt:
    if item.channel == "slack" and item.ticket_id is not None:
        return _refused_by_slack(turn, item, item.ticket_id, refusal)
    outbox.give_up(turn.session, item.id, refusal.reason)
    if item.kind == "reply":
        _reply_outcome(turn, item, "not delivered", refusal.reason)
    return refusal


def _refused_by_slack(turn: Turn, item: OutboxItem, ticket_id: int, refusal: GiveUp) -> GiveUp | RetryAt:
    """A complaint must be seen. A card that nobody takes is tried again until somebody does."""
    may_move = refusal.place_gone or item.kind == "card"
    if may_move and (outcome := find_place(turn, item, ticket_id, refusal)):
        return outcome
    if item.kind == "card":
        again = RetryAt(turn.now + _pause(item.attempts), refusal.reason)
        outbox.retry(turn.session, item, again.at, again.reason, uncertain=item.uncertain)
        return again
    outbox.give_up(turn.session, item.id, refusal.reason)
    lost = f"Something about ticket {ticket_id} could not be shown in its thread: {refusal.reason}"
    queue_notice(turn, turn.setup.config.slack.default_channel, lost)
    return refusal
