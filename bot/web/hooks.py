"""Takes purchases from shops: `POST /hooks/{source}`. What is confirmed has been committed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.config import Source, WebhookSource
from bot.ports import Clock
from bot.purchases.event import PurchaseEvent
from bot.purchases.json_body import AnotherKind, read_event
from bot.purchases.problems import FieldProblem, MalformedEvent
from bot.use_cases.register_purchase import Registered
from bot.web.bodies import Refusal, read_body
from bot.web.signatures import NotSigned, check, read_seal
from storage.errors import StoreUnavailable

log = structlog.get_logger(__name__)

Register = Callable[[str, PurchaseEvent], Awaitable[Registered]]
"""Registers an event of a source in one transaction, or raises `StoreUnavailable` and has changed nothing."""


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
            log.warning("hook.put_off", source=source, reason=str(error))
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


def _event_in(text: str) -> PurchaseEvent:
    try:
        return read_event(text)
    except MalformedEvent as error:
        raise Refusal(400, str(error), error.problems) from error
