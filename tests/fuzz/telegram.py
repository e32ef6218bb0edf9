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
from tests.simulation.settings import FLOWS, write_settings

CORPUS = json.loads((Path(__file__).parent / "corpus" / "telegram.json").read_text(encoding="utf-8"))
TAPS = [update for update in CORPUS if "callback_query" in update and "CHOICE" in json.dumps(update)]
_IDENTITY = BotIdentity(BOT, BOT_NAME)
_CUSTOMERS = 10
_SOMEBODY_NEW = 0.03
_OWN_QUESTION = 0.9
_OLD_QUESTION = 0.3
_STEPS = 6
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
    customers: list[int] = field(default_factory=list)
    updates: int = 1_000_000

    async def open(self) -> None:
        for _ in range(_CUSTOMERS):
            await self._ask_somebody()

    async def an_update(self, random: Random) -> bytes:
        """Ever new customers come in the place of others, so that there is always something to answer: who
        has blocked the bot or complains is asked no more.
        """
        if random.random() < _SOMEBODY_NEW:
            self.customers.pop(0)
            await self._ask_somebody()
        self.updates += 1
        real = self._from(random.choice(self.customers), random.choice(random.choice((CORPUS, TAPS))), random)
        return _written({"update_id": self.updates, **real}, random)

    async def _ask_somebody(self) -> None:
        """A customer opens the link of their purchase; their number is that of the purchase."""
        number = self.house.sold + 1
        person = Person("telegram", BOT, str(number), first_name="Ada", language="en")
        token = await self.house.sells()
        await self.house.office.take(Arrival(f"asked {number}", person, Started(token)))
        self.customers.append(number)

    def _from(self, customer: int, update: Mapping[str, Any], random: Random) -> dict[str, Any]:
        """The update as it would come from this customer, a tap on a question of theirs or of somebody else:
        the runs have the numbers of the purchases.
        """
        run = customer if random.random() < _OWN_QUESTION else random.randint(1, self.house.sold)
        step, choice = self._a_button(customer, random)
        text = json.dumps(update)
        values = {'"CUSTOMER"': customer, "RUN": run, "STEP": step, "CHOICE": choice}
        for name, value in values.items():
            text = text.replace(name, str(value))
        filled: dict[str, Any] = json.loads(text)
        return filled

    def _a_button(self, customer: int, random: Random) -> tuple[int, str]:
        """Step and value, mostly of the question that was asked last."""
        question = self.house.postbox.questions.get(str(customer))
        if question is None or random.random() < _OLD_QUESTION:
            return random.randint(1, _STEPS), "change"
        return question.step, random.choice(
            [button.value for row in question.rows for button in row] or ["-"]
        )


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
    async with a_house(database, folder, write_settings()) as house, _a_bot(house) as bot:
        house.events = tuple(FLOWS)
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


def _written(real: dict[str, Any], random: Random) -> bytes:
    kind = random.random()
    if kind < 0.4:
        return write(real, random)
    if kind < 0.5:
        return damage(write(real, random), random)
    return write(mutate(real, random), random)


def _received(update: bytes) -> list[object]:
    """As the gateway gets it. Raises `NetworkError` where the answer to a poll could not be read."""
    answer = AiohttpRequest.parse_json_payload(b'{"ok":true,"result":[' + update + b"]}")
    result = answer.get("result")
    return result if isinstance(result, list) else [result]
