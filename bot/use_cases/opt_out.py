"""A customer wants no more questions, or can no longer be reached: everything the bot would do by itself
ends.
"""

from bot.use_cases.closed_question import Closed, close_questions
from bot.use_cases.queueing import queue_card, queue_note, queue_remark, queue_text
from bot.use_cases.staging import language_of, say
from bot.use_cases.step_run import step_run
from bot.use_cases.tickets import store_ticket
from bot.use_cases.turn import Turn
from flows.events import Stopped
from flows.phrases import Phrase
from flows.run import Run
from flows.tickets import reply_failed
from storage import conversations, outbox, purchases, runs, tickets
from storage.records import Conversation, StoredRun

CANNOT_BE_REACHED = "the customer blocked the bot"


def opt_out(turn: Turn, conversation: Conversation) -> Closed:
    """Nothing is asked from now on; what was queued to be asked is withdrawn, and what is open is closed.
    Replies to a complaint still go out.
    """
    outbox.withdraw_questions(turn.session, conversation.id)
    ended = _end_runs(turn, conversation)
    conversations.change(turn.session, conversation.id, opted_out_at=conversation.opted_out_at or turn.now)
    language = language_of(
        turn.setup, conversation, purchases.newest_customer_in(turn.session, conversation.id)
    )
    queue_text(turn, conversation, say(turn.setup, Phrase.STOPPED, language))
    return tuple(question for stored, after in ended for question in close_questions(turn, stored, after))


def become_unreachable(turn: Turn, conversation: Conversation) -> None:
    """The customer blocked the bot: nothing more is sent, and staff with a complaint of theirs are told."""
    if conversation.blocked_at is not None:
        return
    conversations.change(turn.session, conversation.id, blocked_at=turn.now)
    for stored, _ in _end_runs(turn, conversation):
        runs.mark_once(turn.session, stored.run.id, "blocked_at", turn.now)
    undelivered = outbox.give_up_all_to(turn.session, conversation.id, CANNOT_BE_REACHED)
    for message_id in undelivered:
        tickets.change_message(
            turn.session, message_id, delivery="not delivered", delivery_reason=CANNOT_BE_REACHED
        )
    for ticket in tickets.unresolved_in(turn.session, conversation.id):
        for message in tickets.messages_of(turn.session, ticket.id):
            if message.id in undelivered:
                queue_note(turn, ticket, message.id)
                ticket = store_ticket(turn, ticket, reply_failed(ticket.ticket))  # noqa: PLW2901 - as it is now
        queue_remark(turn, ticket, "The customer blocked the bot and can no longer be reached here.")
        queue_card(turn, ticket)


def become_reachable(turn: Turn, conversation: Conversation) -> None:
    """They unblocked the bot, or wrote to it, which needs the same."""
    conversations.change(turn.session, conversation.id, blocked_at=None)
    for ticket in tickets.unresolved_in(turn.session, conversation.id):
        queue_remark(turn, ticket, "The customer can be reached again.")
        queue_card(turn, ticket)


def _end_runs(turn: Turn, conversation: Conversation) -> list[tuple[StoredRun, Run]]:
    """Those that waited, each with what it is now."""
    ended: list[tuple[StoredRun, Run]] = []
    while (stored := runs.waiting_in(turn.session, conversation.id)) is not None:
        ended.append((stored, step_run(turn, conversation, stored, Stopped()).run))
    return ended
