"""How long after a bad rating its card reaches Slack: our own time, unloaded, on a synced database.

It counts from the moment in which Telegram has the tap to the moment in which Slack is called. The rating is
the only question, so the ticket opens at once and waits for no reason.
"""

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bot.demo.slack import SlackStandIn
from bot.demo.telegram import TelegramStandIn
from tests.bench import script
from tests.bench.report import AtMost, Bench, Figures, Goal, Of
from tests.journeys.settings import settings
from tests.journeys.shop import WEBHOOK_SECRET, Shop, a_delivery

_ROOT = Path(__file__).parents[2]
_WARMING_UP = 3
_CUSTOMERS = 40
_PAUSE_S = 1.1  # Slack takes a message a second in a channel, and a queue is not what is measured
_SURVEY = """
[flows.after_delivery]
title = "One question"

[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"
text = { en = "How was it?", it = "Com'è andata?" }
"""


@dataclass(frozen=True, slots=True)
class _Town:
    telegram: TelegramStandIn
    slack: SlackStandIn
    address: str
    shop: Shop

    async def complain(self, number: int) -> float:
        """Seconds until the card of a new customer's complaint."""
        person = self.telegram.person(f"Customer {number}", language_code="en")
        told = a_delivery(str(number), datetime.now(UTC), {"first_name": person.name})
        _, answer = await self.shop.tells(self.address, told, datetime.now(UTC))
        person.start(str(answer["link"]).partition("?start=")[2])
        question = await person.sees("How was it?", timeout=30)
        cards = self._cards()
        began = time.perf_counter()
        person.taps(data=question.buttons[0][0].data)
        await self.slack.until(lambda: self._cards() > cards, "the card")
        return time.perf_counter() - began

    def _cards(self) -> int:
        return sum(call.method == "chat.postMessage" for call in self.slack.calls)


def measure() -> Figures:
    return asyncio.run(_measure())


async def _measure() -> Figures:
    async with _a_town() as town:
        waits = []
        for number in range(_WARMING_UP + _CUSTOMERS):
            waits.append(await town.complain(number) * 1000)
            await asyncio.sleep(_PAUSE_S)
    counted = waits[_WARMING_UP:]
    return {"ms to the card, p95": quantiles(counted, n=20)[-1], "ms to the card": median(counted)}


@asynccontextmanager
async def _a_town() -> AsyncIterator[_Town]:
    """The program as a process of its own, between the local Telegram and Slack."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        telegram = TelegramStandIn(username="bench_bot", name="Bench", token=script.TOKEN, now=_now)
        slack = SlackStandIn(_now)
        slack.channel("#feedback")
        slack.channel("#complaints-delivery")
        for platform in (telegram, slack):
            await platform.start()
            stack.push_async_callback(platform.stop)
        config = folder / "config.toml"
        config.write_text(settings(flows=_SURVEY), encoding="utf-8")
        address = await stack.enter_async_context(_running(config, telegram, slack))
        await slack.connected()
        yield _Town(telegram, slack, address, Shop())


@asynccontextmanager
async def _running(config: Path, telegram: TelegramStandIn, slack: SlackStandIn) -> AsyncIterator[str]:
    """Where the program listens."""
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "SLACK_BOT_TOKEN": slack.installation.bot_token,
        "SLACK_APP_TOKEN": slack.installation.app_token,
        "SHOP_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "RISCONTRO__TELEGRAM__API_URL": telegram.url,
        "RISCONTRO__SLACK__API_URL": slack.api_url,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--config", str(config)),
        cwd=_ROOT,
        env=environment,
        stdout=PIPE,
        stderr=DEVNULL,
    )
    assert process.stdout
    yield await _told_address(process.stdout)
    process.terminate()
    await process.wait()


async def _told_address(out: asyncio.StreamReader) -> str:
    async for line in out:
        if b"listens on" in line:
            return line.decode().split()[-1]
    raise RuntimeError("the program ended before it listened")


def _now() -> datetime:
    return datetime.now(UTC)


BENCH = Bench(
    "card",
    measure,
    None,
    (Goal("ms to the card, p95", AtMost(300, Of.OURS)), Goal("ms to the card")),
    rounds=3,
)
