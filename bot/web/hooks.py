"""Takes purchases from shops: `POST /hooks/{source}`. What is confirmed has been committed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from bot.config import Source, WebhookSource
from bot.ports import Clock
from bot.purchases.event import PurchaseEvent
from bot.purchases.json_body import AnotherKind, read_event
from bot.purchases.problems import FieldProblem, MalformedEvent
from bot.use_cases.register_purchase import Registered
from bot.web.signatures import NotSigned, check, read_seal
from storage.errors import StoreUnavailable

Register = Callable[[str, PurchaseEvent], Awaitable[Registered]]
"""Registers an event of a source in one transaction, or raises `StoreUnavailable` and has changed nothing."""

LARGEST_BODY = 2**20  # bytes
_MOST_LISTENED_TO = 32 * LARGEST_BODY
_PATIENCE_S = 30
_COME_BACK_S = 30


class Refusal(Exception):
    """An answer that is not 202, and what it says."""

    def __init__(self, status: int, error: str, problems: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(error)
        self.status, self.error, self.problems = status, error, problems

    def answer(self) -> JSONResponse:
        found = [{"field": each.field, "problem": each.problem} for each in self.problems]
        headers = {"Retry-After": str(_COME_BACK_S)} if self.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        body = {"error": self.error} | ({"problems": found} if found else {})
        return JSONResponse(body, self.status, headers)


@dataclass(frozen=True, slots=True)
class Hooks:
    """`secrets` are those of each webhook source, by its name; any of them may have signed."""

    secrets: Mapping[str, tuple[str, ...]]
    clock: Clock
    register: Register

    async def receive(self, request: Request) -> JSONResponse:
        """202 with the purchase and its link; the same for a repeated delivery."""
        try:
            registered = await self._take(request)
        except AnotherKind as another:  # sent again for ever, were it refused
            return JSONResponse({"ignored": str(another)}, 202)
        except Refusal as refusal:
            return refusal.answer()
        return JSONResponse({"purchase": registered.purchase, "link": registered.link}, 202)

    async def _take(self, request: Request) -> Registered:
        source = request.path_params["source"]
        if source not in self.secrets:
            raise Refusal(404, f'there is no webhook source "{source}"')
        body = await read_body(request)
        event = _event_in(self._verified(request.headers, body, self.secrets[source]))
        try:
            return await self.register(source, event)
        except StoreUnavailable as error:
            raise Refusal(503, f"cannot take it now, send it again: {error}") from error

    def _verified(self, headers: Mapping[str, str], body: bytes, secrets: tuple[str, ...]) -> str:
        """The body as text. One that is not UTF-8 can be no event, whoever signed it."""
        try:
            seal = read_seal(headers, self.clock.now())
            text = body.decode()
            check(seal, secrets, text)
        except NotSigned as error:
            raise Refusal(401, str(error)) from error
        except UnicodeDecodeError as error:
            problem = FieldProblem("body", f"is not UTF-8 at byte {error.start}")
            raise Refusal(400, str(problem), (problem,)) from error
        return text


def webhook_secrets(sources: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    """What `Hooks` needs of the configured sources."""
    return {
        name: tuple(secret.get_secret_value() for secret in source.secret)
        for name, source in sources.items()
        if isinstance(source, WebhookSource)
    }


async def read_body(request: Request) -> bytes:
    """The body's bytes. Raises `Refusal` when there are too many, or they do not come.

    The rest of a body that is too large is listened to and dropped: a connection that is cut while the shop
    still writes would take our answer with it.
    """
    try:
        async with asyncio.timeout(_PATIENCE_S):
            return await _read_capped(request)
    except TimeoutError as error:
        raise Refusal(408, f"the body did not come within {_PATIENCE_S} seconds") from error
    except ClientDisconnect as error:
        raise Refusal(400, "the connection ended before the body did") from error


async def _read_capped(request: Request) -> bytes:
    body, size = bytearray(), 0
    async for piece in request.stream():
        size += len(piece)
        if size <= LARGEST_BODY:
            body += piece
        elif size > _MOST_LISTENED_TO:
            break
    if size > LARGEST_BODY:
        raise Refusal(413, f"the body is larger than {LARGEST_BODY} bytes")
    return bytes(body)


def _event_in(text: str) -> PurchaseEvent:
    try:
        return read_event(text)
    except MalformedEvent as error:
        raise Refusal(400, str(error), error.problems) from error
