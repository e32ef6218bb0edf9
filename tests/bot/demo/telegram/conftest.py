"""A running stand-in with a clock that stands still, and two ways to it: the library and plain HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import telegram as ptb

from bot.demo.telegram import TelegramStandIn

TOKEN = "1234567890:THIS-IS-A-DEMO-TOKEN-AND-NOT-A-SECRET"


@dataclass
class Clock:
    time: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def passes(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass
class Api:
    """Calls a method with a JSON body; gives the whole answer, refused or not."""

    session: aiohttp.ClientSession
    stand_in: TelegramStandIn

    def address(self, method: str) -> str:
        return f"{self.stand_in.url}/bot{TOKEN}/{method}"

    async def __call__(self, method: str, **params: object) -> dict[str, Any]:
        async with self.session.post(self.address(method), json=params) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def refusal(self, method: str, **params: object) -> str:
        answer = await self(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def updates(self, offset: int = 0, **params: object) -> list[dict[str, Any]]:
        answer = await self("getUpdates", offset=offset, **params)
        assert answer["ok"], answer
        updates: list[dict[str, Any]] = answer["result"]
        return updates


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[TelegramStandIn]:
    stand_in = TelegramStandIn(
        username="bottega_rossi_bot", name="Bottega Rossi", token=TOKEN, now=clock.now, limits=None
    )
    await stand_in.start()
    yield stand_in
    await stand_in.stop()


@pytest.fixture
async def api(telegram: TelegramStandIn) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(session, telegram)


@pytest.fixture
async def bot(telegram: TelegramStandIn) -> AsyncIterator[ptb.Bot]:
    base = telegram.url
    async with ptb.Bot(TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
        yield bot
