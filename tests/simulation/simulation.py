"""A busy day under fire: the real program is killed again and again while customers answer and staff work,
and the way to both platforms is as bad as it can be.

The program runs as a process of its own (`program`) on a real database and the real clock; on PostgreSQL as
two of them (`replicas`). Telegram and Slack are the local ones; they live in the test's process, so that what
people sent and what they see survives every kill. `killer` kills with SIGKILL: while the program starts, at
any time, or in the middle of a call. `weather` disturbs: errors, resets before and after the effect, hangs,
429, sockets that die or fall silent, updates and events that come twice. `customers` and `staff` do what
people do, not always neatly, and `checks` judges at the end by what they did and saw. `replay` asks the
rules, which are pure, what should have come of it.

    pytest tests/simulation     a few kills on each database
    make kills                  the whole, with its figures: 500 kills on SQLite, 100 on PostgreSQL

`--seed N` chooses other random decisions. They are the same again under the same seed, though not the moments
at which they meet the program: the operating system decides those.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from random import Random
from time import monotonic
from typing import Literal

import aiohttp
from sqlmodel import func, select

from bot.config import Config, load_config
from bot.demo.slack import SlackStandIn
from bot.demo.slack import faults as slack_faults
from bot.demo.telegram import TelegramStandIn
from bot.demo.telegram import faults as telegram_faults
from flows.run import RunStatus
from storage.database import Database
from storage.tables import OutboxRow, PurchaseRow, RunRow
from tests.journeys.shop import WEBHOOK_SECRET, Shop, a_delivery
from tests.simulation.chronicle import Chronicle
from tests.simulation.customers import Customer
from tests.simulation.evidence import Evidence, look_for_corruption, messages_in, read_posts, read_rows
from tests.simulation.killer import InSlack, InTelegram, Killer, Trap
from tests.simulation.program import Program
from tests.simulation.replicas import Replicas
from tests.simulation.settings import CHANNELS, FLOWS, write_settings
from tests.simulation.sights import Sight
from tests.simulation.staff import Colleague
from tests.simulation.weather import Squalls, Weather

_NAMES = ("Ada", "Bruno", "Chiara", "Dario", "Elena", "Fabio")
_STAFF = ("Giulia Bianchi", "Marco Verdi")
_LOOKS_EVERY_S = 0.25
_MOST_ROUNDS = 8

Kind = Literal["sqlite", "postgresql"]


@dataclass(frozen=True)
class Plan:
    """On which database, how many kills, how many customers at most and at one time, and how long anybody
    waits when no more is killed: a customer for the next message, the end for the last row.
    """

    kind: Kind
    kills: int
    seed: int
    patience_s: float = 120.0
    drains_within_s: float = 120.0
    customers: int = 4
    at_one_time: int = 4

    @property
    def replicas(self) -> int:
        return 1 if self.kind == "sqlite" else 2


@dataclass
class Simulation:
    """The town in which it happens. `random` decides everything that is decided here."""

    plan: Plan
    random: Random
    telegram: TelegramStandIn
    slack: SlackStandIn
    replicas: Replicas
    database: Database
    killer: Killer
    weather: Weather
    chronicle: Chronicle
    config: Config
    shop: Shop = field(default_factory=Shop)
    customers: list[Customer] = field(default_factory=list)
    colleagues: list[Colleague] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    async def runs(self) -> Evidence:
        """Kills, lets everybody finish and everything drain, stops the program, and gathers what is known."""
        all_killed, staff_over = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as people:
            people.create_task(self.weather.blows(all_killed))
            crowd = people.create_task(self._customers_come(all_killed))
            work = [people.create_task(one.works()) for one in self._hire(staff_over)]
            await self.killer.kills_again_and_again(self.plan.kills)
            all_killed.set()
            await self.replicas.start()
            await self.replicas.listen()
            await crowd
            staff_over.set()
            await asyncio.wait(work)
        await self._all_end()
        if any(codes := await self.replicas.stop()):
            self.trouble.append(f"asked to stop, the program ended with {codes}")
        return self._evidence()

    # People

    async def _customers_come(self, all_killed: asyncio.Event) -> None:
        """One after another until the last kill; returns when all have finished."""
        room = asyncio.Semaphore(self.plan.at_one_time)
        async with asyncio.TaskGroup() as group:
            for number in range(self.plan.customers):
                await room.acquire()
                if all_killed.is_set():
                    return
                one = group.create_task(self._buys_and_answers(number, all_killed))
                one.add_done_callback(lambda _: room.release())
                await asyncio.sleep(self.random.uniform(0, 1))

    async def _buys_and_answers(self, number: int, calm: asyncio.Event) -> None:
        name, language = self.random.choice(_NAMES), self.random.choice(("en", "it"))
        purchase = f"{1000 + number}"
        person = self.telegram.person(f"{name} {purchase}", language_code=language)
        random = Random(self.random.random())  # noqa: S311 - chances, no secrets
        customer = Customer(Sight(person, self.plan.patience_s, calm), purchase, random)
        customer.sight.looks_at(self.telegram)
        self.customers.append(customer)
        event = a_delivery(purchase, datetime.now(UTC), {"first_name": name, "language": language})
        event["type"] = list(FLOWS)[number % len(FLOWS)]
        link = await self._told(event)
        if self.random.random() < 0.2 and await self._told(event) != link:
            self.trouble.append(f"told twice, {purchase} has two links")
        await customer.answers_all(link.partition("?start=")[2])
        if customer.trouble:
            self.trouble.append(customer.trouble)

    async def _told(self, event: dict[str, object]) -> str:
        """The link of a purchase. A shop tells of it until the program says that it has understood."""
        while True:
            with suppress(aiohttp.ClientError):
                if (address := self.replicas.an_address(self.random)) is not None:
                    status, answer = await self.shop.tells(address, event, datetime.now(UTC))
                    if status == HTTPStatus.ACCEPTED:
                        return str(answer["link"])
            await asyncio.sleep(_LOOKS_EVERY_S)

    def _hire(self, over: asyncio.Event) -> list[Colleague]:
        channels = [self.slack.channel(name) for name in CHANNELS]
        for name in _STAFF:
            random = Random(self.random.random())  # noqa: S311 - chances, no secrets
            self.colleagues.append(Colleague(self.slack.staff(name), channels, random, over))
        return self.colleagues

    # The end

    async def _all_end(self) -> None:
        """Waits until all is quiet. Whose survey then still waits goes on; the checks find what stays."""
        await self._drains()
        for _ in range(_MOST_ROUNDS):
            waiting = await asyncio.to_thread(self._purchases_in_mid_survey)
            if not waiting:
                return
            await asyncio.gather(*(one.goes_on() for one in self.customers if one.purchase in waiting))
            await self._drains()

    def _purchases_in_mid_survey(self) -> set[str]:
        with self.database.reading() as session:
            waiting = select(PurchaseRow.external_id).join(RunRow).where(RunRow.status == RunStatus.WAITING)
            return set(session.exec(waiting))

    async def _drains(self) -> None:
        """Waits until nothing is left to send or to confirm; what stays is found by the checks."""
        until = monotonic() + self.plan.drains_within_s
        while monotonic() < until and await self._waits():
            await self.replicas.live_for(_LOOKS_EVERY_S)

    async def _waits(self) -> int:
        return self.telegram.pending_updates + await asyncio.to_thread(self._count_pending)

    def _count_pending(self) -> int:
        with self.database.reading() as session:
            return session.exec(
                select(func.count()).select_from(OutboxRow).where(OutboxRow.state == "pending")
            ).one()

    def _evidence(self) -> Evidence:
        rows = read_rows(self.database)
        messages = messages_in(self.slack.workspace)
        words = [message for message in messages if not message.files]
        posts = read_posts(words, rows.outbox)
        return Evidence(
            config=self.config,
            rows=rows,
            customers=self.customers,
            replies=[reply for one in self.colleagues for reply in one.replies],
            posts=posts,
            strange_posts=len(words) - len(posts),
            file_names=[file.name for message in messages for file in message.files],
            unconfirmed_updates=self.telegram.pending_updates,
            trouble=self.trouble,
            corruption=look_for_corruption(self.database),
            interruptions=self.chronicle.interruptions,
        )


@asynccontextmanager
async def a_simulation(folder: Path, database_url: str, plan: Plan) -> AsyncIterator[Simulation]:
    """Both platforms are up inside; at the end no process is left."""
    random, chronicle = Random(plan.seed), Chronicle()  # noqa: S311 - chances, no secrets
    async with AsyncExitStack() as stack:
        trap, faults = Trap(random, chronicle), Squalls(plan.seed, chronicle)
        telegram, slack = await _open_platforms(stack, trap, faults)
        config_file = folder / "config.toml"
        config_file.write_text(write_settings())
        around = environment(telegram, slack, database_url)
        replicas = Replicas([Program(config_file, around) for _ in range(plan.replicas)])
        stack.push_async_callback(replicas.close)
        database = Database(database_url)
        stack.callback(database.dispose)
        killer = Killer(replicas, trap, random, chronicle)
        weather = Weather(telegram, slack, faults, Random(plan.seed))  # noqa: S311 - as above
        config = load_config(config_file, around).config
        assert config is not None
        yield Simulation(
            plan, random, telegram, slack, replicas, database, killer, weather, chronicle, config
        )


async def _open_platforms(
    stack: AsyncExitStack, trap: Trap, faults: Squalls
) -> tuple[TelegramStandIn, SlackStandIn]:
    def now() -> datetime:
        return datetime.now(UTC)

    token = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET"
    telegram = TelegramStandIn(username="bottega_rossi_bot", name="Bottega Rossi", token=token, now=now)
    telegram.tap_life = timedelta(
        hours=1
    )  # a program that starts slowly, and dies at once, is down for minutes
    slack = SlackStandIn(now)
    telegram.interference = telegram_faults.InTurn(InTelegram(trap), telegram_faults.Disturbed(faults))
    slack.gate = slack_faults.InTurn(InSlack(trap), slack_faults.Disturbed(faults))
    await telegram.start()
    stack.push_async_callback(telegram.stop)
    await slack.start()
    stack.push_async_callback(slack.stop)
    for name in CHANNELS:
        slack.channel(name)
    return telegram, slack


def environment(telegram: TelegramStandIn, slack: SlackStandIn, database_url: str) -> dict[str, str]:
    """What the program finds around it: the tokens, and where platforms and database are."""
    return {
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "SLACK_BOT_TOKEN": slack.installation.bot_token,
        "SLACK_APP_TOKEN": slack.installation.app_token,
        "SHOP_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "RISCONTRO__TELEGRAM__API_URL": telegram.url,
        "RISCONTRO__SLACK__API_URL": slack.api_url,
        "RISCONTRO__DATABASE__URL": database_url,
    }
