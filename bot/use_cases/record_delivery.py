"""What became of a letter: marked sent, to be tried again, given up or unknown, with all that follows from
it.

Unknown outcomes are decided by what a second copy would do. Staff messages are looked up by their outbox id
before they are sent again, so they are tried again as uncertain. A question repeated carries the same step
in its buttons, and the bot's other words do no harm twice, so they are sent again. A person's reply is not:
staff see that it may have arrived, and decide.
"""

from datetime import datetime, timedelta
from typing import assert_never

from sqlmodel import Session

from bot.ports import Delivery, GiveUp, RetryAt, Sent, Unknown
from bot.use_cases.opt_out import become_unreachable
from bot.use_cases.queueing import queue_card, queue_note, queue_notice
from bot.use_cases.setup import Setup
from bot.use_cases.tickets import store_ticket
from flows.tickets import reply_delivered, reply_unknown
from storage import budgets, conversations, outbox, runs, tickets
from storage.records import OutboxItem, stored_id

PAUSE_AFTER_UNKNOWN = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=5)


def record_delivery(
    session: Session, setup: Setup, item: OutboxItem, delivery: Delivery, now: datetime
) -> None:
    """Stores the outcome of one attempt and whatever it changes for customer and staff."""
    if item.conversation_id is not None:
        conversations.lock(session, item.conversation_id)
    match delivery:
        case Sent():
            outbox.mark_sent(session, item.id, delivery.platform_id, now)
            _sent(session, item, delivery, now)
        case RetryAt(at=at, reason=reason, everything=everything):
            outbox.retry(session, item.id, at, reason, uncertain=item.uncertain)
            budgets.hold_until(session, _bot_budget(item) if everything else item.budget, at, now)
        case Unknown(reason=reason) if item.kind == "reply":
            outbox.mark_unknown(session, item.id, reason)
            _reply_outcome(session, item, "unknown", reason, now)
        case Unknown(reason=reason):
            outbox.retry(session, item.id, now + _pause(item.attempts), reason, uncertain=True)
        case GiveUp(reason=reason, blocked=blocked):
            _gave_up(session, setup, item, reason, now)
            if blocked and item.conversation_id is not None:
                become_unreachable(session, setup, conversations.get(session, item.conversation_id), now)
        case _:
            assert_never(delivery)


def _bot_budget(item: OutboxItem) -> str:
    return f"all of {item.channel}"


def _pause(attempts: int) -> timedelta:
    """Doubles with every attempt, up to five minutes."""
    return min(PAUSE_AFTER_UNKNOWN * (1 << min(attempts, 10)), LONGEST_PAUSE)


def _sent(session: Session, item: OutboxItem, sent: Sent, now: datetime) -> None:
    match item.kind:
        case "question":
            runs.mark_once(session, stored_id(item.run_id), "sent_at", now)
        case "reply":
            _reply_outcome(session, item, "delivered", None, now)
        case "card" if sent.platform_id is not None and item.ticket_id is not None:
            tickets.change(session, item.ticket_id, card_ts=sent.platform_id, card_channel=sent.place)
        case "note" if sent.platform_id is not None and item.message_id is not None:
            tickets.change_message(session, item.message_id, thread_ts=sent.platform_id)


def _reply_outcome(
    session: Session, item: OutboxItem, outcome: str, reason: str | None, now: datetime
) -> None:
    """The staff's words in the thread get their mark; a delivered reply is what stops the customer's
    clock.
    """
    message_id, ticket_id = stored_id(item.message_id), stored_id(item.ticket_id)
    delivered_at = now if outcome == "delivered" else None
    tickets.change_message(
        session, message_id, delivery=outcome, delivery_reason=reason, delivered_at=delivered_at
    )
    stored = tickets.get(session, ticket_id)
    if stored is None:
        return
    queue_note(session, stored, message_id, now)
    if outcome == "delivered":
        store_ticket(session, stored, reply_delivered(stored.ticket, now), now)
    elif outcome == "unknown":
        store_ticket(session, stored, reply_unknown(stored.ticket), now)


def _gave_up(session: Session, setup: Setup, item: OutboxItem, reason: str, now: datetime) -> None:
    if item.kind == "card":
        _card_elsewhere(session, setup, item, reason, now)
        return
    outbox.give_up(session, item.id, reason)
    if item.kind == "reply":
        _reply_outcome(session, item, "not delivered", reason, now)


def _card_elsewhere(session: Session, setup: Setup, item: OutboxItem, reason: str, now: datetime) -> None:
    """A complaint must be seen: what its channel does not take goes to the default channel, with the
    reason.
    """
    stored = tickets.get(session, stored_id(item.ticket_id))
    default = setup.config.slack.default_channel
    if stored is None:
        outbox.give_up(session, item.id, reason)
    elif stored.channel == default:
        outbox.retry(session, item.id, now + _pause(item.attempts), reason, uncertain=item.uncertain)
    else:
        why = f"{stored.why}; meant for {stored.channel}: {reason}"
        tickets.change(session, stored.id, channel=default, card_channel=None, card_ts=None, why=why)
        outbox.give_up(session, item.id, reason)
        moved = tickets.get(session, stored.id)
        if moved is not None:
            queue_card(session, moved, now)
            queue_notice(session, default, f"{stored.channel} cannot be used: {reason}", now)
