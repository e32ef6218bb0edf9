"""Delivers updates to the bot's webhook: each chat in its order, the chats beside each other, until taken.

Rules: the Bot API's `setWebhook` and `WebhookInfo`, and the published server: the next update of a chat waits
for the one before, an answer other than 2xx counts as not taken, and is tried again later.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import aiohttp

from bot.demo.telegram.updates import UpdateQueue, Waiting


@dataclass(frozen=True)
class Failure:
    """Why the last delivery failed, in Telegram's words, and when."""

    at: datetime
    words: str


@dataclass
class Webhook:
    """Where updates are to be delivered, and the secret that shall come with them."""

    url: str
    secret_token: str
    max_connections: int
    failure: Failure | None = None

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Telegram-Bot-Api-Secret-Token": self.secret_token} if self.secret_token else {}


class Deliveries:
    """Goes on while `run` does. Before another try a chat rests for `retry_seconds` of real time."""

    def __init__(
        self, updates: UpdateQueue, find_webhook: Callable[[], Webhook | None], now: Callable[[], datetime]
    ) -> None:
        self.retry_seconds = 1.0
        self.answer_seconds = 60.0
        self._updates = updates
        self._find_webhook = find_webhook
        self._now = now
        self._busy: set[int] = set()

    async def run(self) -> None:
        """Until cancelled; what was on its way then counts as not taken."""
        self._busy.clear()
        async with aiohttp.ClientSession() as http, asyncio.TaskGroup() as group:
            while True:
                self._updates.changed.clear()
                if webhook := self._find_webhook():
                    for waiting in self._take_some(webhook.max_connections):
                        group.create_task(self._deliver(http, webhook, waiting))
                await self._updates.changed.wait()

    def _take_some(self, most: int) -> list[Waiting]:
        free = [waiting for chat, waiting in self._updates.first_of_chats().items() if chat not in self._busy]
        taken = free[: most - len(self._busy)]
        self._busy.update(waiting.chat for waiting in taken)
        return taken

    async def _deliver(self, http: aiohttp.ClientSession, webhook: Webhook, waiting: Waiting) -> None:
        words = await self._post(http, webhook, waiting)
        if words is None:
            self._updates.confirm(waiting)
        else:
            webhook.failure = Failure(self._now(), words)
            await asyncio.sleep(self.retry_seconds)
        self._busy.discard(waiting.chat)
        self._updates.changed.set()

    async def _post(self, http: aiohttp.ClientSession, webhook: Webhook, waiting: Waiting) -> str | None:
        """Why it was not taken, if it was not."""
        patience = aiohttp.ClientTimeout(total=self.answer_seconds)
        try:
            async with http.post(
                webhook.url, json=waiting.update, headers=webhook.headers, timeout=patience
            ) as answer:
                if answer.ok:
                    return None
                status = HTTPStatus(answer.status)
                return f"Wrong response from the webhook: {status.value} {status.phrase}"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError:
            return "Connection closed"
