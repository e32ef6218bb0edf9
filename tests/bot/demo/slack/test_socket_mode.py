"""Events and interactions as a Bolt app meets them in Socket Mode."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import NotAcknowledged, SlackStandIn
from tests.bot.demo.slack.conftest import Clock

CARD = [
    {
        "type": "actions",
        "block_id": "ticket",
        "elements": [
            {
                "type": "button",
                "action_id": "claim",
                "text": {"type": "plain_text", "text": "Claim"},
                "value": "7",
            }
        ],
    }
]


class Line:
    """A WebSocket of the test's own, which acknowledges only what it is told to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def hear(self) -> dict[str, Any]:
        heard = await self.socket.receive_json(timeout=10)
        assert isinstance(heard, dict)
        return heard

    async def acknowledge(self, envelope: dict[str, Any]) -> None:
        await self.socket.send_json({"envelope_id": envelope["envelope_id"]})


async def open_line(slack: SlackStandIn, http: aiohttp.ClientSession) -> Line:
    client = AsyncWebClient(slack.installation.app_token, base_url=slack.api_url)
    answer = await client.apps_connections_open(app_token=slack.installation.app_token)
    line = Line(await http.ws_connect(answer["url"]))
    hello = await line.hear()
    assert (hello["type"], hello["connection_info"]) == ("hello", {"app_id": slack.installation.app_id})
    return line


async def test_a_message_arrives_as_an_event(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    heard: list[dict[str, Any]] = []

    @app.event("message")
    async def hear(body: dict[str, Any]) -> None:
        heard.append(body)

    gio = slack.staff("Giovanni Rossi")
    note = gio.writes(slack.channel("#complaints"), "5 < 6 & @Riscontro <https://evil>")
    await slack.settled()
    [body] = heard
    event = body["event"]
    assert (event["user"], event["ts"], event["channel_type"]) == (gio.id, note.ts, "channel")
    assert event["text"].startswith(f"5 &lt; 6 &amp; <@{slack.installation.bot_user_id}> &lt;")
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == slack.installation.bot_user_id


async def test_edits_deletions_and_reactions_arrive(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    heard: list[tuple[str, str]] = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append((event["type"], event.get("subtype", "")))

    @app.event("reaction_added")
    async def see(event: dict[str, Any]) -> None:
        heard.append((event["type"], event["reaction"]))

    gio, channel = slack.staff("Giovanni Rossi"), slack.channel("#complaints")
    note = gio.writes(channel, "a note", files=[("photo.jpg", b"picture")])
    await slack.settled()
    gio.edits(note, "a better note")
    await slack.settled()
    gio.reacts(note, "thumbsup")
    await slack.settled()
    gio.deletes(note)
    await slack.settled()
    assert heard == [
        ("message", "file_share"),
        ("message", "message_changed"),
        ("reaction_added", "thumbsup"),
        ("message", "message_deleted"),
    ]


async def test_nothing_is_heard_of_channels_without_the_app(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    heard: list[str] = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    gio = slack.staff("Giovanni Rossi")
    gio.writes(slack.channel("#elsewhere", with_app=False), "gossip")
    gio.writes(slack.channel("#complaints"), "work")
    await slack.settled()
    assert heard == ["work"]


async def test_each_event_can_be_delivered_several_times(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    heard: list[tuple[str, str | None]] = []

    @app.event("message")
    async def hear(body: dict[str, Any], request: Any) -> None:
        heard.append((body["event_id"], request.headers.get("x-slack-retry-num", [None])[0]))

    slack.envelope_times = 4
    slack.staff("Giovanni Rossi").writes(slack.channel("#complaints"), "work")
    await slack.settled()
    assert len({event_id for event_id, _ in heard}) == 1
    assert sorted(str(number) for _, number in heard) == ["0", "1", "2", "3"]


async def test_an_event_waits_for_a_connection(slack: SlackStandIn) -> None:
    slack.staff("Giovanni Rossi").writes(slack.channel("#complaints"), "before anybody listened")
    async with aiohttp.ClientSession() as http:
        line = await open_line(slack, http)
        envelope = await line.hear()
        await line.acknowledge(envelope)
        await slack.settled()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
    assert envelope["payload"]["event"]["text"] == "before anybody listened"


async def test_an_unacknowledged_event_comes_again_by_the_clock(slack: SlackStandIn, clock: Clock) -> None:
    slack.line.ack_seconds = slack.deliveries.patrol_seconds = 0.02
    slack.push_event({"type": "message", "text": "nobody answers", "channel": "C1", "ts": "1.000001"})
    async with aiohttp.ClientSession() as http:
        line = await open_line(slack, http)
        first, second = await line.hear(), await line.hear()
        clock.move(minutes=1)
        third = await line.hear()
        clock.move(minutes=5)
        fourth = await line.hear()
        await slack.until(lambda: len(slack.lost_events) == 1, "the event is given up")
    envelopes = [first, second, third, fourth]
    assert [envelope["retry_attempt"] for envelope in envelopes] == [0, 1, 2, 3]
    assert [envelope["retry_reason"] for envelope in envelopes] == ["", "timeout", "timeout", "timeout"]
    assert len({envelope["payload"]["event_id"] for envelope in envelopes}) == 1
    assert len({envelope["envelope_id"] for envelope in envelopes}) == 4


async def test_an_event_on_a_dying_connection_is_not_lost(slack: SlackStandIn) -> None:
    slack.staff("Giovanni Rossi").writes(slack.channel("#complaints"), "work")
    async with aiohttp.ClientSession() as http:
        dying = await open_line(slack, http)
        first = await dying.hear()
        await dying.socket.close()
        second = await (line := await open_line(slack, http)).hear()
        await line.acknowledge(second)
        await slack.settled()
    assert second["payload"]["event_id"] == first["payload"]["event_id"]
    assert second["retry_attempt"] == 1


async def test_what_is_on_its_way_survives_a_restart(slack: SlackStandIn) -> None:
    slack.staff("Giovanni Rossi").writes(slack.channel("#complaints"), "work")
    async with aiohttp.ClientSession() as http:
        before = await open_line(slack, http)
        first = await before.hear()
        await slack.stop()
        await slack.start()
        after = await open_line(slack, http)
        second = await after.hear()
        await after.acknowledge(second)
        await slack.settled()
    assert second["payload"] == first["payload"]


async def test_each_payload_goes_to_one_of_several_connections(slack: SlackStandIn) -> None:
    gio, channel = slack.staff("Giovanni Rossi"), slack.channel("#complaints")
    async with aiohttp.ClientSession() as http:
        lines = [await open_line(slack, http) for _ in range(2)]
        gio.writes(channel, "one")
        gio.writes(channel, "two")
        envelopes = await asyncio.gather(*(line.hear() for line in lines))
        for line, envelope in zip(lines, envelopes, strict=True):
            await line.acknowledge(envelope)
        await slack.settled()
    assert {envelope["payload"]["event"]["text"] for envelope in envelopes} == {"one", "two"}


async def test_a_link_works_once_and_ten_connections_are_enough(slack: SlackStandIn) -> None:
    url = slack.line.new_link()
    async with aiohttp.ClientSession() as http:
        first = await http.ws_connect(url)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await http.ws_connect(url)
        others = [await open_line(slack, http) for _ in range(9)]
        eleventh = await http.ws_connect(slack.line.new_link())
        assert await eleventh.receive_json() == {"type": "disconnect", "reason": "too_many_websockets"}
        assert not first.closed
        assert not any(line.socket.closed for line in others)


async def test_the_client_reconnects_when_asked_and_when_cut(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    heard: list[str] = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    gio, channel = slack.staff("Giovanni Rossi"), slack.channel("#complaints")
    await slack.ask_to_reconnect("refresh_requested")
    gio.writes(channel, "after the refresh")
    await slack.settled()
    await slack.close_sockets()
    gio.writes(channel, "after the cut")
    await slack.settled()
    assert heard == ["after the refresh", "after the cut"]


async def test_a_click_without_a_connection_fails_for_the_person(
    slack: SlackStandIn, client: AsyncWebClient
) -> None:
    channel = slack.channel("#complaints")
    await client.chat_postMessage(channel=channel.id, text="card", blocks=CARD)
    card = await channel.sees("card")
    with pytest.raises(NotAcknowledged):
        await slack.staff("Giovanni Rossi").clicks(card, "Claim")


async def test_an_unacknowledged_click_is_never_sent_again(
    slack: SlackStandIn, client: AsyncWebClient, clock: Clock
) -> None:
    channel = slack.channel("#complaints")
    await client.chat_postMessage(channel=channel.id, text="card", blocks=CARD)
    card = await channel.sees("card")
    async with aiohttp.ClientSession() as http:
        line = await open_line(slack, http)
        await line.acknowledge(await line.hear())  # the event of the app's own message
        slack.line.ack_seconds = 0.02
        with pytest.raises(NotAcknowledged):
            await slack.staff("Giovanni Rossi").clicks(card, "Claim")
        slack.line.ack_seconds = 10
        clock.move(minutes=10)
        slack.push_event({"type": "message", "text": "later", "channel": channel.id, "ts": "1.000001"})
        click, later = await line.hear(), await line.hear()
        await line.acknowledge(later)
        await slack.settled()
    assert (click["type"], later["type"]) == ("interactive", "events_api")
