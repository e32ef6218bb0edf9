"""The one seam where traffic can be disturbed, before its effect or after it."""

from dataclasses import dataclass, field

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import NotAcknowledged, SlackStandIn
from bot.demo.slack.gate import Disturbance, Passage, Way
from tests.bot.demo.slack.conftest import Refused


@dataclass
class Once:
    """Disturbs the first passage of a kind: with an answer, or by cutting the line."""

    way: Way
    before_effect: bool
    instead: Disturbance | None = None
    left: int = 1
    passed: list[str] = field(default_factory=list)

    async def before(self, passage: Passage, /) -> Disturbance | None:
        return self._disturb(passage) if self.before_effect else None

    async def after(self, passage: Passage, /) -> Disturbance | None:
        return None if self.before_effect else self._disturb(passage)

    def _disturb(self, passage: Passage) -> Disturbance | None:
        if passage.way is not self.way:
            return None
        self.passed.append(passage.name)
        if not self.left:
            return None
        self.left -= 1
        if self.instead is None:
            raise ConnectionResetError
        return self.instead


FAILURE = Disturbance(status=503, body={"ok": False, "error": "service_unavailable"})


@pytest.mark.parametrize(("before_effect", "posts"), [(True, 0), (False, 1)])
async def test_a_call_fails_before_or_after_its_effect(
    slack: SlackStandIn, client: AsyncWebClient, refused: Refused, *, before_effect: bool, posts: int
) -> None:
    channel = slack.channel("#complaints")
    slack.gate = Once(Way.CALL, before_effect, FAILURE)
    answer = await refused(client.chat_postMessage(channel=channel.id, text="Hi"))
    assert answer["error"] == "service_unavailable"
    assert len(channel.messages) == posts


@pytest.mark.parametrize(("before_effect", "posts"), [(True, 0), (False, 1)])
async def test_a_line_is_cut_before_or_after_the_effect(
    slack: SlackStandIn, client: AsyncWebClient, *, before_effect: bool, posts: int
) -> None:
    channel = slack.channel("#complaints")
    slack.gate = Once(Way.CALL, before_effect)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel=channel.id, text="Hi")
    assert len(channel.messages) == posts


@pytest.mark.parametrize(("before_effect", "heard"), [(True, 1), (False, 2)])
async def test_a_lost_event_or_acknowledgement_is_delivered_again(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, *, before_effect: bool, heard: int
) -> None:
    texts: list[str] = []

    @app.event("message")
    async def hear(event: dict[str, str]) -> None:
        texts.append(event["text"])

    slack.line.ack_seconds = 0.5
    slack.gate = gate = Once(Way.ENVELOPE, before_effect, FAILURE)
    slack.staff("Giovanni Rossi").writes(slack.channel("#complaints"), "work")
    await slack.settled()
    assert texts == ["work"] * heard
    assert gate.passed == ["events_api", "events_api"]


async def test_a_lost_command_fails_for_the_person(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    slack.line.ack_seconds = 0.05
    slack.gate = Once(Way.ENVELOPE, before_effect=True, instead=FAILURE)
    with pytest.raises(NotAcknowledged, match="slash_commands"):
        await slack.staff("Giovanni Rossi").commands("/riscontro")
