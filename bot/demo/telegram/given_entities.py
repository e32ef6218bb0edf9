"""The entities that a call brings along, checked as Telegram checks them.

Places follow `get_text_entity` of the published server and `clean_input_string_with_entities` of TDLib: what
does not fit the text is refused, not cut. (Entities that cross each other Telegram splits; here they stay.)
"""

from typing import Any

from bot.demo.telegram.errors import bad_request
from bot.demo.telegram.formatted import Entity, utf16_length
from bot.demo.telegram.links import BadLink, read_link

_FURTHEST = 1_000_000
_FOUND = frozenset({"bot_command", "url"})
_KINDS = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic"}
    | {"underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre"}
    | {"text_link", "text_mention", "custom_emoji", "date_time"}
)


def read_entities(value: Any, text: str) -> list[Entity]:
    """The entities of this text. Raises 400.

    Commands and addresses are left out: Telegram finds them by itself.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of MessageEntity")
    read = [_read(entity) for entity in value]
    kept = [entity for entity in read if entity["type"] not in _FOUND and entity["length"]]
    for entity in kept:
        _check_place(entity["offset"], entity["offset"] + entity["length"], text)
    return kept


def _read(entity: Any) -> Entity:
    if not isinstance(entity, dict):
        raise _unreadable("MessageEntity must be an Object")
    for name in ("type", "offset", "length"):
        if name not in entity:
            raise _unreadable(f'Can\'t find field "{name}"')
    if entity["type"] not in _KINDS:
        raise _unreadable("Unsupported type specified")
    for name in ("offset", "length"):
        if not isinstance(entity[name], int):
            raise _unreadable(f'Field "{name}" must be of type Number')
        if not 0 <= entity[name] <= _FURTHEST:
            raise bad_request(f"receive an entity with incorrect {name} {entity[name]}")
    return entity | {"url": _read_url(entity.get("url"))} if entity["type"] == "text_link" else entity


def _read_url(url: Any) -> str:
    try:
        return read_link(str(url or ""))
    except BadLink as error:
        raise bad_request(f"entity URL '{url or ''}' is invalid: {error}") from None


def _check_place(start: int, end: int, text: str) -> None:
    """Both are in UTF-16 units, as is the length of the text."""
    length = utf16_length(text)
    if start > length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
        )
    if (byte := _split_symbol(text, start)) is not None:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {byte}")
    if (byte := _split_symbol(text, end)) is not None:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol "
            f"at byte offset {byte}"
        )


def _split_symbol(text: str, units: int) -> int | None:
    """Where the symbol ends, in bytes of UTF-8, that this place cuts in two; None where it cuts none."""
    encoded = text.encode("utf-16-le")
    before = encoded[: units * 2].decode("utf-16-le", "ignore")
    if utf16_length(before) == units:
        return None
    return len(encoded[: (units + 1) * 2].decode("utf-16-le").encode())


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse MessageEntity: {reason}")
