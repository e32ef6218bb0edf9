"""Slack does not take a card, or a word below it, where it should stand: another place is found, and nothing
that a customer said is lost.
"""

from bot.ports import GiveUp, RetryAt
from bot.use_cases.queueing import TICKETS, queue_card, queue_note, queue_notice, queue_remark
from bot.use_cases.turn import Turn
from storage import conversations, outbox, tickets
from storage.records import OutboxItem, StoredTicket


def find_place(turn: Turn, item: OutboxItem, ticket_id: int, refusal: GiveUp) -> GiveUp | RetryAt | None:
    """Finds another place for a letter about a ticket. Says what became of the letter itself: it is tried
    again, or given up for a new one; None if there is no other place and it must wait for its own.

    A message that cannot be changed is posted anew. When the card itself is gone, or its channel takes
    nothing, a new card is posted, in the default channel if need be, and all that waits follows it.
    """
    stored = _lock_ticket(turn, ticket_id)
    if stored is None:
        return None
    default = turn.setup.config.slack.default_channel
    if item.message_id is not None and tickets.get_message(turn.session, item.message_id).thread_ts:
        tickets.change_message(turn.session, item.message_id, thread_ts=None)
        outbox.retry(turn.session, item, turn.now, refusal.reason, uncertain=False)
        return RetryAt(turn.now, refusal.reason)
    if stored.card_ts is not None:
        _post_anew(turn, stored, refusal.reason)
    elif stored.channel != default:
        why = f"{stored.why}; meant for {stored.channel}: {refusal.reason}"
        _post_anew(turn, stored, refusal.reason, channel=default, why=why)
        queue_notice(turn, default, f"{stored.channel} cannot be used: {refusal.reason}")
    else:
        return None
    return refusal


def _lock_ticket(turn: Turn, ticket_id: int) -> StoredTicket | None:
    """The ticket as it is once nobody else can add to it or move it."""
    before = tickets.get(turn.session, ticket_id)
    if before is None:
        return None
    conversations.lock(turn.session, before.conversation_id)
    return tickets.get(turn.session, ticket_id)


def _post_anew(turn: Turn, stored: StoredTicket, reason: str, **changes: str) -> None:
    """What waits about this ticket is queued again behind a new card, since a thread needs one."""
    tickets.change(turn.session, stored.id, card_ts=None, card_channel=None, **changes)
    waiting = outbox.waiting_under(turn.session, TICKETS.format(stored.id))
    for item in waiting:
        outbox.give_up(turn.session, item.id, reason)
    moved = tickets.get(turn.session, stored.id) or stored
    queue_card(turn, moved)
    for item in waiting:
        if item.message_id is not None:
            queue_note(turn, moved, item.message_id)
        elif item.kind == "remark":
            queue_remark(turn, moved, item.payload["text"])
