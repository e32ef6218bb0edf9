"""A gateway behind its webhook, and somebody who tries to get in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO

import aiohttp
from starlette.applications import Starlette
from telegram import Bot

from bot.demo.telegram import TelegramStandIn
from bot.ports import Clock
from bot.telegram.gateway import Health, TelegramGateway
from bot.telegram.intake import Batch
from bot.telegram.profile import BotProfile
from bot.telegram.webhook import Address, Webhook, derive_address
from bot.web.doors import door
from bot.web.server import WebServer
from tests.bot.telegram.journal import Journal

PROFILE = BotProfile(default_language="en", commands={})
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Place:
    """A gateway behind its webhook. `wait_for` waits until something holds."""

    gateway: TelegramGateway
    webhook: Webhook
    journal: Journal
    stand_in: TelegramStandIn
    address: Address
    http: aiohttp.ClientSession

    async def wait_for(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not true():  # noqa: ASYNC110  # no one event tells all that is waited for
                await asyncio.sleep(0)

    async def taken(self) -> None:
        await self.wait_for(lambda: self.stand_in.pending_updates == 0)

    async def well(self) -> None:
        await self.wait_for(lambda: self.gateway.health.healthy)

    async def unwell(self, reason: str) -> None:
        await self.wait_for(lambda: reason in (self.gateway.health.reason or ""))
        assert not self.gateway.health.healthy

    async def look(self) -> Health:
        """Asks Telegram anew, as is done every two minutes."""
        assert self.gateway.identity is not None
        health = await self.webhook.attend(self.gateway.identity, asyncio.Event())
        assert health is not None
        return health

    async def post(self, body: bytes, secret: str | None = None) -> int:
        headers = {HEADER: self.address.secret if secret is None else secret}
        async with self.http.post(self.address.url, data=BytesIO(body), headers=headers) as answer:
            return answer.status

    def asked(self, method: str) -> int:
        return [call.method for call in self.stand_in.calls].count(method)


@asynccontextmanager
async def receiving(place: Place) -> AsyncIterator[Place]:
    stopping = asyncio.Event()
    task = asyncio.create_task(place.gateway.run(stopping))
    yield place
    stopping.set()
    async with asyncio.timeout(5):
        await task


@asynccontextmanager
async def a_place(bot: Bot, stand_in: TelegramStandIn, clock: Clock) -> AsyncIterator[Place]:
    stand_in.deliveries.retry_seconds = 0
    journal = Journal()
    batch = Batch(bot, journal)
    site = Starlette()
    server = WebServer(site, "127.0.0.1", 0)
    await server.start()
    address = derive_address(server.address, b"fake installation", "1234567890")
    webhook = Webhook(bot, batch, clock, address)
    site.router.routes.append(door(webhook.path, webhook.receive))
    gateway = TelegramGateway(bot, batch, webhook, profile=lambda: PROFILE, pauses=(0,))
    async with aiohttp.ClientSession() as http:
        yield Place(gateway, webhook, journal, stand_in, address, http)
    await server.stop()
