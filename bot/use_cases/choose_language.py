"""A customer asks in which languages we speak, or picks one; an open question is then asked again in it."""

from bot.use_cases.closed_question import Closed, close_copies
from bot.use_cases.queueing import queue_languages, queue_text
from bot.use_cases.staging import language_of, say
from bot.use_cases.step_run import step_run
from bot.use_cases.turn import Turn
from flows.events import LanguageChosen
from flows.phrases import LANGUAGE_NAMES, Phrase
from storage import conversations, purchases, runs
from storage.records import Conversation


def offer_languages(turn: Turn, conversation: Conversation) -> None:
    language = language_of(
        turn.setup, conversation, purchases.newest_customer_in(turn.session, conversation.id)
    )
    languages = [(code, LANGUAGE_NAMES.get(code, code)) for code in turn.setup.config.business.languages]
    queue_languages(turn, conversation, say(turn.setup, Phrase.LANGUAGE_CHOOSE, language), languages)


def choose_language(turn: Turn, conversation: Conversation, language: str) -> Closed:
    """Speaks `language` from now on; an open question is closed where it stands. One that the business does
    not speak changes nothing, and the choice is shown.
    """
    if language not in turn.setup.config.business.languages:
        offer_languages(turn, conversation)
        return ()
    conversations.change(turn.session, conversation.id, chosen_language=language)
    conversation = conversations.get(turn.session, conversation.id)
    queue_text(turn, conversation, say(turn.setup, Phrase.LANGUAGE_SET, language))
    stored = runs.waiting_in(turn.session, conversation.id)
    if stored is None:
        return ()
    step_run(turn, conversation, stored, LanguageChosen(language))
    return close_copies(turn, stored, stored.run.step_number)
