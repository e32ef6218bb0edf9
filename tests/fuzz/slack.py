"""What Slack would never send: over the socket that the program holds, and signed over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from pydantic import SecretStr

from bot.config import AppToken, SigningSecret
from bot.demo.slack import SlackStandIn
from bot.incoming import Act, Arrival, Person, Started, Written
from bot.slack.client import open_client
from bot.slack.gateway import SlackAccess, SlackGateway
from bot.slack.manifest import REQUEST_PATH
from bot.slack.signature import sign
from bot.web import Hooks, build_web, door
from storage.database import Database
from tests.fuzz.figures import Feed
from tests.fuzz.house import BOT, House, a_house
from tests.fuzz.mutations import ODD_TEXTS, damage, mutate, write
from tests.fuzz.site import NO_HEALTH, Header, post

CORPUS = json.loads((Path(__file__).parent / "corpus" / "slack.json").read_text(encoding="utf-8"))
_SECRET = "this-is-a-fake-signing-secret"
_FORM = b"application/x-www-form-urlencoded"
_TICKETS = 10
_ACK_S = 0.5


@dataclass
class Office:
    """A workspace with staff in it, and a house with tickets to work on."""

    house: House
    slack: SlackStandIn
    staff: list[str]
    sent: int = field(default=0)

    def fill_in(self, envelope: Any, random: Random) -> dict[str, Any]:
        """The envelope as it would come from one of the staff, about one of the tickets."""
        self.sent += 1
        values = {
            "TICKET": str(random.randint(1, _TICKETS)),
            "USER": random.choice(self.staff),
            "TEAM": self.slack.installation.team_id,
            "UNIQUE": str(self.sent),
        }
        text = json.dumps(envelope)
        for name, value in values.items():
            text = text.replace(name, value)
        filled: dict[str, Any] = json.loads(text)
        return filled


@asynccontextmanager
async def socket_feed(database: Database, folder: Path) -> AsyncIterator[Feed]:
    """Sends one envelope over the socket, whole or with parts exchanged."""
    async with _an_office(database, folder) as office, _a_client(office.slack) as client:
        token = AppToken(SecretStr(office.slack.installation.app_token))
        gateway = SlackGateway(SlackAccess(client, token), office.house.office, office.house.clock)
        office.slack.line.ack_seconds = _ACK_S
        stopping = asyncio.Event()
        receiving = asyncio.create_task(gateway.run(stopping))
        await office.slack.connected()

        async def feed(random: Random) -> str:
            envelope = office.fill_in(random.choice(CORPUS), random)
            if random.random() > 0.1:
                envelope = {**mutate(envelope, random), "type": envelope["type"]}
            payload = envelope.get("payload")  # what it is wrapped in belongs to slack_sdk
            whole = payload if isinstance(payload, dict) else {"payload": payload}
            acknowledged = await office.slack.line.send({**envelope, "payload": whole})
            return "acknowledged" if acknowledged else "not acknowledged"

        yield feed
        stopping.set()
        await receiving


@asynccontextmanager
async def http_feed(database: Database, folder: Path) -> AsyncIterator[Feed]:
    """Posts one request; one in ten is not signed as Slack signs."""
    async with _an_office(database, folder) as office, _a_client(office.slack) as client:
        secret = SigningSecret(SecretStr(_SECRET))
        gateway = SlackGateway(SlackAccess(client, secret), office.house.office, office.house.clock)
        await gateway.prepare()
        assert gateway.receive is not None
        hooks = Hooks({}, office.house.clock, office.house.office.register)
        site = build_web(hooks, NO_HEALTH, [door(REQUEST_PATH, gateway.receive)])

        async def feed(random: Random) -> str:
            kind, body = _a_request(office.fill_in(random.choice(CORPUS), random), random)
            genuine = random.random() > 0.1
            headers = [(b"content-type", kind), *_signed(body, office.house, random, genuine=genuine)]
            status, answer = await post(site, REQUEST_PATH, headers, iter([body]))
            expected = {200, 400} if genuine else {401}
            assert status in expected, f"{status} {answer!r} to {body[:3000]!r}"
            return str(status)

        yield feed
        await gateway.run(_at_once())


def _at_once() -> asyncio.Event:
    told = asyncio.Event()
    told.set()
    return told


@asynccontextmanager
async def _an_office(database: Database, folder: Path) -> AsyncIterator[Office]:
    async with a_house(database, folder) as house:
        slack = SlackStandIn(house.clock.now)
        await slack.start()
        for number in range(_TICKETS):
            await _complains(house, number)
        staff = [slack.staff(name) for name in ("Giulia Bianchi", "Marco Verdi")]
        slack.channel("#complaints", members=staff)
        guest, stranger = slack.staff("Gus", restricted=True), slack.stranger("Eve")
        yield Office(house, slack, [person.id for person in (*staff, guest, stranger)])
        await slack.stop()


@asynccontextmanager
async def _a_client(slack: SlackStandIn) -> AsyncIterator[Any]:
    async with open_client(slack.installation.bot_token, slack.api_url) as client:
        yield client


async def _complains(house: House, number: int) -> None:
    ada = Person("telegram", BOT, str(number + 1), first_name="Ada", language="en")
    acts: tuple[Act, ...] = (
        Started(await house.sells()),
        Written("2", "2"),
        Written("3", "It was broken"),
    )
    for place, act in enumerate(acts):
        await house.office.take(Arrival(f"{number} {place}", ada, act))


def _a_request(envelope: dict[str, Any], random: Random) -> tuple[bytes, bytes]:
    """Content type and body: an event as JSON, an interaction within a form, a command as a form."""
    payload = envelope["payload"]
    if random.random() > 0.1:
        payload = mutate(payload, random)
    hurt = random.random() < 0.2
    text = damage(write(payload, random), random) if hurt else write(payload, random)
    match envelope["type"]:
        case "events_api":
            return b"application/json", text
        case "slash_commands" if isinstance(payload, dict) and not hurt:
            return _FORM, urlencode(payload, errors="surrogatepass").encode()
        case _:
            body = urlencode({"payload": text}).encode()
            return _FORM, damage(body, random) if random.random() < 0.05 else body


def _signed(body: bytes, house: House, random: Random, *, genuine: bool) -> list[Header]:
    timestamp = str(int(house.clock.now().timestamp()))
    headers = {
        b"x-slack-request-timestamp": timestamp.encode(),
        b"x-slack-signature": sign(_SECRET, timestamp, body).encode(),
    }
    if not genuine:
        odd = random.choice(("v0=" + "0" * 64, "²", "nan", "-1", "1e9", *ODD_TEXTS))
        headers[random.choice(list(headers))] = odd.encode("utf-8", "replace")
    return list(headers.items())
