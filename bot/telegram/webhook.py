"""Lets Telegram deliver updates over HTTP: each is answered after its commit, so a lost one comes again.

Telegram sends the next message of a chat once the one before is answered, and so with a person's taps, which
keeps each in order, also among replicas; a tap and a message may come in either order (`webhook_queue_id` in
the code of its server, github.com/tdlib/telegram-bot-api, `Client.cpp`).

Nobody has to invent a secret: path and secret are derived from the installation's own, so all replicas share
them, and whoever finds our address set knows that our secret is set with it. The webhook stays set when the
program stops, for other replicas are served by it, and updates wait at Telegram meanwhile. It is removed when
the configuration says polling.
"""

import asyncio
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import structlog
from telegram import Bot

from bot.metrics import TELEGRAM_PENDING
from bot.ports import Answer, Clock, Posted
from bot.stopping import unless_stopped
from bot.telegram.gateway import Health
from bot.telegram.intake import Batch
from bot.telegram.transport import call
from bot.telegram.updates import BotIdentity
from bot.telegram.webhook_info import ask_webhook, count_waiting, find_trouble
from bot.telegram.wire import WANTED_KINDS, WebhookInfo
from storage.errors import StoreUnavailable

_LOOK_EVERY_SECONDS = 120
_CONNECTIONS = 40
"""How many updates Telegram may deliver at once, its own default; more would only wait for the database."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram delivers, and what it shows so that we know it."""

    url: str
    path: str
    secret: str


def derive_address(public_url: str, installation: bytes, bot_id: str) -> Address:
    """The same for all who share the installation's secret. Letters and digits only, as Telegram asks."""
    path = f"/telegram/{_derive(installation, f'webhook path of {bot_id}')[:32]}"
    return Address(public_url + path, path, _derive(installation, f"webhook secret of {bot_id}"))


def _derive(installation: bytes, purpose: str) -> str:
    return hmac.digest(installation, purpose.encode(), "sha256").hex()


class Webhook:
    """`receive` is the door; `attend` sees to it that Telegram knows the way there."""

    def __init__(self, bot: Bot, batch: Batch, clock: Clock, address: Address) -> None:
        self._bot = bot
        self._batch = batch
        self._clock = clock
        self._address = address
        self._identity: BotIdentity | None = None
        self._was_ours = False
        self._heard_at: datetime | None = None

    @property
    def path(self) -> str:
        return self._address.path

    async def receive(self, posted: Posted) -> Answer:
        """What to answer Telegram. 401 to whoever is not Telegram; 5xx makes it send the update again."""
        if not self._is_telegram(posted.headers):
            return Answer(401)
        if self._identity is None:
            return Answer(503)
        try:
            await self._batch.take_all([_read(posted.body)], self._identity)
        except StoreUnavailable as error:
            log.warning("telegram.update_not_taken", reason=str(error))
            return Answer(503)
        except Exception:
            log.exception("telegram.update_not_taken")
            return Answer(500)
        self._heard_at = self._clock.now()
        return Answer(200)

    def _is_telegram(self, headers: Mapping[str, str]) -> bool:
        given = headers.get("x-telegram-bot-api-secret-token", "")
        return hmac.compare_digest(given.encode(errors="replace"), self._address.secret.encode())

    async def attend(self, identity: BotIdentity, stopping: asyncio.Event) -> Health | None:
        """Looks how the webhook stands, and sets it where it is not set to us."""
        self._identity = identity
        return await unless_stopped(stopping, self._look())

    async def _look(self) -> Health:
        info = await ask_webhook(self._bot)
        was_taken = self._was_ours and info.url != self._address.url
        TELEGRAM_PENDING.set(info.pending_update_count)
        if not self._is_set(info):
            await self._set()
            info = await ask_webhook(self._bot)
        self._was_ours = self._is_set(info)
        if was_taken:
            return self._unwell("another program had taken the webhook for itself; it is set to us again")
        if not self._was_ours:
            return self._unwell(f"the webhook is set to another address, at {urlsplit(info.url).hostname}")
        if trouble := find_trouble(info, self._clock.now()):
            return self._unwell(trouble)
        return self._well(count_waiting(info) if info.pending_update_count else None)

    def _is_set(self, info: WebhookInfo) -> bool:
        return (
            info.url == self._address.url
            and info.max_connections == _CONNECTIONS
            and set(info.allowed_updates) == set(WANTED_KINDS)
        )

    async def _set(self) -> None:
        """What waits at Telegram is kept, and comes here."""
        parameters = {
            "url": self._address.url,
            "secret_token": self._address.secret,
            "allowed_updates": WANTED_KINDS,
            "max_connections": _CONNECTIONS,
        }
        await call(self._bot, "setWebhook", parameters)
        log.info("telegram.webhook_set", host=urlsplit(self._address.url).hostname)

    def _well(self, reason: str | None = None) -> Health:
        return Health(healthy=True, reason=reason, heard_at=self._heard_at, rest=_LOOK_EVERY_SECONDS)

    def _unwell(self, reason: str) -> Health:
        return Health(healthy=False, reason=reason, heard_at=self._heard_at)


def _read(body: bytes) -> object:
    """An update as JSON. What is none stays text, which the batch sets aside: it would come for ever."""
    try:
        parsed: object = json.loads(body)
    except (ValueError, RecursionError):
        return body.decode(errors="replace")
    return parsed
