"""The stage of the demo: both stand-ins, the shop, the clock, and the real program between them."""

import base64
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.app import App, running
from bot.config import Config, load_config
from bot.demo.cast import CUSTOMERS, STAFF, Customer
from bot.demo.clock import DemoClock
from bot.demo.shop import Shop
from bot.demo.slack import Person as Colleague
from bot.demo.slack import SeenChannel, SlackStandIn
from bot.demo.telegram import Person as Phone
from bot.demo.telegram import TelegramStandIn
from bot.relay import PLATFORM_LIMITS, Limits

CONFIG_FILE = Path(__file__).with_name("demo.toml")
BOT_USERNAME = "bottega_rossi_bot"

_BOT_TOKEN = "7000000001:demo-not-a-secret"
_SHOP_SECRET = "whsec_" + base64.b64encode(b"demo-of-riscontro-no-secret").decode()
_PATIENCE_S = 30
_CHANNELS = ("#complaints-delivery", "#feedback")


@dataclass
class Stage:
    """Everything the page shows and moves. `phones` go by the shop's customer id, `staff` by full name."""

    clock: DemoClock
    telegram: TelegramStandIn
    slack: SlackStandIn
    shop: Shop
    phones: Mapping[str, Phone]
    staff: Mapping[str, Colleague]
    channels: tuple[SeenChannel, ...]
    config: Config
    app: App | None = None

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
        if self.app is not None:
            await self.app.fire_due_timers()

    @asynccontextmanager
    async def performing(self, limits: Limits = PLATFORM_LIMITS) -> AsyncIterator[App]:
        """The program runs inside this context, on what was stored by the one before.

        It listens to both stand-ins when this begins.
        """
        calls = len(self.telegram.calls)
        async with running(self.config, self.clock, limits=limits) as app:
            self.app, self.shop.address = app, app.address
            try:
                await self.telegram.called("getUpdates", after=calls, timeout=_PATIENCE_S)
                await self.slack.connected()
                yield app
            finally:
                self.app = None


@asynccontextmanager
async def staged(folder: Path, clock: DemoClock) -> AsyncIterator[Stage]:
    """Stand-ins on free ports and an empty database in `folder`; nobody has bought anything yet."""
    telegram = TelegramStandIn(username=BOT_USERNAME, name="Bottega Rossi", token=_BOT_TOKEN, now=clock.now)
    slack = SlackStandIn(clock.now)
    await telegram.start()
    await slack.start()
    try:
        yield _furnish(folder, clock, telegram, slack)
    finally:
        await slack.stop()
        await telegram.stop()


def _furnish(folder: Path, clock: DemoClock, telegram: TelegramStandIn, slack: SlackStandIn) -> Stage:
    staff = {name: slack.staff(name) for name in STAFF}
    return Stage(
        clock=clock,
        telegram=telegram,
        slack=slack,
        shop=Shop(_SHOP_SECRET, clock.now),
        phones={customer.id: _phone_of(customer, telegram) for customer in CUSTOMERS},
        staff=staff,
        channels=tuple(slack.channel(name, members=staff.values()) for name in _CHANNELS),
        config=_configure(folder, telegram, slack),
    )


def _phone_of(customer: Customer, telegram: TelegramStandIn) -> Phone:
    return telegram.person(customer.first_name, last_name=customer.last_name, language_code=customer.language)


def _configure(folder: Path, telegram: TelegramStandIn, slack: SlackStandIn) -> Config:
    """The configuration as `riscontro run` would load it, pointed at the stand-ins."""
    environment = {
        "DEMO_TELEGRAM_TOKEN": telegram.token,
        "DEMO_SLACK_BOT_TOKEN": slack.installation.bot_token,
        "DEMO_SLACK_APP_TOKEN": slack.installation.app_token,
        "DEMO_SHOP_SECRET": _SHOP_SECRET,
        "RISCONTRO__TELEGRAM__API_URL": telegram.url,
        "RISCONTRO__TELEGRAM__USERNAME": BOT_USERNAME,
        "RISCONTRO__SLACK__API_URL": slack.api_url,
        "RISCONTRO__DATABASE__URL": f"sqlite:///{folder / 'demo.db'}",
        "RISCONTRO__WEB__LISTEN": "127.0.0.1:0",
    }
    loaded = load_config(CONFIG_FILE, environment)
    if loaded.config is None:
        raise RuntimeError(f"the demo's own configuration is wrong: {loaded.problems}")
    return loaded.config
