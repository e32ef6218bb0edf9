"""Which keyboards Telegram takes under a message, and how one of their buttons is found."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any

from bot.demo.telegram.calls import Json
from bot.demo.telegram.errors import bad_request
from bot.demo.telegram.links import BadLink, read_link

Keyboard = list[list[Json]]

MOST_BUTTONS = 100
LONGEST_DATA = 64
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
)


def read_markup(markup: Any) -> Keyboard:
    """The inline keyboard of a ``reply_markup``, empty where it asks for another kind or for none.

    Raises 400 for what Telegram refuses: over 100 buttons, an empty text, data outside 1–64 bytes, …
    """
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _read_inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        _check_reply_keyboard(markup["keyboard"])
    return []


def read_inline_markup(markup: Any) -> Keyboard:
    """As `read_markup`, for an edit: only an inline keyboard will do."""
    if isinstance(markup, dict) and markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return read_markup(markup)


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


def _rows(value: Any, name: str) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    if sum(len(row) for row in value) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in value if row]


def _read_inline(value: Any) -> Keyboard:
    return [[_read_button(button) for button in row] for row in _rows(value, "inline_keyboard")]


def _read_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: Object expected")
    if not isinstance(button.get("text"), str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    actions = [name for name in _ACTIONS if button.get(name) not in (None, "")]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    return {"text": button["text"], actions[0]: _read_action(actions[0], button[actions[0]])}


def _read_action(name: str, value: Any) -> Any:
    match name:
        case "callback_data":
            if not isinstance(value, str) or len(value.encode()) > LONGEST_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            return _read_url(value)
        case "web_app":
            if not isinstance(value, dict) or not str(value.get("url", "")).startswith("https://"):
                raise bad_request("BUTTON_TYPE_INVALID")
        case _:
            pass
    return value


def _read_url(value: Any) -> str:
    try:
        return read_link(str(value))
    except BadLink as error:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: {error}") from None


def _check_reply_keyboard(value: Any) -> None:
    for row in _rows(value, "keyboard"):
        for button in row:
            text = button.get("text") if isinstance(button, dict) else button
            if not isinstance(text, str):
                raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
            if not text.strip():
                raise bad_request("keyboard button text must be non-empty")
