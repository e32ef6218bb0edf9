"""Measures for `/metrics` what no event tells: how long things wait, and how many there are."""

from datetime import timedelta

from bot.metrics import DEAD_LETTERS, OUTBOX_AGE, OUTBOX_WAITING, TIMERS_OVERDUE
from bot.ports import Clock
from bot.turns import Turns
from storage import dead_letters, outbox, timers

OVERDUE_AFTER = timedelta(minutes=1)


class Measures:
    def __init__(self, turns: Turns, clock: Clock) -> None:
        self._turns = turns
        self._clock = clock

    async def take(self) -> None:
        """Brings the gauges up to date. Raises `StorageError` while the database cannot be asked."""
        now = self._clock.now()
        oldest = await self._turns.look(outbox.oldest_waiting)
        OUTBOX_AGE.set((now - oldest).total_seconds() if oldest else 0)
        OUTBOX_WAITING.set(await self._turns.look(outbox.count_waiting))
        TIMERS_OVERDUE.set(
            await self._turns.look(lambda session: timers.overdue(session, now - OVERDUE_AFTER))
        )
        DEAD_LETTERS.set(await self._turns.look(dead_letters.count))
