"""The whole world of a journey: the real program, local Telegram and Slack, a clock, a shop that sells."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from standardwebhooks import Webhook

from bot.app import App, running
from bot.config import Config, load_config
from bot.demo.slack import SlackStandIn
from bot.demo.telegram import Limits, TelegramStandIn
from bot.relay import Limits as SendLimits

WEBHOOK_SECRET = "whsec_" + "dGhpcy1pcy1hLWZha2Utc2VjcmV0LWZvci10ZXN0cw=="
NO_WAITING: SendLimits = {
    "telegram": {"each": timedelta(0), "all of telegram": timedelta(0)},
    "slack": {"each": timedelta(0)},
}
"""Journeys about something else than limits do not wait for them."""

CONFIG = """
[business]
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = ["it", "en"]
privacy_url = "https://bottegarossi.example/privacy"

[telegram]
token = { env = "TELEGRAM_BOT_TOKEN" }

[slack]
bot_token = { env = "SLACK_BOT_TOKEN" }
app_token = { env = "SLACK_APP_TOKEN" }
default_channel = "#feedback"

[web]
listen = "127.0.0.1:0"

[sources.shop]
kind = "webhook"
secret = { env = "SHOP_WEBHOOK_SECRET" }

[outreach]
reminders = ["2 days"]
expires_after = "7 days"

[touchpoints.delivery]
on = "purchase.delivered"
after = "0s"
flow = "after_delivery"

[flows.after_delivery]
title = "After delivery"

[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"
text.it = "Ciao {{ customer.first_name | default: 'e grazie' }}, com'è andata la consegna di {{ purchase.summary }}?"
text.en = "Hi {{ customer.first_name | default: 'there' }}, how was the delivery of {{ purchase.summary }}?"

[[flows.after_delivery.nodes]]
id = "reason"
ask = "text"
optional = true
text.it = "Qual è il motivo principale del tuo voto?"
text.en = "What is the main reason for your score?"

[[flows.after_delivery.nodes]]
when = "satisfaction <= 2"
text.it = "Ci dispiace. Una persona di {{ business.name }} ti risponde qui entro {{ reply_by }}."
text.en = "We are sorry. Someone at {{ business.name }} will answer you here by {{ reply_by }}."

[[flows.after_delivery.nodes]]
when = "satisfaction >= 3"
text.it = "Grazie! Leggiamo ogni risposta."
text.en = "Thank you! We read every answer."

[[complaints]]
name = "Unhappy with a delivery"
when = "csat <= 2 || mood <= -0.5"
channel = "#complaints-delivery"
priority = "high"

[sla.high]
first_response = "1 hour"
"""


@dataclass
class ManualClock:
    """Stands still until it is pushed."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 12, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def push(self, by: timedelta) -> None:
        self.at += by


@dataclass
class World:
    """Everything that a journey touches. `restart` stops the program and starts it again on the same database."""

    clock: ManualClock
    telegram: TelegramStandIn
    slack: SlackStandIn
    config: Config
    app: App

    async def passes(self, **duration: float) -> None:
        """Time passes, and the program looks at once for what fell due."""
        self.clock.push(timedelta(**duration))
        await self.app.fire_due_timers()

    async def delivers(self, purchase: str = "1001", **customer: Any) -> str:
        """The shop tells of a delivery, as its webhook does; returns the token of the link it is answered."""
        status, answer = await self.posts(self.delivery(purchase, **customer))
        assert status == 202, answer
        link: str = answer["link"]
        return link.partition("?start=")[2]

    def delivery(self, purchase: str = "1001", **customer: Any) -> dict[str, Any]:
        buyer = {"id": f"c-{purchase}", "first_name": "Ada", "language": "en"} | customer
        return {
            "type": "purchase.delivered",
            "occurred_at": self.clock.now().isoformat(),
            "purchase": {
                "id": purchase,
                "total": {"amount": "49.90", "currency": "EUR"},
                "items": [{"sku": "MUG-B", "name": "Blue mug", "quantity": 2}],
            },
            "customer": buyer,
        }

    async def posts(self, event: dict[str, Any], message_id: str | None = None) -> tuple[int, dict[str, Any]]:
        body = json.dumps(event)
        message_id = message_id or f"msg_{event['purchase']['id']}"
        now = self.clock.now()
        headers = {
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(WEBHOOK_SECRET).sign(message_id, now, body),
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.app.address}/hooks/shop", data=body, headers=headers) as answer,
        ):
            return answer.status, await answer.json()


def environment(telegram: TelegramStandIn, slack: SlackStandIn, database_url: str) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "SLACK_BOT_TOKEN": slack.installation.bot_token,
        "SLACK_APP_TOKEN": slack.installation.app_token,
        "SHOP_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "RISCONTRO__TELEGRAM__API_URL": telegram.url,
        "RISCONTRO__SLACK__API_URL": slack.api_url,
        "RISCONTRO__DATABASE__URL": database_url,
    }


@asynccontextmanager
async def a_world(
    folder: Path, database_url: str, *, config: str = CONFIG, limits: SendLimits = NO_WAITING
) -> AsyncIterator[World]:
    """A running program in its world. Both platforms are up before it, and down after it."""
    clock = ManualClock()
    telegram = TelegramStandIn(
        username="bottega_rossi_bot",
        name="Bottega Rossi",
        token="1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET",
        now=clock.now,
        limits=None if limits is NO_WAITING else Limits(),
    )
    slack = SlackStandIn(clock.now)
    if limits is NO_WAITING:
        slack.post_limit.per_second = 0
    await telegram.start()
    await slack.start()
    try:
        path = folder / "config.toml"
        path.write_text(config)
        loaded = load_config(path, environment(telegram, slack, database_url))
        assert loaded.config is not None, loaded.problems
        for name in ("#feedback", "#complaints-delivery"):
            slack.channel(name)
        async with running(loaded.config, clock, limits=limits) as app:
            yield World(clock, telegram, slack, loaded.config, app)
    finally:
        await slack.stop()
        await telegram.stop()
