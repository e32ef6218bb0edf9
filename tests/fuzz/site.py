"""One request to a site, handed in as a server does it, without a socket between."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from starlette.types import ASGIApp

from bot.ports import Check
from bot.web import Health

Header = tuple[bytes, bytes]


async def _nothing() -> Mapping[str, Check]:
    return {}


NO_HEALTH = Health(_nothing)


async def post(
    site: ASGIApp, path: str, headers: Iterable[Header], pieces: Iterator[bytes]
) -> tuple[int, bytes]:
    """Status and body of the answer; an exception that leaves the site comes out here."""
    sent: list[Mapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        piece = next(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"headers": list(headers), "http_version": "1.1", "scheme": "http", "root_path": ""}
    await site(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)
