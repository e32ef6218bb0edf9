"""A local Telegram with a bot that talks to it, a clock that stands still, and a customer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot

from bot.demo.telegram import ApiError, Call, Person, TelegramStandIn
from bot.telegram.transport import open_bot
from tests.bot.telegram.place import Place, a_place

TOKEN = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NOT-A-SECRET"


@dataclass
class Clock:
    time: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    async def rest(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass
class Trouble:
    """Meets the calls of `method` (the first `times` of them): before they take effect, or after."""

    method: str
    before_effect: ApiError | ConnectionResetError | None = None
    after_effect: ApiError | ConnectionResetError | None = None
    times: int = 1_000

    async def before(self, call: Call) -> None:
        if self.before_effect is not None and self._meets(call):
            raise self.before_effect

    async def after(self, call: Call, result: object) -> None:  # noqa: ARG002  # the stand-in gives it
        if self.after_effect is not None and self._meets(call):
            raise self.after_effect

    def _meets(self, call: Call) -> bool:
        met = call.method == self.method and self.times > 0
        self.times -= met
        return met


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def stand_in(clock: Clock) -> AsyncIterator[TelegramStandIn]:
    stand_in = TelegramStandIn(username="RossiFeedbackBot", name="Rossi", token=TOKEN, now=clock.now)
    await stand_in.start()
    yield stand_in
    await stand_in.stop()


@pytest.fixture
async def bot(stand_in: TelegramStandIn) -> AsyncIterator[Bot]:
    async with open_bot(TOKEN, stand_in.url) as bot:
        yield bot


@pytest.fixture
def giulia(stand_in: TelegramStandIn) -> Person:
    """A customer who has pressed START."""
    person = stand_in.person("Giulia", language_code="it")
    person.start()
    return person


@pytest.fixture
async def place(bot: Bot, stand_in: TelegramStandIn, clock: Clock) -> AsyncIterator[Place]:
    async with a_place(bot, stand_in, clock) as place:
        yield place
