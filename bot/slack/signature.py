"""Checks that a request was signed by Slack (https://api.slack.com/authentication/verifying-requests-from-slack).

Signed is `v0:{timestamp}:{body}`, with HMAC-SHA256. Bolt's own check is not used: it reads the machine's
clock, and a timestamp that is no number makes it fail instead of refuse. Pure.
"""

import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

TOLERANCE = timedelta(minutes=5)
"""How far the time of signing may be from ours, both ways."""

_EPOCH = datetime.fromtimestamp(0, UTC)
_SECONDS = re.compile(r"[0-9]{1,12}")


class NotSigned(Exception):
    """Why the request is not taken for Slack's."""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature as it stands in the header `X-Slack-Signature`."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.digest(secret.encode(), signed, "sha256").hex()


def check_signature(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
    """Raises `NotSigned` unless Slack has signed this body, within `TOLERANCE` of now.

    `headers` are found by their names in small letters, as in Starlette's.
    """
    timestamp = headers.get("x-slack-request-timestamp", "")
    if not _SECONDS.fullmatch(timestamp):
        raise NotSigned("the timestamp is missing, or no number of seconds")
    if abs(timedelta(seconds=int(timestamp)) - (now - _EPOCH)) > TOLERANCE:
        raise NotSigned("the timestamp is more than five minutes away from our clock")
    expected, given = sign(secret, timestamp, body), headers.get("x-slack-signature", "")
    if not hmac.compare_digest(expected.encode(), given.encode(errors="replace")):
        raise NotSigned("the signature does not fit: the secret is another, or the body was changed")
