"""A workspace of the local Slack on a clock that tests move, and the client that the program uses."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import SlackStandIn
from bot.demo.slack.gate import Disturbance, Passage
from bot.ports import FileUnavailable
from bot.slack.client import open_client


@dataclass
class Clock:
    """Stands still until it is moved."""

    at: datetime = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Trouble:
    """A gate that disturbs named calls before or after their effect, as often as said; None cuts the line."""

    before_effect: dict[str, list[Disturbance | None]] = field(default_factory=dict)
    after_effect: dict[str, list[Disturbance | None]] = field(default_factory=dict)

    async def before(self, passage: Passage, /) -> Disturbance | None:
        return _next(self.before_effect, passage)

    async def after(self, passage: Passage, /) -> Disturbance | None:
        return _next(self.after_effect, passage)


def _next(planned: Mapping[str, list[Disturbance | None]], passage: Passage) -> Disturbance | None:
    waiting = planned.get(passage.name) or planned.get(passage.way) or []
    if not waiting:
        return None
    disturbance = waiting.pop(0)
    if disturbance is None:
        raise ConnectionResetError
    return disturbance


@dataclass
class Drawer:
    """The files that customers sent, by id."""

    contents: dict[str, bytes] = field(default_factory=dict)

    async def fetch(self, file_id: str) -> bytes:
        try:
            return self.contents[file_id]
        except KeyError:
            raise FileUnavailable("Telegram no longer has it") from None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def drawer() -> Drawer:
    return Drawer({"photo-1": b"a crushed box"})


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn(clock.now)
    await stand_in.start()
    yield stand_in
    await stand_in.stop()


@pytest.fixture
async def client(slack: SlackStandIn) -> AsyncIterator[AsyncWebClient]:
    async with open_client(slack.installation.bot_token, slack.api_url) as client:
        yield client


@pytest.fixture
def trouble(slack: SlackStandIn) -> Trouble:
    slack.gate = Trouble()
    return slack.gate
