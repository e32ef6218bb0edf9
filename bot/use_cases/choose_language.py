"""A customer asks in which languages we speak, or picks one; an open question is then asked again in it."""

from datetime import datetime

from sqlmodel import Session

from bot.use_cases.queueing import queue_languages, queue_text
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, say
from bot.use_cases.step_run import step_run
from flows.events import LanguageChosen
from flows.phrases import LANGUAGE_NAMES, Phrase
from storage import conversations, purchases, runs
from storage.records import Conversation


def offer_languages(session: Session, setup: Setup, conversation: Conversation, now: datetime) -> None:
    language = language_of(setup, conversation, purchases.newest_customer_in(session, conversation.id))
    languages = [(code, LANGUAGE_NAMES.get(code, code)) for code in setup.config.business.languages]
    queue_languages(session, conversation, say(setup, Phrase.LANGUAGE_CHOOSE, language), languages, now)


def choose_language(
    session: Session, setup: Setup, conversation: Conversation, language: str, now: datetime
) -> None:
    """Speaks `language` from now on. One that the business does not speak changes nothing, and the choice is
    shown.
    """
    if language not in setup.config.business.languages:
        offer_languages(session, setup, conversation, now)
        return
    conversations.change(session, conversation.id, chosen_language=language)
    conversation = conversations.get(session, conversation.id)
    queue_text(session, conversation, say(setup, Phrase.LANGUAGE_SET, language), now)
    stored = runs.waiting_in(session, conversation.id)
    if stored is not None:
        step_run(session, setup, conversation, stored, LanguageChosen(language), now)
