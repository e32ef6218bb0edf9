"""Clicks and modals reach the desk and are acknowledged after its commit; nobody is left without a word."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import SlackStandIn
from bot.demo.slack.gate import Disturbance, Passage
from bot.demo.slack.server import Call
from bot.demo.slack.sightings import SeenChannel, SeenMessage
from bot.demo.slack.socket_mode import NotAcknowledged
from bot.demo.slack.staff import Person
from bot.slack.client import open_client
from bot.slack.gateway import SlackAccess, SlackGateway
from bot.slack.line import Patience
from bot.slack.sender import SlackSender
from bot.staff import Cause, Claim, Reply, Resolve, StaffArrival, TicketPeek
from flows.tickets import TicketState
from tests.bot.slack.conftest import Clock, Drawer, Trouble
from tests.bot.slack.letters import CARD, card_letter

QUICK = Patience(ping=0.1, look=0.02, rebuild=0.3, pause=0.05, finish=2)


@dataclass
class LedgerDesk:
    """A desk that keeps a ledger of all it was asked, and answers as the test says."""

    peeks: dict[int, TicketPeek] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    worked: list[tuple[StaffArrival, str]] = field(default_factory=list)
    buried: list[tuple[str, str, BaseException]] = field(default_factory=list)
    grave_is_open: bool = True
    may_commit: asyncio.Event = field(default_factory=asyncio.Event)
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.may_commit.set()

    async def peek(self, ticket_id: int) -> TicketPeek | None:
        return self.peeks.get(ticket_id)

    async def work(self, arrival: StaffArrival, staff_name: str) -> str | None:
        self.was_asked.set()
        await self.may_commit.wait()
        if self.failures:
            raise self.failures.pop(0)
        if self.refusals:
            return self.refusals.pop(0)
        self.worked.append((arrival, staff_name))
        return None

    async def bury(self, source: str, key: str, payload: Mapping[str, Any], error: BaseException) -> None:
        assert payload["user"]
        if not self.grave_is_open:
            raise RuntimeError("the database is away")
        self.buried.append((source, key, error))


@pytest.fixture
def desk() -> LedgerDesk:
    peek = TicketPeek(
        state=TicketState.OPEN,
        owner=None,
        answered=False,
        customer_name="Ada Rossi",
        last_words="Where is it?",
    )
    return LedgerDesk({CARD.ticket_id: peek})


@pytest.fixture
def bea(slack: SlackStandIn) -> Person:
    return slack.staff("Bea Bianchi")


@pytest.fixture
def channel(slack: SlackStandIn, bea: Person) -> SeenChannel:
    return slack.channel("complaints", members=[bea])


@pytest.fixture
async def card(client: AsyncWebClient, channel: SeenChannel, clock: Clock) -> SeenMessage:
    await SlackSender(client, Drawer(), clock).send(card_letter())
    return channel.messages[0]


@pytest.fixture
def gateway(slack: SlackStandIn, client: AsyncWebClient, desk: LedgerDesk, clock: Clock) -> SlackGateway:
    access = SlackAccess(client, slack.installation.app_token, patience=QUICK)
    return SlackGateway(access, desk, clock)


@pytest.fixture
async def running(slack: SlackStandIn, gateway: SlackGateway) -> AsyncIterator[SlackGateway]:
    """The gateway, connected, and stopped at the end."""
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.connected()
        yield gateway
        stopping.set()


# --- clicks


async def test_a_claim_reaches_the_desk_once_with_name_and_place(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    payload = await bea.clicks(card, "Claim")
    [(arrival, name)] = desk.worked
    assert (arrival.act, name) == (Claim(12), "Bea")
    assert arrival.origin.user_id == bea.id
    assert (arrival.origin.channel, arrival.origin.message_ts) == (card.channel_id, card.ts)
    assert arrival.key
    assert payload == {}


async def test_a_click_is_acknowledged_after_the_commit(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.may_commit.clear()
    slack.line.ack_seconds = 0.2
    with pytest.raises(NotAcknowledged):
        await bea.clicks(card, "Claim")
    desk.may_commit.set()
    slack.line.ack_seconds = 3
    await bea.clicks(card, "Claim")
    assert len({arrival.key for arrival, _ in desk.worked}) == 2


async def test_a_refusal_is_whispered_to_the_person(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.refusals = [f"<@{bea.id}> is on this ticket."]
    await bea.clicks(card, "Claim")
    assert (await bea.sees_ephemeral("is on this ticket")).reading.mentions == (bea.id,)


async def test_a_word_finds_another_way_when_the_channel_takes_none(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk, trouble: Trouble
) -> None:
    trouble.before_effect["chat.postEphemeral"] = [Disturbance(200, {"ok": False, "error": "not_in_channel"})]
    desk.refusals = ["This ticket is resolved already."]
    await bea.clicks(card, "Claim")
    await bea.sees_ephemeral("resolved already")


@pytest.mark.parametrize("kind", ["guest", "stranger"])
async def test_who_is_no_member_is_told_so_and_sees_and_changes_nothing(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, desk: LedgerDesk, kind: str
) -> None:
    other = slack.staff("Gus", restricted=True) if kind == "guest" else slack.stranger("Gus")
    slack.channel("complaints", members=[other])
    for button in ("Claim", "Reply", "Resolve"):
        await other.clicks(card, button)
    await other.sees_ephemeral("Only full members")
    assert desk.worked == []
    assert other.modal is None


async def test_a_click_on_an_old_card_works_on_the_ticket_as_it_is(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.peeks[12] = TicketPeek(
        TicketState.RESOLVED, bea.id, answered=True, customer_name="Ada", last_words=None
    )
    await bea.clicks(card, "Resolve")
    await bea.sees_ephemeral("already resolved")
    await bea.clicks(card, "Reply")
    assert "afterword" in (await bea.sees_modal()).text


async def test_a_ticket_that_is_gone_is_said_to_be_gone(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.peeks.clear()
    await bea.clicks(card, "Reply")
    await bea.sees_ephemeral("no such ticket")


async def test_a_modal_that_slack_does_not_open_is_asked_for_again(
    running: SlackGateway, card: SeenMessage, bea: Person, trouble: Trouble
) -> None:
    trouble.before_effect["views.open"] = [Disturbance(200, {"ok": False, "error": "expired_trigger_id"})]
    await bea.clicks(card, "Reply")
    await bea.sees_ephemeral("press the button again")


# --- modals


async def test_a_reply_is_written_and_sent(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await bea.clicks(card, "Reply")
    form = await bea.sees_modal("Where is it?")
    assert await bea.submits(form, {"text": "A & B, we are sorry"}) is None
    assert bea.modal is None
    [(arrival, _)] = desk.worked
    assert arrival.act == Reply(12, "A & B, we are sorry")
    assert (arrival.origin.channel, arrival.origin.message_ts) == (card.channel_id, card.ts)


async def test_a_resolution_carries_cause_reason_and_note(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await bea.clicks(card, "Resolve")
    form = await bea.sees_modal()
    values = {"cause": "Late", "Why close without an answer?": "Spam", "Note for colleagues": "Third time"}
    assert await bea.submits(form, values) is None
    assert desk.worked[0][0].act == Resolve(12, Cause.LATE, "Spam", "Third time")


async def test_a_refused_modal_stays_open_with_the_reason_and_can_be_sent_again(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.refusals = ["This ticket is resolved already."]
    await bea.clicks(card, "Reply")
    form = await bea.sees_modal()
    assert await bea.submits(form, {"text": "Sorry"}) == {"text": "This ticket is resolved already."}
    assert bea.modal is not None
    assert await bea.submits(form, {"text": "Sorry"}) is None
    assert len(desk.worked) == 1


async def test_blank_words_are_not_sent(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await bea.clicks(card, "Reply")
    form = await bea.sees_modal()
    assert await bea.submits(form, {"text": " \n "}) == {"text": "Write what the customer should read."}
    assert desk.worked == []


# --- when something breaks


async def test_a_desk_that_fails_once_is_asked_again(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.failures = [RuntimeError("database is locked")]
    await bea.clicks(card, "Claim")
    assert len(desk.worked) == 1
    assert desk.buried == []


async def test_a_desk_that_fails_twice_buries_the_act_and_says_so(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.failures = [RuntimeError("first"), RuntimeError("second")]
    await bea.clicks(card, "Claim")
    await bea.sees_ephemeral("Something went wrong")
    [(source, key, error)] = desk.buried
    assert (source, str(error)) == ("slack", "second")
    assert key.endswith(":ticket_claim:12")


async def test_what_is_neither_done_nor_buried_is_not_acknowledged(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.failures = [RuntimeError("first"), RuntimeError("second")]
    desk.grave_is_open = False
    slack.line.ack_seconds = 0.3
    with pytest.raises(NotAcknowledged):
        await bea.clicks(card, "Claim")
    await bea.clicks(card, "Claim")
    assert len(desk.worked) == 1


async def test_a_click_that_cannot_be_read_is_buried_and_answered(
    running: SlackGateway, client: AsyncWebClient, channel: SeenChannel, bea: Person, desk: LedgerDesk
) -> None:
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Explode"},
        "action_id": "ticket_explode",
    }
    await client.chat_postMessage(
        channel=channel.id, text="old", blocks=[{"type": "actions", "elements": [button]}]
    )
    await bea.clicks(channel.messages[0], "Explode")
    await bea.sees_ephemeral("could not be read")
    assert len(desk.buried) == 1
    assert desk.worked == []


# --- what is for nobody here


async def test_talk_among_staff_is_acknowledged_and_left_alone(
    running: SlackGateway,
    slack: SlackStandIn,
    card: SeenMessage,
    channel: SeenChannel,
    bea: Person,
    desk: LedgerDesk,
) -> None:
    bea.writes(channel, "I call them tomorrow", thread=card)
    bea.writes(channel, "lunch?")
    slack.push_event({"type": "app_mention", "user": bea.id, "text": "hello", "channel": channel.id})
    slack.push_event({"type": "some_new_event"})
    await slack.settled()
    assert (desk.worked, desk.buried, slack.lost_events) == ([], [], [])
    assert len(channel.messages) == 2


async def test_the_command_explains_itself(running: SlackGateway, bea: Person, channel: SeenChannel) -> None:
    answer = await bea.commands("/riscontro", channel=channel)
    assert answer["response_type"] == "ephemeral"
    assert "stays among colleagues" in answer["text"]


# --- the line


async def test_health_tells_whether_slack_is_there(
    slack: SlackStandIn, gateway: SlackGateway, clock: Clock
) -> None:
    before = await gateway.health()
    assert (before.connected, before.reason) == (False, "not connected to Slack yet")
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.connected()
        health = await gateway.health()
        while health.greeted_at is None:
            await asyncio.sleep(0)
            health = await gateway.health()
        assert (health.connected, health.reason, health.greeted_at) == (True, None, clock.at)
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
        gateway = SlackGateway(SlackAccess(wrong, slack.installation.app_token), desk, clock)
        assert await gateway.prepare() is None
    assert (await gateway.health()).reason == "Slack answered invalid_auth"


async def test_a_wrong_app_token_is_named_and_crashes_nothing(
    slack: SlackStandIn, client: AsyncWebClient, desk: LedgerDesk, clock: Clock
) -> None:
    gateway = SlackGateway(SlackAccess(client, "xapp-demo-wrong", patience=QUICK), desk, clock)
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.until(
            lambda: [call.method for call in slack.calls][-1:] == ["apps.connections.open"], "a try"
        )
        health = await gateway.health()
        while health.reason != "Slack answered invalid_auth":
            await asyncio.sleep(0)
            health = await gateway.health()
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
