"""The door for everything that comes from customers: handled once, in its conversation's order."""

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
from bot.use_cases.closed_question import Closed
from bot.use_cases.open_chat import open_chat
from bot.use_cases.opt_out import become_reachable, become_unreachable, opt_out
from bot.use_cases.queueing import queue_text
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, say
from bot.use_cases.take_message import take_message
from bot.use_cases.take_tap import take_tap
from bot.use_cases.turn import Turn
from flows.phrases import Phrase
from storage import conversations, inbox, purchases
from storage.conversations import Address
from storage.records import Conversation


def receive(turn: Turn, arrival: Arrival) -> Reaction:
    """Does what one update asks for. An update that was handled before changes nothing."""
    if not inbox.is_new(turn.session, f"telegram:{arrival.person.bot}", arrival.key, turn.now):
        return Reaction(was_new=False)
    conversation = _meet(turn, arrival.person)
    if conversation.blocked_at is not None and not isinstance(arrival.act, Blocked):
        become_reachable(turn, conversation)
        conversation = conversations.get(turn.session, conversation.id)
    return _do(turn, conversation, arrival)


def wording_language(session: Session, setup: Setup, person: Person) -> str:
    """The language this person is spoken to, for scoring their words before the transaction."""
    conversation = conversations.find(session, _address(person))
    if conversation is None:
        return person.language or setup.fallback_language
    return language_of(setup, conversation, purchases.newest_customer_in(session, conversation.id))


def _do(turn: Turn, conversation: Conversation, arrival: Arrival) -> Reaction:
    match arrival.act:
        case ButtonPressed() as pressed:
            return take_tap(turn, conversation, pressed, arrival.tapped_message)
        case Started(token=token):
            open_chat(turn, conversation, token)
        case Written() as written:
            return take_message(turn, conversation, written)
        case LanguagePicked(language=language):
            return Reaction(closed=choose_language(turn, conversation, language))
        case Command(name=name):
            return Reaction(closed=_obey(turn, conversation, name))
        case Blocked():
            become_unreachable(turn, conversation)
        case Unblocked():
            pass
        case CameFromGroup():
            _say(turn, conversation, Phrase.PRIVATE_CHAT_ONLY)
        case _ as unknown:
            assert_never(unknown)
    return Reaction()


def _obey(turn: Turn, conversation: Conversation, command: CommandName) -> Closed:
    """What the command closes."""
    match command:
        case CommandName.HELP:
            _say(turn, conversation, Phrase.HELP)
        case CommandName.STOP:
            return opt_out(turn, conversation)
        case CommandName.LANGUAGE:
            offer_languages(turn, conversation)
        case CommandName.UNKNOWN:
            _say(turn, conversation, Phrase.COMMAND_UNKNOWN)
        case _:
            assert_never(command)
    return ()


def _say(turn: Turn, conversation: Conversation, phrase: Phrase) -> None:
    language = language_of(
        turn.setup, conversation, purchases.newest_customer_in(turn.session, conversation.id)
    )
    queue_text(turn, conversation, say(turn.setup, phrase, language))


def _meet(turn: Turn, person: Person) -> Conversation:
    profile = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "platform_language": person.language,
        "is_test": person.address in {str(colleague) for colleague in turn.setup.config.telegram.staff},
    }
    return conversations.meet(turn.session, _address(person), profile, turn.now)


def _address(person: Person) -> Address:
    return Address(person.channel, person.bot, person.address)
