"""The stage of the demo: both stand-ins, the shop, the clock, and the real program between them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.app import running
from bot.config import Config
from bot.demo.cast import CUSTOMERS, STAFF, Customer
from bot.demo.clock import DemoClock
from bot.demo.program import Program
from bot.demo.settings import (
    BOT_TOKEN,
    BOT_USERNAME,
    CONFIG_FILE,
    SHOP_SECRET,
    describe_environment,
    load_settings,
)
from bot.demo.shop import Shop
from bot.demo.slack import Person as Colleague
from bot.demo.slack import SeenChannel, SlackStandIn
from bot.demo.telegram import Person as Phone
from bot.demo.telegram import TelegramStandIn
from bot.demo.troubles import Troubles
from bot.relay import Limits
from storage.database import Database

_PATIENCE_S = 30
_CHANNELS = ("#complaints-delivery", "#feedback")


async def _nobody_waits() -> None:
    """No program runs that could be told the time."""


@dataclass
class Stage:
    """Everything the page shows and moves. `phones` go by the shop's customer id, `staff` by full name.

    `records` is the program's database, which the demo only reads; `waiting` counts what is in its outbox, by
    channel, and `unheard` what Telegram has for the program; both are kept true by whoever shows them.
    """

    clock: DemoClock
    telegram: TelegramStandIn
    slack: SlackStandIn
    shop: Shop
    phones: Mapping[str, Phone]
    staff: Mapping[str, Colleague]
    channels: tuple[SeenChannel, ...]
    config: Config
    program: Program
    troubles: Troubles
    records: Database
    waiting: Mapping[str, int] = field(default_factory=dict)
    unheard: int = 0
    _catch_up: Callable[[], Awaitable[None]] = field(default=_nobody_waits, init=False)

    def phone(self, of: Customer) -> Phone:
        return self.phones[of.id]

    def channel(self, name: str) -> SeenChannel:
        """By name, with `#`, or by id. Raises LookupError where there is none."""
        for channel in self.channels:
            if name in {channel.name, channel.id}:
                return channel
        raise LookupError(f"There is no channel {name}.")

    def colleague(self, user_id: str) -> Colleague:
        """By Slack's id. Raises LookupError where there is none."""
        for colleague in self.staff.values():
            if colleague.id == user_id:
                return colleague
        raise LookupError(f"There is no colleague {user_id}.")

    async def push_clock(self, by: timedelta) -> None:
        """Lets time pass at once; what falls due by then is done when this returns, though not yet sent."""
        self.clock.push(by)
        await self._catch_up()

    @asynccontextmanager
    async def rehearsing(self, limits: Limits) -> AsyncIterator[None]:
        """The program runs inside this context as a part of the demo, where its limits can be lifted.

        It listens to both stand-ins when this begins.
        """
        calls = len(self.telegram.calls)
        async with running(self.config, self.clock, limits=limits) as app:
            self.shop.address, self._catch_up = app.address, app.catch_up
            try:
                await self._connected(calls)
                yield
            finally:
                self._catch_up = _nobody_waits

    @asynccontextmanager
    async def performing(self) -> AsyncIterator[None]:
        """Inside this context the program may run as a process of its own; that loads meanwhile."""
        await self.program.load()
        try:
            yield
        finally:
            await self.troubles.end_all()
            await self.program.stop()

    async def start_program(self) -> None:
        """Also again, on what the one before has stored. Raises `CannotStart`."""
        calls = len(self.telegram.calls)
        await self.program.start()
        self.shop.address, self._catch_up = self.program.address, self.program.catch_up
        if not self.troubles.present:
            await self._connected(calls)

    async def _connected(self, calls_before: int) -> None:
        await self.telegram.called("getUpdates", after=calls_before, timeout=_PATIENCE_S)
        await self.slack.connected()


@asynccontextmanager
async def staged(folder: Path, clock: DemoClock, file: Path = CONFIG_FILE) -> AsyncIterator[Stage]:
    """Stand-ins on free ports and an empty database in `folder`; nobody has bought anything yet.

    The configuration in `file` reads the same variables as the demo's own.
    """
    telegram = TelegramStandIn(username=BOT_USERNAME, name="Bottega Rossi", token=BOT_TOKEN, now=clock.now)
    slack = SlackStandIn(clock.now)
    await telegram.start()
    await slack.start()
    environment = describe_environment(file, folder, telegram, slack)
    stage = _furnish(environment, clock, telegram, slack)
    try:
        yield stage
    finally:
        stage.records.dispose()
        await slack.stop()
        await telegram.stop()


def _furnish(
    environment: Mapping[str, str], clock: DemoClock, telegram: TelegramStandIn, slack: SlackStandIn
) -> Stage:
    config = load_settings(environment)
    staff = {name: slack.staff(name) for name in STAFF}
    return Stage(
        clock=clock,
        telegram=telegram,
        slack=slack,
        shop=Shop(SHOP_SECRET, clock.now),
        phones={customer.id: _phone_of(customer, telegram) for customer in CUSTOMERS},
        staff=staff,
        channels=tuple(slack.channel(name, members=staff.values()) for name in _CHANNELS),
        config=config,
        program=Program(environment, clock),
        troubles=Troubles(telegram, slack),
        records=Database(config.database.url),
    )


def _phone_of(customer: Customer, telegram: TelegramStandIn) -> Phone:
    return telegram.person(customer.first_name, last_name=customer.last_name, language_code=customer.language)
