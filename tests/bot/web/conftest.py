"""A shop that signs what it sends, and the real hooks behind a real server, on both databases."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr
from standardwebhooks import Webhook
from starlette.applications import Starlette

from bot.config import Business, Config, Slack, Telegram
from bot.ports import Check
from bot.purchases.event import PurchaseEvent
from bot.turns import Turns
from bot.use_cases.register_purchase import Registered, register_purchase
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from bot.web import Health, Hooks, WebServer, build_web
from flows.outreach import PurchaseEventType, Touchpoint
from storage.database import Database

NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)
SECRET, NEXT_SECRET = "whsec_ZmFrZSBzZWNyZXQgb2YgYSBzaG9w", "whsec_dGhlIG5leHQgZmFrZSBzZWNyZXQ="

EVENT: Mapping[str, Any] = {
    "type": "purchase.delivered",
    "occurred_at": "2027-03-01T10:00:00+01:00",
    "purchase": {
        "id": "1001",
        "total": {"amount": "49.90", "currency": "EUR"},
        "items": [{"name": "Blue mug"}],
    },
    "customer": {"id": "c1", "first_name": "Ada", "language": "en"},
}


@dataclass
class PushedClock:
    """Stands still until it is pushed."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment


@dataclass
class Registrar:
    """Registers with the real use case; `failure` is raised instead while it is set."""

    turns: Turns
    setup: Setup
    clock: PushedClock
    failure: Exception | None = None

    async def register(self, source: str, event: PurchaseEvent) -> Registered:
        if self.failure is not None:
            raise self.failure
        now = self.clock.now()
        return await self.turns.take(
            lambda session: register_purchase(Turn(session, self.setup, now), source, event)
        )


@dataclass
class Shop:
    """`address` is the program's; the shop's clock is pushed together with the program's."""

    address: str
    http: aiohttp.ClientSession
    clock: PushedClock
    secret: str = SECRET

    def sign(self, body: bytes, message: str = "msg_1", **headers: str) -> dict[str, str]:
        """What a shop sends along; a header can be replaced, `-` standing as `_`, and left out when empty."""
        now = self.clock.now()
        signed = {
            "webhook-id": message,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(message, now, body.decode("utf-8", "replace")),
        }
        signed |= {name.replace("_", "-"): value for name, value in headers.items()}
        return {name: value for name, value in signed.items() if value}

    async def tell(self, event: object = EVENT, message: str = "msg_1", **headers: str) -> "Answer":
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        return await self.post("/hooks/shop", body, self.sign(body, message, **headers))

    async def post(self, path: str, body: Any, headers: Mapping[str, str]) -> "Answer":
        data = BytesIO(body) if isinstance(body, bytes) else body
        async with self.http.post(self.address + path, data=data, headers=headers) as response:
            return Answer(response.status, await response.json(), dict(response.headers))


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> dict[str, str]:
        return {each["field"]: each["problem"] for each in self.body["problems"]}


@asynccontextmanager
async def served(hooks: Hooks, checks: Mapping[str, Check]) -> AsyncIterator[str]:
    """The address of a server that runs as long as the block."""

    async def ask() -> Mapping[str, Check]:
        return checks

    async with serving(build_web(hooks, Health(ask))) as address:
        yield address


@asynccontextmanager
async def serving(site: Starlette) -> AsyncIterator[str]:
    """The address of a server of this site that runs as long as the block."""
    server = WebServer(site, "127.0.0.1", 0)
    await server.start()
    yield server.address
    await server.stop()


@pytest.fixture
def clock() -> PushedClock:
    return PushedClock()


@pytest.fixture
async def registrar(database: Database, clock: PushedClock) -> AsyncIterator[Registrar]:
    config = Config(
        business=Business(
            name="Bottega Rossi",
            timezone="Europe/Rome",
            languages=("it",),
            privacy_url="https://shop.example/p",
        ),
        telegram=Telegram(token=SecretStr("123456:fake")),
        slack=Slack(
            bot_token=SecretStr("xoxb-fake"), app_token=SecretStr("xapp-fake"), default_channel="#feedback"
        ),
        touchpoints={
            "delivery": Touchpoint(on=PurchaseEventType.DELIVERED, after=timedelta(days=2), flow="after")
        },
    )
    turns = Turns(database)
    yield Registrar(turns, Setup(config, b"fake secret", "rossi_bot"), clock)
    turns.close()


@pytest.fixture
async def shop(registrar: Registrar, clock: PushedClock) -> AsyncIterator[Shop]:
    hooks = Hooks({"shop": (SECRET, NEXT_SECRET)}, clock, registrar.register)
    async with served(hooks, {}) as address, aiohttp.ClientSession() as http:
        yield Shop(address, http, clock)
