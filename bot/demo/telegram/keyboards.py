"""Which keyboards Telegram takes under a message, and how one of their buttons is found."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Any, TypeVar

from bot.demo.telegram.calls import Json
from bot.demo.telegram.errors import bad_request
from bot.demo.telegram.links import BadLink, read_link

Keyboard = list[list[Json]]
Read = TypeVar("Read")

MOST_BUTTONS = 100
LONGEST_DATA = 64
# In the order in which the published server looks for them (`Client.cpp`, `get_inline_keyboard_button`).
_ACTIONS = (
    "url",
    "callback_data",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)


def read_inline_keyboard(markup: Json) -> Keyboard:
    """The keyboard of an InlineKeyboardMarkup, empty where there is none. Raises 400 for what is refused."""
    return read_rows(markup, "inline_keyboard", _read_button)


def read_rows(markup: Json, name: str, read: Callable[[Any], Read]) -> list[list[Read]]:
    """The rows of buttons under this name, without empty ones."""
    value = markup.get(name, [])
    if not isinstance(value, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    if sum(len(row) for row in value) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [[read(button) for button in row] for row in value if row]


def read_label(button: Json, kind: str) -> str:
    """The text of a button of this kind, as the refusal calls it; it may still be blank."""
    if "text" not in button:
        raise bad_request(f"can't parse {kind}: Can't find field \"text\"")
    if not isinstance(button["text"], str):
        raise bad_request(f'can\'t parse {kind}: Field "text" must be of type String')
    return button["text"]


def find_button(keyboard: Keyboard, label: str | None, data: str | None) -> Json | None:
    """The button with this data, or this label: an exact one before one that fits as an fnmatch pattern."""
    buttons = [button for row in keyboard for button in row]
    if data is not None:
        return _first(button for button in buttons if button.get("callback_data") == data)
    if label is None:
        return None
    exact = _first(button for button in buttons if button["text"] == label)
    return exact or _first(button for button in buttons if fnmatchcase(button["text"], label))


def _first(buttons: Iterable[Json]) -> Json | None:
    return next(iter(buttons), None)


def _read_button(button: Any) -> Json:
    """Of several actions the first in the server's order counts; the others are lost without a word."""
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = read_label(button, "inline keyboard button")
    actions = [name for name in _ACTIONS if button.get(name) not in (None, "")]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    return {"text": text, actions[0]: _read_action(actions[0], button[actions[0]])}


def _read_action(name: str, value: Any) -> Any:
    match name:
        case "callback_data":
            if not isinstance(value, str) or len(value.encode()) > LONGEST_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            return _read_url(value)
        case "web_app":
            _check_web_app(value.get("url") if isinstance(value, dict) else None)
        case "pay":  # only in an invoice, which is not sent here
            raise bad_request("BUTTON_TYPE_INVALID")
        case _:
            pass
    return value


def _read_url(value: Any) -> str:
    try:
        return read_link(str(value))
    except BadLink as error:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: {error}") from None


def _check_web_app(url: Any) -> None:
    if not str(url or "").startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )
