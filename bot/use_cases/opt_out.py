"""A customer wants no more questions, or can no longer be reached: everything the bot would do by itself
ends.
"""

from datetime import datetime

from sqlmodel import Session

from bot.use_cases.queueing import queue_card, queue_note, queue_remark, queue_text
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, say
from bot.use_cases.step_run import step_run
from flows.events import Stopped
from flows.phrases import Phrase
from storage import conversations, outbox, purchases, runs, tickets
from storage.records import Conversation

CANNOT_BE_REACHED = "the customer blocked the bot"


def opt_out(session: Session, setup: Setup, conversation: Conversation, now: datetime) -> None:
    """Nothing is asked from now on; what was queued to be asked is withdrawn. Replies to a complaint still
    go out.
    """
    outbox.withdraw_questions(session, conversation.id)
    _end_runs(session, setup, conversation, now)
    conversations.change(session, conversation.id, opted_out_at=conversation.opted_out_at or now)
    language = language_of(setup, conversation, purchases.newest_customer_in(session, conversation.id))
    queue_text(session, conversation, say(setup, Phrase.STOPPED, language), now)


def become_unreachable(session: Session, setup: Setup, conversation: Conversation, now: datetime) -> None:
    """The customer blocked the bot: nothing more is sent, and staff with a complaint of theirs are told."""
    if conversation.blocked_at is not None:
        return
    conversations.change(session, conversation.id, blocked_at=now)
    for run_id in _end_runs(session, setup, conversation, now):
        runs.mark_once(session, run_id, "blocked_at", now)
    undelivered = outbox.give_up_all_to(session, conversation.id, CANNOT_BE_REACHED)
    for message_id in undelivered:
        tickets.change_message(
            session, message_id, delivery="not delivered", delivery_reason=CANNOT_BE_REACHED
        )
    for ticket in tickets.unresolved_in(session, conversation.id):
        for message in tickets.messages_of(session, ticket.id):
            if message.id in undelivered:
                queue_note(session, ticket, message.id, now)
        queue_remark(session, ticket, "The customer blocked the bot and can no longer be reached here.", now)
        queue_card(session, ticket, now)


def become_reachable(session: Session, conversation: Conversation, now: datetime) -> None:
    """They unblocked the bot, or wrote to it, which needs the same."""
    if conversation.blocked_at is None:
        return
    conversations.change(session, conversation.id, blocked_at=None)
    for ticket in tickets.unresolved_in(session, conversation.id):
        queue_remark(session, ticket, "The customer can be reached again.", now)
        queue_card(session, ticket, now)


def _end_runs(session: Session, setup: Setup, conversation: Conversation, now: datetime) -> list[int]:
    ended: list[int] = []
    while (stored := runs.waiting_in(session, conversation.id)) is not None:
        step_run(session, setup, conversation, stored, Stopped(), now)
        ended.append(stored.run.id)
    return ended
