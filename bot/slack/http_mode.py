"""Takes what Slack sends over HTTP: checks the signature, then hands it on as if a socket had brought it.

What Slack sends is the same both ways: an event as JSON, a click or a modal as JSON in the field `payload` of
a form, a command as a form. The answer is given after the commit. One without success makes Slack repeat an
event, and shows an error to whoever clicked.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

import structlog

from bot.ports import Answer, Clock, Posted
from bot.slack.health import SlackHealth
from bot.slack.line import Dispatch
from bot.slack.signature import NotSigned, check_signature

_MOST_FIELDS = 100
_SILENT = "Slack has not come by yet"
log = structlog.get_logger(__name__)


class Unreadable(Exception):
    """Slack signed it, and yet it is nothing that Slack is known to send."""


class HttpMode:
    """`receive` is the door; `run` only waits, since Slack comes by itself."""

    def __init__(self, dispatch: Dispatch, signing_secret: str, clock: Clock) -> None:
        self._dispatch = dispatch
        self._secret = signing_secret
        self._clock = clock
        self._heard_at: datetime | None = None

    async def run(self, stopping: asyncio.Event) -> None:
        await stopping.wait()

    async def health(self) -> SlackHealth:
        """Nobody needs to have clicked: when Slack last came by is told, and is no fault if it never did."""
        heard_at = self._heard_at
        reason = f"Slack came by at {heard_at:%Y-%m-%d %H:%M} UTC" if heard_at else _SILENT
        return SlackHealth(connected=True, reason=reason, heard_at=heard_at)

    async def receive(self, posted: Posted) -> Answer:
        """What to answer Slack. 401 to whoever is not Slack; 5xx when it could not be done now."""
        if posted.body.startswith(b"ssl_check=1"):  # not signed, asks for nothing, and may come from anybody
            return Answer(200)
        try:
            check_signature(self._secret, posted.headers, posted.body, self._clock.now())
            self._heard_at = self._clock.now()
            return await self._take(_read(posted.body))
        except NotSigned as error:
            log.info("slack.not_signed", reason=str(error))
            return Answer(401)
        except Unreadable as error:
            log.warning("slack.unreadable", reason=str(error))
            return Answer(400)

    async def _take(self, payload: dict[str, Any]) -> Answer:
        if payload.get("type") == "url_verification":  # asked when an admin enters our address
            return Answer(200, json.dumps({"challenge": str(payload.get("challenge"))}), "application/json")
        response = await self._dispatch(payload)
        media_type = response.first_headers().get("content-type", "text/plain")
        return Answer(response.status, response.body, media_type)


def _read(body: bytes) -> dict[str, Any]:
    try:
        text = body.decode()
        if not text.startswith("{"):
            fields: Mapping[str, str] = dict(
                parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
            )
            payload = json.loads(fields["payload"]) if "payload" in fields else fields
        else:
            payload = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"neither JSON nor a form ({type(error).__name__})") from error
    if not isinstance(payload, dict):
        raise Unreadable("no object of JSON")
    return payload
