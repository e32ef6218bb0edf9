"""Forgets, from time to time, what is needed for a while only. How long each is kept is decided here.

Timers need none of this: they go when they fire. Answers, purchases and tickets are facts, and stay.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import structlog

from bot.metrics import PURGED
from bot.ports import Clock
from bot.turns import Turns
from bot.use_cases.take_message import REOPENS_WITHIN
from storage.purging import Key, Page, Purged, look_through, remove

log = structlog.get_logger(__name__)

KEPT: Mapping[Purged, timedelta] = {
    # Telegram repeats for 24 hours, Slack for about an hour; a purchase told again is known by its event
    Purged.INBOX: timedelta(days=14),
    # a customer who writes on is still heard in the ticket that the last letter was about
    Purged.OUTBOX: REOPENS_WITHIN + timedelta(days=15),
    # the longest pause that a platform asks for is over by then
    Purged.SEND_BUDGET: timedelta(days=1),
    # a letter that fails once more is the same
    Purged.DEAD_LETTER: timedelta(days=30),
}
PAGE = 250
_ROOM_S = 0.02


class Purging:
    def __init__(self, turns: Turns, clock: Clock, *, page: int = PAGE, room_s: float = _ROOM_S) -> None:
        """`page` rows are looked at together; `room_s` are the seconds left to others between two pages."""
        self._turns = turns
        self._clock = clock
        self._page = page
        self._room_s = room_s

    async def purge(self) -> None:
        """Looks through all that is kept for a while. Raises `StorageError`; what went by then is gone."""
        for purged in Purged:
            if gone := await self._purge(purged):
                PURGED.labels(table=purged.value).inc(gone)
                log.info("rows.purged", table=purged.value, rows=gone)

    async def _purge(self, purged: Purged) -> int:
        page = await self._look(purged, None)
        gone = await self._remove(purged, page)
        while page.last is not None:
            await asyncio.sleep(self._room_s)
            page = await self._look(purged, page.last)
            gone += await self._remove(purged, page)
        return gone

    async def _look(self, purged: Purged, after: Key | None) -> Page:
        before = self._clock.now() - KEPT[purged]
        return await self._turns.look(
            lambda session: look_through(session, purged, before, after, self._page)
        )

    async def _remove(self, purged: Purged, page: Page) -> int:
        if not page.old:
            return 0
        before = self._clock.now() - KEPT[purged]
        return await self._turns.take(lambda session: remove(session, purged, before, page.old))
