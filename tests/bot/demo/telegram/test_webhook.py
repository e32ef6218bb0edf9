"""With a webhook set, updates come by themselves: each chat in its order, again until they are taken."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.demo.telegram import TelegramStandIn
from tests.bot.demo.telegram.conftest import Api, Clock

SECRET = "fake-secret"


@dataclass
class Receiver:
    """A bot's own server. It answers what `status` says, once `may_answer` is set."""

    status: int = 200
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    texts: list[str] = field(default_factory=list)
    secrets: set[str | None] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""
    _heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        update: dict[str, Any] = await request.json()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.texts.append(update["message"]["text"])
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self._heard.set()
        await self.may_answer.wait()
        self.at_once -= 1
        return web.Response(status=self.status)

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not true():
                self._heard.clear()
                await self._heard.wait()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    receiver.may_answer.set()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.may_answer.set()
    await runner.cleanup()


@pytest.fixture
def quick(telegram: TelegramStandIn) -> TelegramStandIn:
    telegram.deliveries.retry_seconds = 0
    return telegram


async def delivered(stand_in: TelegramStandIn) -> None:
    async with asyncio.timeout(5):
        while stand_in.pending_updates:  # noqa: ASYNC110  # nothing tells when the last was confirmed
            await asyncio.sleep(0)


async def test_what_waits_is_delivered_in_order_with_the_secret(
    quick: TelegramStandIn, api: Api, receiver: Receiver
) -> None:
    ada = quick.person("Ada")
    ada.start()
    ada.writes("one")
    await api("setWebhook", url=receiver.url, secret_token=SECRET)
    ada.writes("two")
    await delivered(quick)
    assert receiver.texts == ["/start", "one", "two"]
    assert receiver.secrets == {SECRET}


async def test_the_next_of_a_chat_waits_for_the_one_before_and_other_chats_do_not(
    quick: TelegramStandIn, api: Api, receiver: Receiver
) -> None:
    await api("setWebhook", url=receiver.url)
    receiver.may_answer.clear()
    for name in ("Ada", "Bea", "Cleo"):
        person = quick.person(name)
        person.start()
        person.writes("and more")
    await receiver.until(lambda: len(receiver.texts) == 3)
    assert receiver.texts == ["/start"] * 3
    receiver.may_answer.set()
    await delivered(quick)
    assert receiver.texts[3:] == ["and more"] * 3


async def test_no_more_at_once_than_asked_for(quick: TelegramStandIn, api: Api, receiver: Receiver) -> None:
    await api("setWebhook", url=receiver.url, max_connections=2)
    for name in ("Ada", "Bea", "Cleo", "Dora"):
        quick.person(name).start()
    await delivered(quick)
    assert len(receiver.texts) == 4
    assert receiver.most_at_once <= 2


async def test_what_is_not_taken_comes_again_and_is_told(
    quick: TelegramStandIn, api: Api, receiver: Receiver, clock: Clock
) -> None:
    await api("setWebhook", url=receiver.url)
    receiver.status = 503
    quick.person("Ada").start()
    await receiver.until(lambda: len(receiver.texts) >= 3)
    info = (await api("getWebhookInfo"))["result"]
    assert info["pending_update_count"] == 1
    assert info["last_error_date"] == int(clock.now().timestamp())
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    receiver.status = 200
    await delivered(quick)


async def test_a_dead_address_is_told_and_what_waits_can_be_polled_for(
    quick: TelegramStandIn, api: Api
) -> None:
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    quick.person("Ada").start()
    async with asyncio.timeout(5):
        while "last_error_message" not in (info := (await api("getWebhookInfo"))["result"]):
            pass
    assert info["last_error_message"] == "Connection refused"
    await api("deleteWebhook")
    assert [update["message"]["text"] for update in await api.updates()] == ["/start"]


async def test_each_update_may_come_several_times(
    quick: TelegramStandIn, api: Api, receiver: Receiver
) -> None:
    quick.deliver_times = 2
    await api("setWebhook", url=receiver.url)
    quick.person("Ada").start()
    await delivered(quick)
    assert receiver.texts == ["/start", "/start"]


async def test_while_telegram_is_away_nothing_comes(
    quick: TelegramStandIn, api: Api, receiver: Receiver
) -> None:
    await api("setWebhook", url=receiver.url)
    await quick.stop()
    quick.person("Ada").start()
    assert receiver.texts == []
    await quick.start()
    await delivered(quick)
    assert receiver.texts == ["/start"]
