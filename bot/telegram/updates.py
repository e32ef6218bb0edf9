"""Reads an update of the Bot API (https://core.telegram.org/bots/api#update): what came, and from whom.

Customers are spoken to in private chats only. Each update is read by itself, each photo of an album too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel.core import get_locale_identifier, parse_locale
from pydantic import ValidationError

from bot.incoming import (
    Act,
    Arrival,
    Blocked,
    ButtonPressed,
    CameFromGroup,
    Command,
    CommandName,
    Person,
    Started,
    Unblocked,
    Written,
)
from bot.telegram import wire
from bot.telegram.attachments import describe, find_contact, find_file, find_place, is_service
from bot.telegram.buttons import read_button

CHANNEL = "telegram"

_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)
_NO_QUESTION = ButtonPressed(run_id=0, step=0, choice="")
"""A button that is none of ours. No run has the id 0, so it is answered like one of a closed question."""


class MalformedUpdate(Exception):
    """Something that belongs there is missing or of another type. Says where, and quotes no content."""


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """Which bot we are, as `getMe` tells it. `id` is the number in the token, `username` has no `@`."""

    id: str
    username: str


def read_update(raw: Mapping[str, object], bot: BotIdentity) -> Arrival | None:
    """What the update means to us, or None if it is not for us. Raises `MalformedUpdate`."""
    update = _checked(raw)
    if update.message is not None:
        return _read_message(update.update_id, update.message, bot, edited=False)
    if update.edited_message is not None:
        return _read_message(update.update_id, update.edited_message, bot, edited=True)
    if update.callback_query is not None:
        return _read_tap(update.update_id, update.callback_query, bot)
    if update.my_chat_member is not None:
        return _read_membership(update.update_id, update.my_chat_member, bot)
    return None


def _checked(raw: Mapping[str, object]) -> wire.Update:
    try:
        return wire.Update.model_validate(raw)
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()]
    raise MalformedUpdate("; ".join(problems))  # here, not above: pydantic's error quotes what was written


def _read_message(number: int, message: wire.Message, bot: BotIdentity, *, edited: bool) -> Arrival | None:
    match message.chat.type:
        case "private" if message.sender is None:
            raise MalformedUpdate("a message in a private chat has no sender")
        case "private":
            act = _read_words(message, bot, edited=edited)
        case "group" | "supergroup" if not edited and _is_addressed(message, bot):
            act = CameFromGroup()
        case _:
            return None
    person = _person(message.chat, message.sender or wire.User(), bot)
    return Arrival(key=str(number), person=person, act=act) if act else None


def _read_words(message: wire.Message, bot: BotIdentity, *, edited: bool) -> Act | None:
    if edited and message.location is not None:
        return None  # a live location moves: each step comes as an edit
    return _read_command(message.text or "", bot) or _read_content(message, edited=edited)


def _read_command(text: str, bot: BotIdentity) -> Started | Command | None:
    command = _COMMAND.fullmatch(text.strip())
    if command is None or not _is_ours(command["bot"], bot):
        return None
    match command["name"].lower():
        case "start":
            return Started(token=command["rest"] or None)
        case "help" | "stop" | "language" as name:
            return Command(CommandName(name))
        case _ if command["rest"]:
            return None  # words to a person, which must reach one
        case _:
            return Command(CommandName.UNKNOWN)


def _read_content(message: wire.Message, *, edited: bool) -> Written | None:
    text = message.text or message.caption or ""
    file, described = find_file(message), describe(message)
    if not (text or file or described) and is_service(message):
        return None
    reply = message.reply_to_message
    return Written(
        message_id=str(message.message_id),
        text=text,
        reply_to=str(reply.message_id) if reply else None,
        file=file,
        contact=find_contact(message),
        place=find_place(message),
        edited=edited,
        described=described if text or file or described else "a message that only Telegram can show",
    )


def _is_addressed(message: wire.Message, bot: BotIdentity) -> bool:
    """Whether a message in a group is a command for us, or mentions us."""
    text = message.text or message.caption or ""
    command = _COMMAND.fullmatch(text.strip())
    if command is not None:
        return _is_ours(command["bot"], bot)
    return bool(re.search(rf"(?<!\w)@{re.escape(bot.username)}(?!\w)", text, re.IGNORECASE))


def _is_ours(named: str | None, bot: BotIdentity) -> bool:
    return named is None or named.lower() == bot.username.lower()


def _read_tap(number: int, tap: wire.CallbackQuery, bot: BotIdentity) -> Arrival | None:
    if tap.message is None or tap.message.chat.type != "private":
        return None
    return Arrival(
        key=str(number),
        person=_person(tap.message.chat, tap.sender, bot),
        act=read_button(tap.data or "") or _NO_QUESTION,
        tap_id=tap.id,
        tapped_message=str(tap.message.message_id),
    )


def _read_membership(number: int, change: wire.ChatMemberUpdated, bot: BotIdentity) -> Arrival | None:
    if change.chat.type != "private":
        return None
    act: Act
    match change.new_chat_member.status:
        case "kicked":
            act = Blocked()
        case "member":
            act = Unblocked()
        case _:
            return None
    return Arrival(key=str(number), person=_person(change.chat, change.sender, bot), act=act)


def _person(chat: wire.Chat, sender: wire.User, bot: BotIdentity) -> Person:
    return Person(
        channel=CHANNEL,
        bot=bot.id,
        address=str(chat.id),
        first_name=sender.first_name,
        last_name=sender.last_name,
        username=sender.username,
        language=_normalise(sender.language_code),
    )


def _normalise(code: str | None) -> str | None:
    """An IETF tag in its usual case, such as `pt-BR`; None for what is none: it is only a hint."""
    try:
        return get_locale_identifier(parse_locale((code or "").replace("_", "-"), sep="-"), sep="-")
    except ValueError:
        return None
