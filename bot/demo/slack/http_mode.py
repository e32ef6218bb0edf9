"""HTTP mode: what travels over a socket otherwise is posted to the app's request URL, and signed.

Rules: Slack's pages "Verifying requests from Slack", "Events API" and "Handling user interaction". An answer
other than 200, or none within three seconds, counts as not received. Events come again, as over a socket.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp

from bot.demo.slack.gate import Passage, Way
from bot.demo.slack.socket_mode import Acknowledgement, SocketMode
from bot.demo.slack.workspace import Json

_FORM = "application/x-www-form-urlencoded"


@dataclass
class HttpMode(SocketMode):
    """The way to ``request_url``. Sockets may be opened, too, and nothing comes over them."""

    request_url: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether there is a way to the app: Slack does not know whether anybody listens there."""
        return True

    async def send(self, envelope: Json) -> Acknowledgement | None:
        """Post what an envelope would carry; None when it was not received."""
        passage = Passage(Way.ENVELOPE, envelope["type"], envelope)
        body, kind = write_body(envelope)
        headers = {**self.sign(body), **_retry_headers(envelope), "Content-Type": kind}
        try:
            async with asyncio.timeout(self.ack_seconds):
                if await self.gate.before(passage) is not None:
                    return None
                acknowledgement = await self._post(body, headers)
                return acknowledgement if await self.gate.after(passage) is None else None
        except (TimeoutError, aiohttp.ClientError, OSError):
            return None

    def sign(self, body: bytes) -> dict[str, str]:
        """Return the headers by which the app knows that Slack has sent this body."""
        timestamp = str(int(self.workspace.now().timestamp()))
        key = self.workspace.installation.signing_secret.encode()
        signature = hmac.new(key, b"v0:" + timestamp.encode() + b":" + body, "sha256").hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={signature}"}

    async def _post(self, body: bytes, headers: Mapping[str, str]) -> Acknowledgement | None:
        async with (
            aiohttp.ClientSession() as http,
            http.post(self.request_url, data=body, headers=headers) as answer,
        ):
            text = await answer.text()
            return Acknowledgement(_read_json(text)) if answer.status == HTTPStatus.OK else None


def write_body(envelope: Json) -> tuple[bytes, str]:
    """Return the body of a request and its type: JSON for events, a form for all that people do."""
    payload = envelope["payload"]
    match envelope["type"]:
        case "events_api":
            return json.dumps(payload).encode(), "application/json"
        case "interactive":
            return urlencode({"payload": json.dumps(payload)}).encode(), _FORM
        case _:
            return urlencode(payload).encode(), _FORM


def _retry_headers(envelope: Json) -> dict[str, str]:
    if not envelope.get("retry_attempt"):
        return {}
    reason = envelope["retry_reason"] or "http_error"
    return {"X-Slack-Retry-Num": str(envelope["retry_attempt"]), "X-Slack-Retry-Reason": reason}


def _read_json(text: str) -> Json:
    try:
        answer = json.loads(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
