"""Asks Telegram for updates, over and over: commit first, then ask for the next, which confirms these.

A cancelled poll loses nothing: what was not confirmed comes again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime

from telegram import Bot
from telegram.error import Conflict

from bot.ports import Clock
from bot.stopping import unless_stopped
from bot.telegram.gateway import Health
from bot.telegram.intake import Batch, update_id
from bot.telegram.transport import AnswerLost, call
from bot.telegram.updates import BotIdentity, MalformedUpdate
from bot.telegram.wire import WANTED_KINDS

_POLL_SECONDS = 30
_POLL_GRACE_SECONDS = 10
_STANDBY_SECONDS = 2


class Polling:
    """Polls while `may_poll` says so, for Telegram allows one poller.

    It is asked before each poll, and takes the right or makes sure of it.
    """

    def __init__(
        self, bot: Bot, batch: Batch, clock: Clock, *, may_poll: Callable[[], Awaitable[bool]]
    ) -> None:
        self._bot = bot
        self._batch = batch
        self._clock = clock
        self._may_poll = may_poll
        self._is_alone = False
        self._is_well = False
        self._offset: int | None = None
        self._heard_at: datetime | None = None

    async def attend(self, identity: BotIdentity, stopping: asyncio.Event) -> Health | None:
        """One poll and all that came with it."""
        if not await self._may_poll():
            return self._well("another replica polls", rest=_STANDBY_SECONDS)
        updates = await unless_stopped(stopping, self._poll())
        if updates is None:
            return None
        await self._batch.take_all(updates, identity)
        self._offset = _next_offset(updates)
        self._is_well, self._heard_at = True, self._clock.now()
        return self._well()

    def _well(self, reason: str | None = None, rest: float = 0) -> Health:
        return Health(healthy=True, reason=reason, heard_at=self._heard_at, rest=rest)

    async def _poll(self) -> list[object]:
        """While something is wrong a poll does not wait, so that it shows at once when all is well again."""
        seconds = _POLL_SECONDS if self._is_well else 0
        self._is_well = False
        try:
            if not self._is_alone:
                await call(self._bot, "deleteWebhook", {})  # it refuses polling; what waits there is kept
                self._is_alone = True
            return await self._get_updates(seconds)
        except Conflict:
            self._is_alone = False
            raise

    async def _get_updates(self, seconds: int) -> list[object]:
        parameters = {"offset": self._offset, "timeout": seconds, "allowed_updates": WANTED_KINDS}
        read_seconds = seconds + _POLL_GRACE_SECONDS
        updates = await call(self._bot, "getUpdates", parameters, read_seconds=read_seconds)
        if not isinstance(updates, list):
            raise AnswerLost("Telegram's updates are not readable")
        return updates


def _next_offset(updates: Iterable[object]) -> int | None:
    """One above the highest id, which confirms them all; None after an empty poll.

    No offset outlives its use, for after a quiet week Telegram numbers updates anew, perhaps lower
    (https://core.telegram.org/bots/api#update). Raises `MalformedUpdate` if no update has an id: nothing can
    be confirmed then.
    """
    ids = [update_id(update) for update in updates]
    known = [number for number in ids if number is not None]
    if ids and not known:
        raise MalformedUpdate("no update has an id")
    return max(known) + 1 if known else None
