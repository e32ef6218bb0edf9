"""A workspace of the local Slack on a clock that tests move, and the client that the program uses."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import AppToken
from bot.demo.slack import SlackStandIn
from bot.demo.slack.gate import Disturbance, Passage
from bot.demo.slack.sightings import SeenChannel, SeenMessage
from bot.demo.slack.staff import Person
from bot.ports import FileUnavailable
from bot.slack.attachments import Tries
from bot.slack.client import open_client
from bot.slack.gateway import SlackAccess, SlackGateway
from bot.slack.line import Patience
from bot.slack.sender import SlackSender
from bot.staff import FlowsNews, StaffArrival, TicketPeek
from flows.tickets import TicketState
from tests.bot.slack.letters import CARD, card_letter


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


QUICK = Patience(ping=0.1, look=0.02, rebuild=0.3, first_pause=0.05, pause=0.1, finish=2)


NO_FLOWS = FlowsNews(revision_id=1, canary_id=None, canary_share=0, flows=())


@dataclass
class LedgerDesk:
    """A desk that keeps a ledger of all it was asked, and answers as the test says."""

    peeks: dict[int, TicketPeek] = field(default_factory=dict)
    flows: FlowsNews = NO_FLOWS
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

    async def tell_flows(self) -> FlowsNews:
        if self.failures:
            raise self.failures.pop(0)
        return self.flows

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
    access = SlackAccess(client, AppToken(SecretStr(slack.installation.app_token)), patience=QUICK)
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


@pytest.fixture
def sender(client: AsyncWebClient, drawer: Drawer, clock: Clock) -> SlackSender:
    return SlackSender(client, drawer, clock, Tries(pauses=(0, 0), longest_pause=1))
