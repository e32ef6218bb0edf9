"""The line to Slack comes back by itself, says why it is down, and ends without losing what is in hand."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import AppToken
from bot.demo.slack import SlackStandIn
from bot.demo.slack.gate import Disturbance, Passage
from bot.demo.slack.server import Call
from bot.demo.slack.sightings import SeenMessage
from bot.demo.slack.staff import Person
from bot.slack.client import open_client
from bot.slack.gateway import SlackAccess, SlackGateway
from bot.slack.health import SlackHealth
from bot.staff import Claim
from tests.bot.slack.conftest import QUICK, Clock, LedgerDesk, Trouble


async def test_health_tells_whether_slack_is_there(
    slack: SlackStandIn, gateway: SlackGateway, bea: Person, clock: Clock
) -> None:
    before = await gateway.health()
    assert (before.connected, before.reason) == (False, "not connected to Slack yet")
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.connected()
        await bea.commands("/riscontro")  # what comes after the hello was handled after it
        health = await gateway.health()
        assert (health.connected, health.reason, health.heard_at) == (True, None, clock.at)
        stopping.set()
    assert not (await gateway.health()).connected


async def test_slack_may_be_away_at_the_start(
    slack: SlackStandIn, gateway: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await slack.stop()
    assert await gateway.prepare() is None  # the open connection breaks
    assert await gateway.prepare() is None  # a new one is refused
    assert (await gateway.health()).reason == "Slack cannot be reached"
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.start()
        await slack.connected()
        await bea.clicks(card, "Claim")
        stopping.set()
    assert len(desk.worked) == 1


async def test_a_wrong_token_is_named_and_crashes_nothing(
    slack: SlackStandIn, client: AsyncWebClient, desk: LedgerDesk, clock: Clock
) -> None:
    async with open_client("xoxb-demo-wrong", slack.api_url) as wrong:
        gateway = SlackGateway(
            SlackAccess(wrong, AppToken(SecretStr(slack.installation.app_token))), desk, clock
        )
        assert await gateway.prepare() is None
    assert (await gateway.health()).reason == "Slack answered invalid_auth"


async def test_a_wrong_app_token_is_named_and_crashes_nothing(
    slack: SlackStandIn, client: AsyncWebClient, desk: LedgerDesk, clock: Clock
) -> None:
    gateway = SlackGateway(
        SlackAccess(client, AppToken(SecretStr("xapp-demo-wrong")), patience=QUICK), desk, clock
    )
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.until(lambda: len(openings(slack)) > 1, "a second try")
        assert (await gateway.health()).reason == "Slack answered invalid_auth"
        stopping.set()


async def test_a_lost_connection_comes_back(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await slack.close_sockets()
    await slack.connected()
    await bea.clicks(card, "Claim")
    await slack.ask_to_reconnect()
    await slack.until(lambda: len(slack.line.connections) == 1, "one connection again")
    await bea.clicks(card, "Reply")
    await bea.sees_modal("Where is it?")
    assert len(desk.worked) == 1


async def test_what_is_in_hand_is_finished_before_the_end(
    slack: SlackStandIn, gateway: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.may_commit.clear()
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.connected()
        click = group.create_task(bea.clicks(card, "Claim"))
        await desk.was_asked.wait()
        stopping.set()
        desk.may_commit.set()
        assert await click == {}
    assert desk.worked[0][0].act == Claim(12)


@dataclass
class StuckGate:
    """Holds back one method until it is opened."""

    method: str
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def before(self, passage: Passage, /) -> Disturbance | None:
        if passage.name == self.method:
            self.reached.set()
            await self.opened.wait()
        return None

    async def after(self, _: Passage, /) -> Disturbance | None:
        return None


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_the_end_does_not_wait_for_a_slack_that_hangs(
    slack: SlackStandIn, gateway: SlackGateway, method: str
) -> None:
    slack.gate = gate = StuckGate(method)
    stopping = asyncio.Event()
    running = asyncio.create_task(gateway.run(stopping))
    await gate.reached.wait()
    stopping.set()
    async with asyncio.timeout(10):  # half of what the client itself would wait
        await running
    gate.opened.set()


async def test_a_socket_address_that_stays_shut_is_asked_for_anew(
    slack: SlackStandIn, gateway: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    tickets = slack.line._tickets  # noqa: SLF001 - as when Slack lets an address expire
    seen = slack.subscribe(lambda _: tickets.clear() if len(openings(slack)) == 1 else None)
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.connected()
        await bea.clicks(card, "Claim")
        stopping.set()
    seen()
    assert len(openings(slack)) == 2
    assert len(desk.worked) == 1


def openings(slack: SlackStandIn) -> list[Call]:
    return [call for call in slack.calls if call.method == "apps.connections.open"]


async def test_a_line_that_stays_down_is_built_anew(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await slack.stop()
    reasons: list[str | None] = []
    while "Slack cannot be reached" not in reasons:  # said when the line is opened from the start again
        reasons.append((await running.health()).reason)
        await asyncio.sleep(0.01)
    assert "the connection to Slack was lost" in reasons
    assert "not connected to Slack yet" not in reasons
    await slack.start()
    await slack.connected()
    await bea.clicks(card, "Claim")
    assert len(desk.worked) == 1


async def until(gateway: SlackGateway, is_so: Callable[[SlackHealth], bool]) -> SlackHealth:
    """Its health, once it is so."""
    while not is_so(health := await gateway.health()):  # noqa: ASYNC110 - health has no bell
        await asyncio.sleep(0.01)
    return health


async def test_a_dead_line_that_slack_sdk_gives_up_is_no_sign_of_life(
    slack: SlackStandIn, client: AsyncWebClient, desk: LedgerDesk, clock: Clock, trouble: Trouble
) -> None:
    """It does so when no ping was answered for a second, or four times their interval: before the rebuild."""
    token = AppToken(SecretStr(slack.installation.app_token))
    gateway = SlackGateway(SlackAccess(client, token, patience=replace(QUICK, rebuild=2)), desk, clock)
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await until(gateway, lambda health: health.connected)
        trouble.before_effect["apps.connections.open"] = [Disturbance(500)] * 1000
        slack.silence_sockets()
        lost = await until(gateway, lambda health: not health.connected)
        clock.move(minutes=5)
        given_up = await until(gateway, lambda health: health.reason != lost.reason)
        stopping.set()
    assert lost.reason == "the connection to Slack was lost"
    assert given_up.heard_at == lost.heard_at


async def test_pongs_are_signs_of_life(running: SlackGateway, clock: Clock) -> None:
    await until(running, lambda health: health.connected)
    clock.move(minutes=5)
    await until(running, lambda health: health.heard_at == clock.at)


async def test_who_cannot_be_told_is_not_told_and_nothing_breaks(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk, trouble: Trouble
) -> None:
    trouble.before_effect["chat.postEphemeral"] = [Disturbance(500), Disturbance(500)]
    desk.refusals = ["first"]
    await bea.clicks(card, "Claim")
    await bea.clicks(card, "Claim")
    assert len(desk.worked) == 1
