"""The arguments of a Web API call, whichever way they came: JSON body, form fields or query."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any, TypeVar

from aiohttp import web

from bot.demo.slack.refusals import Refusal, refuse_arguments
from bot.demo.slack.shapes import complain
from bot.demo.slack.workspace import Json

Item = TypeVar("Item")


class Arguments:
    """Named values as they came; forms and queries carry lists and objects as JSON texts."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def text(self, name: str, default: str = "") -> str:
        """Return a text; a number counts as its digits."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def required(self, *names: str) -> list[str]:
        """Return texts that must be there. Raises ``invalid_arguments`` naming all that are missing."""
        missing = [name for name in names if self.values.get(name) in (None, "")]
        if missing:
            raise refuse_arguments(complain(f"missing required field: {name}", "") for name in missing)
        return [self.text(name) for name in names]

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean, which queries write as 1 or true."""
        value = self.values.get(name)
        return default if value is None else value is True or str(value).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        """Return a whole number. Raises ``invalid_arguments`` for something else."""
        try:
            return int(self.values.get(name) or default)
        except (TypeError, ValueError):
            raise refuse_arguments([complain("must be an integer", f"/{name}")]) from None

    def json(self, name: str) -> Any:
        """Return a list or object, decoded when it came as a text; None when it is absent or broken."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            return None

    def page(self, items: list[Item], default: int, most: int = 1000) -> tuple[list[Item], str]:
        """Return the part of ``items`` that ``cursor`` and ``limit`` ask for, and the cursor of the rest."""
        start = _cursor_start(self.text("cursor"))
        end = start + min(self.number("limit", default), most)
        following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
        return items[start:end], following


def _cursor_start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError):
        raise Refusal("invalid_cursor") from None


async def read_arguments(request: web.Request) -> Arguments:
    """Read the arguments of a request. Raises ``invalid_json`` for a JSON body that is not an object."""
    values: Json = dict(request.query)
    if request.content_type == "application/json":
        values |= await _read_object(request)
    elif request.can_read_body:
        values |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return Arguments(values)


async def _read_object(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        raise Refusal("invalid_json") from None
    if not isinstance(body, dict):
        raise Refusal("json_not_object")
    return body
