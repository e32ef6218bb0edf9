"""A Slack stand-in on a clock that tests move, with the real client libraries connected to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import SlackStandIn

Refused = Callable[[Awaitable[Any]], Awaitable[dict[str, Any]]]


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn(clock.now)
    await stand_in.start()
    yield stand_in
    await stand_in.stop()


@pytest.fixture
def client(slack: SlackStandIn) -> AsyncWebClient:
    """The app's Web API client, without any retry of its own."""
    return AsyncWebClient(slack.installation.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def refused() -> Refused:
    """Awaits a call that must be refused and returns Slack's answer to it."""

    async def refusal(call: Awaitable[Any]) -> dict[str, Any]:
        with pytest.raises(SlackApiError) as caught:
            await call
        answer = caught.value.response.data
        assert isinstance(answer, dict)
        return answer

    return refusal


@pytest.fixture
def app(client: AsyncWebClient) -> AsyncApp:
    """A Bolt app that acknowledges after its listeners are done."""
    return AsyncApp(client=client, process_before_response=True)


@pytest.fixture
async def running(app: AsyncApp, slack: SlackStandIn) -> AsyncIterator[AsyncSocketModeHandler]:
    """The app, connected over Socket Mode. Listeners may still be added."""
    handler = AsyncSocketModeHandler(app, slack.installation.app_token, ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # published without types
    await slack.connected()
    yield handler
    await handler.close_async()  # type: ignore[no-untyped-call]  # published without types
