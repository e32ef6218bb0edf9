"""The ready-made faults of the local Slack: each harms as it says, and only what it names."""

import asyncio

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.faults import Error, Fault, Faults, Hang, Harm, Refusal, Reset, Side, SlowDown
from bot.demo.slack import NotAcknowledged, SlackStandIn
from bot.demo.slack.faults import ENVELOPES, Disturbed, InTurn


@pytest.fixture
def faults(slack: SlackStandIn) -> Faults:
    faults = Faults(seed=1)
    slack.gate = Disturbed(faults)
    return faults


@pytest.mark.parametrize(
    ("harm", "status", "error"),
    [
        (Error(503), 503, "internal_error"),
        (SlowDown(seconds=7), 429, "ratelimited"),
        (Refusal("invalid_blocks"), 200, "invalid_blocks"),
    ],
)
async def test_a_harm_is_told_in_slacks_words(
    slack: SlackStandIn, faults: Faults, client: AsyncWebClient, harm: Harm, status: int, error: str
) -> None:
    channel = slack.channel("#complaints")
    fault = faults.begin(Fault(harm, calls={"chat.postMessage"}, words="storm"))
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=channel.id, text="a storm")
    assert (refused.value.response.status_code, refused.value.response["error"]) == (status, error)
    await client.chat_postMessage(channel=channel.id, text="calm")
    faults.lift(fault)
    await client.chat_postMessage(channel=channel.id, text="a storm")
    assert [message.text for message in channel.messages] == ["calm", "a storm"]


@pytest.mark.parametrize(("side", "arrived"), [(Side.BEFORE, 0), (Side.AFTER, 1)])
async def test_a_line_breaks_before_or_after_the_effect(
    slack: SlackStandIn, faults: Faults, client: AsyncWebClient, side: Side, arrived: int
) -> None:
    channel = slack.channel("#complaints")
    faults.begin(Fault(Reset(), side, calls={"chat.postMessage"}, times=1))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel=channel.id, text="Hi")
    assert len(channel.messages) == arrived


async def test_a_call_hangs_until_the_fault_is_lifted(
    slack: SlackStandIn, faults: Faults, client: AsyncWebClient
) -> None:
    hanging = faults.begin(Fault(Hang(), calls={"auth.test"}))
    call = asyncio.create_task(client.auth_test())
    await hanging.met.wait()
    faults.lift_all()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call


async def test_gates_stand_one_behind_the_other(slack: SlackStandIn, client: AsyncWebClient) -> None:
    first, second = Faults(seed=1), Faults(seed=1)
    slack.gate = InTurn(Disturbed(first), Disturbed(second))
    first.begin(Fault(Refusal("not_authed"), times=1))
    second.begin(Fault(Refusal("fatal_error"), Side.AFTER, times=1))
    for error in ("not_authed", "fatal_error"):
        with pytest.raises(SlackApiError, match=error):
            await client.auth_test()
    await client.auth_test()


async def test_broken_sockets_are_built_anew(slack: SlackStandIn, running: AsyncSocketModeHandler) -> None:
    (before,) = slack.line.connections
    slack.break_sockets()
    await slack.until(lambda: [*slack.line.connections] not in ([], [before]), "another WebSocket")


async def test_a_silent_socket_takes_nothing_and_gives_way_to_the_next(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    heard: list[str] = []

    @app.event("message")
    async def hear(event: dict[str, str]) -> None:
        heard.append(event["text"])

    slack.line.ack_seconds = 0.1
    slack.silence_sockets()
    silent = list(slack.line.connections)
    with pytest.raises(NotAcknowledged):
        await slack.staff("Giovanni Rossi").commands("/riscontro")
    assert slack.line.connections == silent
    slack.line.ack_seconds = 3
    await running.client.connect_to_new_endpoint()
    await slack.until(lambda: slack.line.connections not in ([], silent), "another WebSocket")
    slack.staff("Giovanni Rossi").writes(slack.channel("#complaints"), "work")
    await slack.settled()
    assert heard == ["work"]


async def test_events_are_lost_for_good(slack: SlackStandIn, running: AsyncSocketModeHandler) -> None:
    slack.envelope_times = 0
    slack.staff("Giovanni Rossi").writes(slack.channel("#complaints"), "work")
    assert slack.deliveries.unacknowledged == 0
    assert [event["event"]["text"] for event in slack.lost_events] == ["work"]


async def test_an_envelope_is_lost_by_its_kind(
    slack: SlackStandIn, faults: Faults, running: AsyncSocketModeHandler
) -> None:
    slack.line.ack_seconds = 0.05
    lost = faults.begin(Fault(Error(), calls=ENVELOPES))
    with pytest.raises(NotAcknowledged):
        await slack.staff("Giovanni Rossi").commands("/riscontro")
    assert lost.struck == 1
