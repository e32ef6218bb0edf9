"""Over HTTP the same happens as over a socket, and nobody but Slack gets in."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.config import SigningSecret
from bot.demo.slack import SlackStandIn
from bot.demo.slack.http_mode import HttpMode
from bot.demo.slack.sightings import SeenChannel, SeenMessage
from bot.demo.slack.socket_mode import NotAcknowledged
from bot.demo.slack.staff import Person
from bot.slack.gateway import SlackAccess, SlackGateway
from bot.slack.manifest import REQUEST_PATH
from bot.staff import Claim, Reply
from bot.web.doors import door
from bot.web.server import WebServer
from tests.bot.slack.conftest import QUICK, Clock, LedgerDesk

EVENT = b'{"type":"event_callback","event":{"type":"app_mention"},"event_id":"Ev1"}'


@dataclass
class Site:
    """Where the gateway is reached, and what Slack signs with."""

    gateway: SlackGateway
    line: HttpMode
    http: aiohttp.ClientSession

    async def post(self, body: bytes, **headers: str | None) -> int:
        """Signed, but for the headers that are given otherwise; the status."""
        signed: dict[str, str | None] = dict(self.line.sign(body))
        signed |= {f"X-Slack-{name.replace('_', '-')}": value for name, value in headers.items()}
        status, _ = await self.send(body, {name: value for name, value in signed.items() if value})
        return status

    async def send(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, Any]:
        async with self.http.post(self.line.request_url, data=BytesIO(body), headers=headers) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await answer.json() if is_json else await answer.text()


@pytest.fixture
async def slack(clock: Clock) -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn(clock.now, request_url="http://127.0.0.1:9/to/be/told")
    await stand_in.start()
    yield stand_in
    await stand_in.stop()


@pytest.fixture
async def site(
    slack: SlackStandIn, client: AsyncWebClient, desk: LedgerDesk, clock: Clock
) -> AsyncIterator[Site]:
    way_in = SigningSecret(SecretStr(slack.installation.signing_secret))
    gateway = SlackGateway(SlackAccess(client, way_in, patience=QUICK), desk, clock)
    assert gateway.receive is not None
    server = WebServer(Starlette(routes=[door(REQUEST_PATH, gateway.receive)]), "127.0.0.1", 0)
    await server.start()
    assert isinstance(slack.line, HttpMode)
    slack.line.request_url = server.address + REQUEST_PATH
    async with aiohttp.ClientSession() as http:
        yield Site(gateway, slack.line, http)
    await server.stop()


@pytest.fixture
async def running(site: Site) -> AsyncIterator[Site]:
    """The gateway knows who it is."""
    await site.gateway.prepare()
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(site.gateway.run(stopping))
        yield site
        stopping.set()


async def test_a_claim_reaches_the_desk_and_is_acknowledged_after_its_commit(
    running: Site, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.may_commit.clear()
    click = asyncio.create_task(bea.clicks(card, "Claim"))
    await desk.was_asked.wait()
    assert not click.done()
    desk.may_commit.set()
    assert await click == {}
    [(arrival, name)] = desk.worked
    assert (arrival.act, name) == (Claim(12), "Bea")


async def test_what_cannot_be_stored_is_not_acknowledged(
    running: Site, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.failures = [RuntimeError("once"), RuntimeError("twice")]
    desk.grave_is_open = False
    with pytest.raises(NotAcknowledged):
        await bea.clicks(card, "Claim")
    await bea.clicks(card, "Claim")
    assert len(desk.worked) == 1


async def test_a_reply_is_written_in_a_modal_and_a_refusal_stands_in_it(
    running: Site, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await bea.clicks(card, "Reply")
    form = await bea.sees_modal("Reply")
    desk.refusals = ["Not now"]
    errors = await bea.submits(form, {"text": "We are sorry"})
    assert errors is not None
    assert list(errors.values()) == ["Not now"]
    assert await bea.submits(form, {"text": "We are sorry"}) is None
    assert [arrival.act for arrival, _ in desk.worked] == [Reply(12, "We are sorry")]


async def test_the_command_explains_itself(running: Site, bea: Person, channel: SeenChannel) -> None:
    answer = await bea.commands("/riscontro", channel=channel)
    assert "Riscontro brings" in str(answer)


async def test_an_event_comes_again_until_it_is_taken(
    site: Site, slack: SlackStandIn, clock: Clock, bea: Person, channel: SeenChannel
) -> None:
    bea.writes(channel, "hello")
    await slack.until(lambda: slack.deliveries.unacknowledged == 1, "an event that waits")
    await site.gateway.prepare()
    clock.move(minutes=5)
    await slack.settled()
    assert slack.lost_events == []


async def test_before_slack_said_who_we_are_it_shall_come_again(site: Site) -> None:
    assert await site.post(EVENT) == 503
    await site.gateway.prepare()
    assert await site.post(EVENT) == 200


@pytest.mark.parametrize(
    "timestamp", [None, "", "soon", "-1", "1e9", "١٢٣", "9" * 400, "0", "1.5", " 1", "é"]
)
async def test_a_strange_timestamp_is_not_slack_s(running: Site, timestamp: str | None) -> None:
    assert await running.post(EVENT, Request_Timestamp=timestamp) == 401


@pytest.mark.parametrize("signature", [None, "", "v0=", "v1=00", "é", "v0=" + "0" * 64, "\xff" * 300])
async def test_a_strange_signature_is_not_slack_s(running: Site, signature: str | None) -> None:
    assert await running.post(EVENT, Signature=signature) == 401


async def test_what_is_signed_with_another_secret_or_changed_on_its_way_is_not_slack_s(
    running: Site,
) -> None:
    assert (await running.send(EVENT + b" ", running.line.sign(EVENT)))[0] == 401


@pytest.mark.parametrize(("away", "status"), [(-301, 401), (-299, 200), (299, 200), (301, 401)])
async def test_what_was_signed_long_ago_is_not_taken(
    running: Site, clock: Clock, away: int, status: int
) -> None:
    headers = running.line.sign(EVENT)
    clock.at -= timedelta(seconds=away)
    assert (await running.send(EVENT, headers))[0] == status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"payload=",
        b"payload=[]",
        b"\xff",
        b'{"authorizations": 5}',
        b'{"a":' * 50_000,
        urlencode({str(number): "" for number in range(200)}).encode(),
    ],
)
async def test_what_slack_does_not_send_is_refused_though_it_is_signed(running: Site, body: bytes) -> None:
    assert await running.post(body) in {200, 400}
    assert (await running.gateway.health()).connected


async def test_a_body_that_is_too_large_is_refused(running: Site) -> None:
    assert await running.post(b" " * (2**20 + 1)) == 413


async def test_slack_may_make_sure_of_the_address_and_of_its_certificate(site: Site) -> None:
    body = b'{"type":"url_verification","challenge":"a-fake-challenge"}'
    assert await site.send(body, site.line.sign(body)) == (200, {"challenge": "a-fake-challenge"})
    assert (await site.send(body, {}))[0] == 401
    assert await site.send(b"ssl_check=1&token=fake", {}) == (200, "")


async def test_health_says_when_slack_came_by_and_blames_nobody_for_not_clicking(
    site: Site, clock: Clock
) -> None:
    before = await site.gateway.health()
    assert (before.connected, before.reason) == (False, "not connected to Slack yet")
    await site.gateway.prepare()
    silent = await site.gateway.health()
    assert (silent.connected, silent.reason) == (True, "Slack has not come by yet")
    assert await site.post(EVENT) == 200
    health = await site.gateway.health()
    assert (health.connected, health.heard_at) == (True, clock.now())
    assert health.reason == "Slack came by at 2027-03-01 09:00 UTC"


async def test_no_socket_is_opened(running: Site, slack: SlackStandIn) -> None:
    assert "apps.connections.open" not in {call.method for call in slack.calls}
