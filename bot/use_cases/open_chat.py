"""A customer presses START, perhaps through the link of a purchase."""

from datetime import datetime

from sqlmodel import Session

from bot.use_cases.begin_run import Begun, begin_run
from bot.use_cases.queueing import queue_question, queue_text
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, say, set_scene
from flows.engine import repeat_question
from flows.phrases import Phrase
from storage import conversations, links, purchases, runs
from storage.outbox import Priority
from storage.records import Conversation, Link


def open_chat(
    session: Session, setup: Setup, conversation: Conversation, token: str | None, now: datetime
) -> None:
    """Ties the purchase of a valid link to this chat and asks what is due; in any case the customer gets an
    answer.
    """
    came_back = conversation.opted_out_at is not None
    if came_back:
        conversations.change(session, conversation.id, opted_out_at=None)
        conversation = conversations.get(session, conversation.id)
    if token is not None:
        answer = _open_link(session, setup, conversation, token, now)
    else:
        answer = None if _asks_again(session, setup, conversation, now) else Phrase.WELCOME
    if answer is not None:
        answer = Phrase.WELCOME_BACK if came_back and answer is Phrase.WELCOME else answer
        language = language_of(setup, conversation, purchases.newest_customer_in(session, conversation.id))
        queue_text(
            session,
            conversation,
            introduced(setup, conversation, say(setup, answer, language), language),
            now,
        )
        conversations.change(session, conversation.id, introduced_at=conversation.introduced_at or now)


def introduced(setup: Setup, conversation: Conversation, text: str, language: str) -> str:
    """The first words to anybody carry business, purpose and privacy, in the same message."""
    if conversation.introduced_at is not None:
        return text
    return f"{say(setup, Phrase.INTRODUCTION, language)}\n\n{text}"


def _open_link(
    session: Session, setup: Setup, conversation: Conversation, token: str, now: datetime
) -> Phrase | None:
    """What to say to whoever opens this link; None when a question was asked instead."""
    link = links.find(session, token)
    if link is None:
        return Phrase.LINK_UNKNOWN
    if link.conversation_id not in {None, conversation.id}:
        return Phrase.LINK_USED_BY_OTHER
    if link.conversation_id is None and now >= link.expires_at:
        return Phrase.LINK_EXPIRED
    if not links.bind(session, link.id, conversation.id, now):
        return Phrase.LINK_USED_BY_OTHER
    return _start_due(session, setup, conversation, link, now)


def _start_due(
    session: Session, setup: Setup, conversation: Conversation, link: Link, now: datetime
) -> Phrase | None:
    purchase = purchases.get_purchase(session, link.purchase_id)
    purchases.reach_at(session, purchase.customer_id, conversation.id)
    runs.open_link(session, purchase.id, conversation.id, now)
    for run_id in runs.scheduled_for(session, purchase.id):
        due_at = runs.get(session, run_id).due_at
        if due_at is not None and due_at <= now:
            if begin_run(session, setup, run_id, now, came_by_link=True) is Begun.STARTED:
                return None
    return None if _asks_again(session, setup, conversation, now) else Phrase.WELCOME


def _asks_again(session: Session, setup: Setup, conversation: Conversation, now: datetime) -> bool:
    """Repeats the question that is open in this chat, if there is one: START is pressed to go on, too."""
    stored = runs.waiting_in(session, conversation.id)
    if stored is None or stored.flow is None:
        return False
    customer = purchases.get_customer(session, stored.customer_id)
    purchase = purchases.get_purchase(session, stored.purchase_id)
    scene = set_scene(setup, conversation, customer, purchase, stored.run.language)
    question = repeat_question(stored.flow, stored.run, scene, now)
    queue_question(session, conversation, stored.run.id, question, Priority.CONVERSATION, now)
    return True
