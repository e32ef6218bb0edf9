"""What a message brings beside its words: a keyboard under it, or what the input below the chat becomes.

How the parts are read, and in which order they count when there are several, follows `get_reply_markup` of
the published server (tdlib/telegram-bot-api, `Client.cpp`).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.demo.telegram.calls import Json
from bot.demo.telegram.errors import bad_request
from bot.demo.telegram.keyboards import Keyboard, read_inline_keyboard, read_label, read_rows

LONGEST_PLACEHOLDER = 64


class Request(StrEnum):
    """What a key asks a person to share; the values are what Telegram calls it in a refusal."""

    CONTACT = "phone number"
    LOCATION = "location"


@dataclass(frozen=True)
class Key:
    """A key below the input: it writes its text, or shares what it asks for."""

    text: str
    request: Request | None = None


@dataclass(frozen=True)
class ReplyKeyboard:
    """Keys in place of the letters; with `one_time` it folds away once one was used, but can be had again."""

    rows: tuple[tuple[Key, ...], ...]
    placeholder: str
    one_time: bool
    resize: bool
    persistent: bool

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(key for row in self.rows for key in row)


@dataclass(frozen=True)
class KeyboardRemoval:
    """The letters come back."""


@dataclass(frozen=True)
class ForcedReply:
    """The person is about to reply to the message, as if they had chosen to."""

    placeholder: str


Interface = ReplyKeyboard | KeyboardRemoval | ForcedReply
"""What the input becomes, until a later message says otherwise."""


@dataclass(frozen=True)
class Markup:
    """At most one of the two is there."""

    keyboard: Keyboard
    interface: Interface | None


_NONE = Markup([], None)


def read_markup(markup: Any) -> Markup:
    """What a ``reply_markup`` asks for.

    Raises 400 for what Telegram refuses: over 100 buttons, an empty text, data outside 1–64 bytes, …
    """
    if markup is None:
        return _NONE
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if keys := read_rows(markup, "keyboard", _read_key):
        return Markup([], _read_keyboard(markup, keys))
    if keyboard := read_inline_keyboard(markup):
        return Markup(keyboard, None)
    if _flag(markup, "remove_keyboard"):
        return Markup([], KeyboardRemoval())
    if _flag(markup, "force_reply"):
        return Markup([], ForcedReply(_placeholder(markup)))
    return _NONE


def read_inline_markup(markup: Any) -> Keyboard:
    """As `read_markup`, for an edit: only an inline keyboard will do, or none."""
    read = read_markup(markup)
    if read.interface is not None:
        raise bad_request("inline keyboard expected")
    return read.keyboard


def refuse_requests(interface: Interface | None) -> None:
    """What a group is not asked for. Raises 400."""
    for key in interface.keys if isinstance(interface, ReplyKeyboard) else ():
        if key.request is not None:
            raise bad_request(f"{key.request} can be requested in private chats only")


def _read_keyboard(markup: Json, rows: list[list[Key]]) -> ReplyKeyboard:
    return ReplyKeyboard(
        rows=tuple(tuple(row) for row in rows),
        placeholder=_placeholder(markup),
        one_time=_flag(markup, "one_time_keyboard"),
        resize=_flag(markup, "resize_keyboard"),
        persistent=_flag(markup, "is_persistent"),
    )


def _read_key(key: Any) -> Key:
    """A contact counts before a location where a key asks for both."""
    if isinstance(key, str):
        key = {"text": key}
    if not isinstance(key, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    text = read_label(key, "keyboard button")
    if not text.strip():
        raise bad_request("keyboard button text must be non-empty")
    asks = ((Request.CONTACT, "request_contact"), (Request.LOCATION, "request_location"))
    return Key(text, next((request for request, name in asks if _flag(key, name)), None))


def _flag(of: Json, name: str) -> bool:
    value = of.get(name, False)
    if not isinstance(value, bool):
        raise bad_request(f'field "{name}" must be of type Boolean')
    return value


def _placeholder(markup: Json) -> str:
    """How the server words its refusal of a longer one is not published; the limit is documented."""
    placeholder = str(markup.get("input_field_placeholder") or "")
    if len(placeholder) > LONGEST_PLACEHOLDER:
        raise bad_request("REPLY_MARKUP_INVALID")
    return placeholder
