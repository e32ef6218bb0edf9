"""A customer presses START, perhaps through the link of a purchase."""

from collections.abc import Iterable

from bot.use_cases.begin_run import Begun, begin_run
from bot.use_cases.queueing import queue_question, queue_text
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, say, set_scene
from bot.use_cases.turn import Turn
from flows.effects import TimerPurpose
from flows.engine import repeat_question
from flows.phrases import Phrase
from storage import conversations, links, purchases, runs, timers
from storage.outbox import Priority
from storage.records import Conversation, Link, StoredRun


def open_chat(turn: Turn, conversation: Conversation, token: str | None) -> None:
    """Ties the purchase of a valid link to this chat and asks what is due; in any case the customer gets an
    answer.
    """
    came_back = conversation.opted_out_at is not None
    if came_back:
        conversations.change(turn.session, conversation.id, opted_out_at=None)
        conversation = conversations.get(turn.session, conversation.id)
    if token is not None:
        answer = _open_link(turn, conversation, token)
    else:
        answer = None if _asks_again(turn, conversation) else Phrase.WELCOME
    if answer is not None:
        answer = Phrase.WELCOME_BACK if came_back and answer is Phrase.WELCOME else answer
        language = language_of(
            turn.setup, conversation, purchases.newest_customer_in(turn.session, conversation.id)
        )
        queue_text(
            turn,
            conversation,
            introduced(turn.setup, conversation, say(turn.setup, answer, language), language),
        )
        conversations.change(
            turn.session, conversation.id, introduced_at=conversation.introduced_at or turn.now
        )


def introduced(setup: Setup, conversation: Conversation, text: str, language: str) -> str:
    """The first words to anybody carry business, purpose and privacy, in the same message."""
    if conversation.introduced_at is not None:
        return text
    return f"{say(setup, Phrase.INTRODUCTION, language)}\n\n{text}"


def _open_link(turn: Turn, conversation: Conversation, token: str) -> Phrase | None:
    """What to say to whoever opens this link; None when a question was asked instead."""
    link = links.find(turn.session, token)
    if link is None:
        return Phrase.LINK_UNKNOWN
    if link.conversation_id not in {None, conversation.id}:
        return Phrase.LINK_USED_BY_OTHER
    if link.conversation_id is None and turn.now >= link.expires_at:
        return Phrase.LINK_EXPIRED
    if not links.bind(turn.session, link.id, conversation.id, turn.now):
        return Phrase.LINK_USED_BY_OTHER
    return _start_due(turn, conversation, link)


def _start_due(turn: Turn, conversation: Conversation, link: Link) -> Phrase | None:
    purchase = purchases.get_purchase(turn.session, link.purchase_id)
    purchases.reach_at(turn.session, purchase.customer_id, conversation.id)
    scheduled = runs.scheduled_for(turn.session, purchase.id)
    _set_starts(turn, scheduled)
    runs.open_link(turn.session, purchase.id, conversation.id, turn.now)
    for stored in scheduled:
        is_due = stored.due_at is not None and stored.due_at <= turn.now
        if is_due and begin_run(turn, stored.run.id, came_by_link=True) is Begun.STARTED:
            return None
    return None if _asks_again(turn, conversation) else Phrase.WELCOME


def _set_starts(turn: Turn, scheduled: Iterable[StoredRun]) -> None:
    """A run without a chat has lost its timer if it fell due; whatever is not asked now is asked by a timer.

    Before the runs get their chat: a timer that fires at the same moment holds its row while it looks for the
    chat, so that it is either waited for here, or finds the chat.
    """
    for stored in scheduled:
        if stored.conversation_id is None and stored.due_at is not None:
            timers.replace_all(turn.session, stored.run.id, 0, [(TimerPurpose.START.value, stored.due_at)])


def _asks_again(turn: Turn, conversation: Conversation) -> bool:
    """Repeats the question that is open in this chat, if there is one: START is pressed to go on, too."""
    stored = runs.waiting_in(turn.session, conversation.id)
    if stored is None or stored.flow is None:
        return False
    customer = purchases.get_customer(turn.session, stored.customer_id)
    purchase = purchases.get_purchase(turn.session, stored.purchase_id)
    scene = set_scene(turn.setup, conversation, customer, purchase, stored.run.language)
    question = repeat_question(stored.flow, stored.run, scene, turn.now)
    queue_question(turn, conversation, stored.run, question, Priority.CONVERSATION)
    return True
