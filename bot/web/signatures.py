"""Checks that a delivery was signed by the shop, by the Standard Webhooks scheme (specification 1.0.0).

Signed is `{webhook-id}.{webhook-timestamp}.{body}`, with HMAC-SHA256. The library computes it. Its own
`verify` is not used: it reads the machine's clock, which a demo cannot push, and a strange header makes it
raise whatever happens to go wrong.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hmac import compare_digest

from standardwebhooks import Webhook

TOLERANCE = timedelta(minutes=5)
"""How far the time of signing may be from ours, both ways; the library's own figure."""

_SECONDS = re.compile(r"[0-9]{1,12}")
_MOST_SIGNATURES = 20


class NotSigned(Exception):
    """Why the delivery is not taken for the shop's."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What the headers of a delivery claim."""

    message: str
    signed_at: datetime
    signatures: tuple[str, ...]


def read_seal(headers: Mapping[str, str], now: datetime) -> Seal:
    """The claims of the headers. Raises `NotSigned` if they are unreadable or stale.

    `headers` are found by their names in small letters, as in Starlette's.
    """
    message, signatures = headers.get("webhook-id", ""), headers.get("webhook-signature", "").split()
    missing = [name for name in ("id", "timestamp", "signature") if not headers.get(f"webhook-{name}")]
    if missing:
        raise NotSigned(f"the header webhook-{missing[0]} is missing")
    if len(signatures) > _MOST_SIGNATURES:
        raise NotSigned("the header webhook-signature has too many signatures")
    return Seal(message, _signed_at(headers["webhook-timestamp"], now), tuple(signatures))


def check(seal: Seal, secrets: Iterable[str], body: str) -> None:
    """Raises `NotSigned` unless one of the signatures was made with one of the secrets."""
    for secret in secrets:
        expected = Webhook(secret).sign(seal.message, seal.signed_at, body).encode()
        if any(compare_digest(expected, given.encode()) for given in seal.signatures):
            return
    raise NotSigned("no signature fits: the secret is another, or the body was changed on its way")


def _signed_at(seconds: str, now: datetime) -> datetime:
    if not _SECONDS.fullmatch(seconds):
        raise NotSigned("the header webhook-timestamp is no number of seconds")
    away = timedelta(seconds=int(seconds)) - (now - datetime.fromtimestamp(0, UTC))
    if abs(away) > TOLERANCE:
        raise NotSigned("the header webhook-timestamp is more than five minutes away from our clock")
    return now + away
