"""One call of the Bot API as it came in: the method and its parameters, whatever body carried them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.demo.telegram.errors import ApiError, bad_request

Json = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file that came along in a multipart body."""

    name: str
    mime_type: str
    content: bytes = field(repr=False)


class Call(NamedTuple):
    """A method by its documented name, e.g. ``sendMessage``, and what came with it.

    Values are as the caller sent them: native in a JSON body, text in a form; files are `Upload`.
    """

    method: str
    params: Mapping[str, Any]

    def text(self, name: str) -> str:
        value = self.params.get(name, "")
        if isinstance(value, Upload) or value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str) -> int | None:
        """The number, or None where it is absent or not a number (the documented server ignores both)."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def structure(self, name: str) -> Any:
        """An object or array, given natively or as JSON text; None where it is absent."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            parsed = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
        refuse_broken_text(parsed)
        return parsed

    def upload(self, name: str) -> Upload | None:
        """The file sent under this name, or the one it points to with ``attach://``."""
        value = self.params.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self.params.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else None


def refuse_broken_text(value: object) -> None:
    """Raises 400 where any text inside holds half a surrogate pair: it cannot be written as UTF-8."""
    for text in _texts(value):
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _not_utf8() from None


def read_json_body(body: bytes) -> Json:
    """The parameters of a JSON body.

    Raises 400 for text that is not UTF-8 and for anything but an object.
    """
    try:
        parsed = json.loads(body.decode()) if body.strip() else {}
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse JSON object: expected an Object")
    return parsed


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _not_utf8() -> ApiError:
    return bad_request("strings must be encoded in UTF-8")
