"""The door for everything that comes from customers: handled once, in its conversation's order."""

from datetime import datetime
from typing import assert_never

from sqlmodel import Session

from bot.incoming import (
    Arrival,
    Blocked,
    ButtonPressed,
    CameFromGroup,
    Command,
    CommandName,
    LanguagePicked,
    Person,
    Reaction,
    Started,
    Unblocked,
    Written,
)
from bot.use_cases.choose_language import choose_language, offer_languages
from bot.use_cases.open_chat import open_chat
from bot.use_cases.opt_out import become_reachable, become_unreachable, opt_out
from bot.use_cases.queueing import queue_text
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, say
from bot.use_cases.take_message import take_message
from bot.use_cases.take_tap import take_tap
from flows.phrases import Phrase
from storage import conversations, inbox, purchases
from storage.conversations import Address
from storage.records import Conversation


def receive(session: Session, setup: Setup, arrival: Arrival, now: datetime) -> Reaction:
    """Does what one update asks for. An update that was handled before changes nothing."""
    if not inbox.is_new(session, f"telegram:{arrival.person.bot}", arrival.key, now):
        return Reaction()
    conversation = _meet(session, arrival.person, now)
    if not isinstance(arrival.act, Blocked):
        become_reachable(session, conversation, now)
        conversation = conversations.get(session, conversation.id)
    return _do(session, setup, conversation, arrival, now)


def wording_language(session: Session, setup: Setup, person: Person) -> str:
    """The language this person is spoken to, for scoring their words before the transaction."""
    conversation = conversations.find(session, _address(person))
    if conversation is None:
        return person.language or setup.fallback_language
    return language_of(setup, conversation, purchases.newest_customer_in(session, conversation.id))


def _do(
    session: Session, setup: Setup, conversation: Conversation, arrival: Arrival, now: datetime
) -> Reaction:
    match arrival.act:
        case ButtonPressed() as pressed:
            return take_tap(session, setup, conversation, pressed, arrival.tapped_message, now)
        case Started(token=token):
            open_chat(session, setup, conversation, token, now)
        case Written() as written:
            take_message(session, setup, conversation, written, now)
        case LanguagePicked(language=language):
            choose_language(session, setup, conversation, language, now)
        case Command(name=name):
            _obey(session, setup, conversation, name, now)
        case Blocked():
            become_unreachable(session, setup, conversation, now)
        case Unblocked():
            pass
        case CameFromGroup():
            _say(session, setup, conversation, Phrase.PRIVATE_CHAT_ONLY, now)
        case _ as unknown:
            assert_never(unknown)
    return Reaction()


def _obey(
    session: Session, setup: Setup, conversation: Conversation, command: CommandName, now: datetime
) -> None:
    match command:
        case CommandName.HELP:
            _say(session, setup, conversation, Phrase.HELP, now)
        case CommandName.STOP:
            opt_out(session, setup, conversation, now)
        case CommandName.LANGUAGE:
            offer_languages(session, setup, conversation, now)
        case _:
            assert_never(command)


def _say(session: Session, setup: Setup, conversation: Conversation, phrase: Phrase, now: datetime) -> None:
    language = language_of(setup, conversation, purchases.newest_customer_in(session, conversation.id))
    queue_text(session, conversation, say(setup, phrase, language), now)


def _meet(session: Session, person: Person, now: datetime) -> Conversation:
    profile = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "platform_language": person.language,
    }
    return conversations.meet(session, _address(person), profile, now)


def _address(person: Person) -> Address:
    return Address(person.channel, person.bot, person.address)
