"""Updates as Telegram would never send them, through the intake, the office and a real database."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from telegram import Bot
from telegram.error import NetworkError

from bot.demo.telegram import TelegramStandIn
from bot.incoming import Arrival, Person, Reaction, Started
from bot.office import Office
from bot.telegram.intake import Batch
from bot.telegram.transport import AiohttpRequest, open_bot
from bot.telegram.updates import BotIdentity, MalformedUpdate
from bot.telegram.webhook import Webhook, derive_address
from bot.web import Hooks, build_web, door
from storage.database import Database
from tests.fuzz.figures import Feed
from tests.fuzz.house import BOT, BOT_NAME, House, a_house
from tests.fuzz.mutations import damage, mutate, write
from tests.fuzz.site import NO_HEALTH, post

CORPUS = json.loads((Path(__file__).parent / "corpus" / "telegram.json").read_text(encoding="utf-8"))
_IDENTITY = BotIdentity(BOT, BOT_NAME)
_CUSTOMERS = 20
_ASKED_ANEW = 0.05
_WRONG_SECRETS = (b"", b"0" * 64, b"\xff\x00", "²".encode(), b"x" * 10_000)


@dataclass
class Watch:
    """The office, watched: what it takes and sets aside is counted. Only what is malformed may be buried."""

    office: Office
    taken: int = 0
    malformed: int = 0
    broken: list[str] = field(default_factory=list)

    async def take(self, arrival: Arrival) -> Reaction:
        self.taken += 1
        return await self.office.take(arrival)

    async def bury(self, source: str, key: str, payload: Mapping[str, object], error: BaseException) -> None:
        await self.office.bury(source, key, payload, error)
        if isinstance(error, MalformedUpdate):
            self.malformed += 1
        else:
            self.broken.append(f"{error!r} of {payload!r:.3000}")

    async def apologise(self, arrival: Arrival) -> None:
        await self.office.apologise(arrival)

    def outcome(self) -> str:
        """What became of all that came. Raises AssertionError for what was set aside as a fault."""
        assert not self.broken, self.broken
        return "malformed" if self.malformed else "taken" if self.taken else "not for us"


@dataclass
class Shop:
    """Customers who are being asked, and what comes from them. Each is told by a number, as their chat is."""

    house: House
    bot: Bot
    customers: tuple[int, ...] = ()
    updates: int = 1_000_000

    async def open(self) -> None:
        self.customers = tuple([await _asked(self.house, number) for number in range(1, _CUSTOMERS + 1)])

    async def an_update(self, random: Random) -> bytes:
        """Some of the customers are asked anew, so that there is always something to answer."""
        if random.random() < _ASKED_ANEW:
            await _asked(self.house, random.choice(self.customers))
        self.updates += 1
        real = _from(random.choice(self.customers), random.choice(CORPUS), random, self.house)
        return _written({"update_id": self.updates, **real}, random)


@asynccontextmanager
async def polling_feed(database: Database, folder: Path) -> AsyncIterator[Feed]:
    """Receives one update as an answer to a poll."""
    async with _a_shop(database, folder) as shop:

        async def feed(random: Random) -> str:
            watch = Watch(shop.house.office)
            batch = Batch(shop.bot, watch)
            try:
                updates = _received(await shop.an_update(random))
            except NetworkError:
                return "unreadable"
            await batch.take_all(updates, _IDENTITY)
            await batch.finish(5)
            return watch.outcome()

        yield feed


@asynccontextmanager
async def webhook_feed(database: Database, folder: Path) -> AsyncIterator[Feed]:
    """Has one update delivered; one in ten by somebody who does not know the secret."""
    async with _a_shop(database, folder) as shop:
        watch, address = Watch(shop.house.office), derive_address("https://shop.example", b"fake", BOT)
        batch = Batch(shop.bot, watch)
        webhook = Webhook(shop.bot, batch, shop.house.clock, address)
        await webhook.attend(_IDENTITY, asyncio.Event())
        hooks = Hooks({}, shop.house.clock, shop.house.office.register)
        site = build_web(hooks, NO_HEALTH, [door(webhook.path, webhook.receive)])

        async def feed(random: Random) -> str:
            body = await shop.an_update(random)
            knows = random.random() > 0.1
            secret = address.secret.encode() if knows else random.choice(_WRONG_SECRETS)
            headers = [(b"x-telegram-bot-api-secret-token", secret)]
            status, answer = await post(site, webhook.path, headers, iter([body]))
            assert status == (200 if knows else 401), f"{status} {answer!r} to {body[:3000]!r}"
            watch.outcome()
            return str(status)

        yield feed
        await batch.finish(5)


@asynccontextmanager
async def _a_shop(database: Database, folder: Path) -> AsyncIterator[Shop]:
    async with a_house(database, folder) as house, _a_bot(house) as bot:
        shop = Shop(house, bot)
        await shop.open()
        yield shop


@asynccontextmanager
async def _a_bot(house: House) -> AsyncIterator[Bot]:
    token = f"{BOT}:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET"
    stand_in = TelegramStandIn(username=BOT_NAME, name="Rossi", token=token, now=house.clock.now)
    await stand_in.start()
    async with open_bot(token, stand_in.url) as bot:
        yield bot
    await stand_in.stop()


async def _asked(house: House, number: int) -> int:
    """A customer opens the link of a new purchase; returns their number, which is their chat's too."""
    person = Person("telegram", BOT, str(number), first_name="Ada", language="en")
    await house.office.take(Arrival(f"asked {house.sold}", person, Started(await house.sells())))
    return number


def _from(customer: int, update: Mapping[str, Any], random: Random, house: House) -> dict[str, Any]:
    """The update as it would come from this customer, a tap on a question of theirs or of somebody else."""
    text = json.dumps(update).replace('"CUSTOMER"', str(customer))
    run, step = random.randint(1, house.sold), random.randint(1, 3)
    filled: dict[str, Any] = json.loads(text.replace("RUN", str(run)).replace("STEP", str(step)))
    return filled


def _written(real: dict[str, Any], random: Random) -> bytes:
    kind = random.random()
    if kind < 0.1:
        return write(real, random)
    if kind < 0.3:
        return damage(write(real, random), random)
    return write(mutate(real, random), random)


def _received(update: bytes) -> list[object]:
    """As the gateway gets it. Raises `NetworkError` where the answer to a poll could not be read."""
    answer = AiohttpRequest.parse_json_payload(b'{"ok":true,"result":[' + update + b"]}")
    result = answer.get("result")
    return result if isinstance(result, list) else [result]
