"""The parts of the program that a turn goes through, wired as the composition root does, over a stub
transport.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from telegram import Bot

from bot.config import Config, load_config
from bot.office import Office
from bot.ports import Clock, SystemClock
from bot.purchases.event import PurchaseEvent
from bot.relay import Relay
from bot.telegram.intake import Batch
from bot.telegram.sender import TelegramSender
from bot.telegram.updates import BotIdentity
from bot.turns import Turns
from bot.use_cases.setup import Present, Setup
from storage import schema
from storage.database import Database
from tests.bench import script
from tests.bench.transport import StubRequest
from tests.journeys.settings import settings
from tests.journeys.shop import WEBHOOK_SECRET, a_delivery

LIMITS_LIFTED = {
    "telegram": {"each": timedelta(microseconds=1), "all of telegram": timedelta(microseconds=1)},
    "slack": {"each": timedelta(microseconds=1), "all of slack": timedelta(0)},
}
"""Every budget is kept, and none makes anybody wait."""

_FLOW = """
[flows.after_delivery]
title = "The script of the bench"

[[flows.after_delivery.nodes]]
id = "rating"
ask = "csat"
text = {{ en = "{}" }}

[[flows.after_delivery.nodes]]
id = "recommend"
ask = "csat"
text = {{ en = "{}" }}

[[flows.after_delivery.nodes]]
id = "improve"
ask = "choice"
text = {{ en = "{}" }}
options = [
  {{ id = "delivery", text = {{ en = "Delivery" }} }},
  {{ id = "price", text = {{ en = "Price" }} }},
  {{ id = "support", text = {{ en = "Support" }} }},
]

[[flows.after_delivery.nodes]]
id = "words"
ask = "text"
text = {{ en = "{}" }}

[[flows.after_delivery.nodes]]
text = {{ en = "{}" }}
""".format(*script.QUESTIONS)

_ENVIRONMENT = {
    "TELEGRAM_BOT_TOKEN": script.TOKEN,
    "SLACK_BOT_TOKEN": "xoxb-bench-not-a-token",
    "SLACK_APP_TOKEN": "xapp-bench-not-a-token",
    "SHOP_WEBHOOK_SECRET": WEBHOOK_SECRET,
}


@dataclass(frozen=True, slots=True)
class Program:
    """`stub` stands where the network would begin."""

    database: Database
    setup: Setup
    turns: Turns
    relay: Relay
    office: Office
    batch: Batch
    identity: BotIdentity
    stub: StubRequest

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[None]:
        """The relay works inside this context; at its end all that it sent is marked."""
        stopping = asyncio.Event()
        working = asyncio.create_task(self.relay.run(stopping))
        yield
        stopping.set()
        self.relay.nudge()
        await working


@asynccontextmanager
async def a_program(folder: Path, url: str, clock: Clock | None = None) -> AsyncIterator[Program]:
    """On an empty database at `url`, which gets its schema; `folder` holds the configuration."""
    database = Database(url)
    schema.upgrade(database)
    setup = Setup(a_config(folder), secret=b"of the bench only", bot_username="bench_bot")
    stub, clock = StubRequest(), clock or SystemClock()
    bot = Bot(script.TOKEN, request=stub, get_updates_request=stub)
    turns = Turns(database)
    senders = {"telegram": TelegramSender(bot, clock)}
    relay = Relay(turns, Present(setup), senders, clock, owner="bench", limits=LIMITS_LIFTED)
    office = Office(turns, Present(setup), relay, clock)
    identity = BotIdentity(id=str(script.BOT["id"]), username="bench_bot")
    yield Program(database, setup, turns, relay, office, Batch(bot, office), identity, stub)
    turns.close()
    database.dispose()


def a_config(folder: Path, flows: str = _FLOW) -> Config:
    """The configuration of the journeys' shop, with the script as its survey."""
    file = folder / "config.toml"
    file.write_text(settings(flows=flows).replace('["it", "en"]', '["en"]'), encoding="utf-8")
    loaded = load_config(file, _ENVIRONMENT)
    if loaded.config is None:
        raise ValueError(f"the configuration of the bench is wrong: {loaded.problems}")
    return loaded.config


def a_purchase(number: int, at: datetime) -> PurchaseEvent:
    """What the shop tells of the purchase with this number, a customer's only one."""
    return PurchaseEvent.model_validate(a_delivery(str(number), at, {}))
