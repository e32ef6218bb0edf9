"""The whole world of a journey: the real program, local Telegram and Slack, a clock, a shop that sells."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import App, running
from bot.config import Config, load_config
from bot.demo.slack import Person as Colleague
from bot.demo.slack import SeenChannel, SeenMessage, SlackStandIn
from bot.demo.telegram import Person, TelegramStandIn
from bot.relay import Limits as SendLimits
from bot.reloading import Source
from storage.database import Database
from tests.journeys.books import Row, read_rows, read_work
from tests.journeys.clock import ManualClock
from tests.journeys.doors import Doors
from tests.journeys.shop import WEBHOOK_SECRET, Shop, a_delivery

NO_WAITING: SendLimits = {
    "telegram": {"each": timedelta(0), "all of telegram": timedelta(0)},
    "slack": {"each": timedelta(0), "all of slack": timedelta(0)},
}
"""Journeys about something else than limits do not wait for them."""

PATIENCE_S = 30.0
BESIDE_THE_OUTBOX = {"Reactions._attempt", "Reception._whisper"}
"""What the program does at once after a commit, best effort: only its tasks tell whether it is done."""


@dataclass
class World:
    """Everything that a journey touches. `limits` are the program's own; `buries` says how many dead letters
    the journey is about; with `restarts_at_each_step` the program is stopped before it can settle.
    """

    clock: ManualClock
    telegram: TelegramStandIn
    slack: SlackStandIn
    shop: Shop
    database: Database
    config_file: Path
    limits: SendLimits
    doors: Doors
    buries: int = 0
    restarts_at_each_step: bool = False
    customers: list[Person] = field(default_factory=list)
    _program: AsyncExitStack = field(default_factory=AsyncExitStack)
    _app: App | None = None

    # The program

    @property
    def app(self) -> App:
        assert self._app is not None, "the program does not run"
        return self._app

    async def starts(self) -> None:
        """Starts the program with what its configuration file says now."""
        self._app = await self._program.enter_async_context(
            running(self.load_config(), self.clock, limits=self.limits, source=self.source)
        )

    async def stops(self) -> None:
        """Stops the program as SIGTERM does."""
        self._app = None
        await self._program.aclose()

    async def restarts(self) -> None:
        """The same database, the same platforms, a new program."""
        await self.stops()
        await self.starts()
        await self.hears_slack()

    async def hears_slack(self) -> None:
        """Waits until staff can act."""
        async with asyncio.timeout(PATIENCE_S):
            while not (await self.app.readiness.checks())["slack"].ok:  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0.02)

    async def saves(self, configuration: str) -> None:
        """An admin saves the file, and the program looks at it."""
        self.config_file.write_text(configuration)
        await self.looks()

    async def looks(self) -> None:
        """The program looks at its configuration, twice: only what has come to rest is taken up."""
        await self.app.reloading.look()
        await self.app.reloading.look()

    @property
    def source(self) -> Source:
        return Source(self.config_file, self.environment, frozenset({self.config_file}))

    def load_config(self) -> Config:
        loaded = load_config(self.config_file, self.environment)
        assert loaded.config is not None, loaded.problems
        return loaded.config

    @property
    def environment(self) -> dict[str, str]:
        """What the program must find in its environment, as a process of its own would."""
        return {
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "SLACK_BOT_TOKEN": self.slack.installation.bot_token,
            "SLACK_APP_TOKEN": self.slack.installation.app_token,
            "SLACK_SIGNING_SECRET": self.slack.installation.signing_secret,
            "SHOP_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "RISCONTRO__TELEGRAM__API_URL": self.telegram.url,
            "RISCONTRO__SLACK__API_URL": self.slack.api_url,
            "RISCONTRO__DATABASE__URL": self.database.engine.url.set(
                drivername=self.database.engine.dialect.name
            ).render_as_string(hide_password=False),
            **self.doors.variables(),
        }

    # Time

    async def passes(self, **duration: float) -> None:
        """What is under way is done, time passes, and the program does what fell due."""
        await self.settles()
        self.clock.push(timedelta(**duration))
        await self.settles()

    async def settles(self) -> None:
        """Waits until the program has nothing left to do at this moment of its clock.

        Raises AssertionError that names what is left after some seconds.
        """
        if self.restarts_at_each_step:
            await self.restarts()
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self.app.catch_up()
                while await self._left_to_do():  # noqa: ASYNC110 - a commit of the program rings no bell here
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"the program still has to do: {await self._left_to_do()}") from None

    async def _left_to_do(self) -> list[str]:
        """What came is looked at before what is stored: it is confirmed only once it is stored."""
        updates, events = self.telegram.pending_updates, self.slack.deliveries.unacknowledged
        if updates or events:
            return [f"{updates} updates, {events} events"]
        return [
            *await asyncio.to_thread(read_work, self.database, self.clock.now()),
            *(name for name in _running_tasks() if name in BESIDE_THE_OUTBOX),
        ]

    # The shop

    async def delivers(self, purchase: str = "1001", **customer: Any) -> str:
        """The shop tells of a delivery; returns the token of the link that it is answered."""
        return await self.tells(a_delivery(purchase, self.clock.now(), customer))

    async def tells(self, event: dict[str, Any]) -> str:
        status, answer = await self.shop.tells(self.app.address, event, self.clock.now())
        assert status == 202, answer
        link: str = answer["link"]
        return link.partition("?start=")[2]

    async def gets(self, path: str) -> tuple[int, str]:
        """What the program answers to a GET: status and body."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.app.address}{path}") as answer,
        ):
            return answer.status, await answer.text()

    # People

    def customer(self, name: str = "Ada", language: str = "en", **more: str) -> Person:
        person = self.telegram.person(name, language_code=language, **more)
        self.customers.append(person)
        return person

    async def asked(self, purchase: str = "1001", name: str = "Ada", **customer: Any) -> Person:
        """A customer who opened the link of a purchase and has the first question before them."""
        token = await self.delivers(purchase, first_name=name, **customer)
        person = self.customer(name)
        person.start(token)
        await person.sees("how was the delivery")
        await self.settles()
        return person

    @property
    def giulia(self) -> Colleague:
        """The first of the staff, who is in both channels."""
        return self._colleague("Giulia Bianchi")

    @property
    def marco(self) -> Colleague:
        return self._colleague("Marco Verdi")

    def _colleague(self, name: str) -> Colleague:
        colleague = self.slack.staff(name)
        for channel in (self.complaints, self.feedback):
            colleague.joins(channel)
        return colleague

    @property
    def complaints(self) -> SeenChannel:
        return self.slack.channel("#complaints-delivery")

    @property
    def feedback(self) -> SeenChannel:
        return self.slack.channel("#feedback")

    async def complaint(
        self,
        purchase: str = "1001",
        name: str = "Ada",
        reason: str = "It came late and the box was crushed",
        **customer: Any,
    ) -> tuple[Person, SeenMessage]:
        """A customer who gave two stars and a reason, and the card of their ticket."""
        person = await self.asked(purchase, name, **customer)
        person.taps("2 ⭐")
        await self.settles()
        person.writes(reason)
        await person.sees("We are sorry")
        card = await self.complaints.sees(name)
        await self.settles()
        return person, card

    async def replies(self, colleague: Colleague, card: SeenMessage, words: str) -> None:
        await colleague.clicks(card, "Reply")
        form = await colleague.sees_modal("Reply")
        assert await colleague.submits(form, {"text": words}) is None
        await self.settles()

    async def resolves(self, colleague: Colleague, card: SeenMessage, **fields: str) -> None:
        await colleague.clicks(card, "Resolve")
        form = await colleague.sees_modal("Resolve")
        assert await colleague.submits(form, {"cause": "late", **fields}) is None
        await self.settles()

    # What is stored and seen

    async def rows(self, table: str) -> list[Row]:
        """All rows of a table in the order of their keys, read past the program."""
        return await asyncio.to_thread(read_rows, self.database, table)

    async def row(self, table: str) -> Row:
        """The only row of a table."""
        (row,) = await self.rows(table)
        return row


def _running_tasks() -> list[str]:
    return [getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()]
