"""Measures what no event tells: how long things wait, how many they are, whether anybody is heard of."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from bot import metrics
from bot.ports import Clock
from bot.slack.side import SlackSide
from bot.telegram.gateway import TelegramGateway
from bot.turns import Turns
from storage import dead_letters, outbox, timers, waits
from storage.database import Database

OVERDUE_AFTER = timedelta(minutes=1)
_JUMP = timedelta(seconds=30)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in the database. `outbox_age` is that of the oldest letter, `outbox_reason` why it has not
    left, where anybody said so.
    """

    outbox_age: timedelta
    outbox_waiting: int
    timers_overdue: int
    dead_letters: int
    outbox_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """The clock was moved, or the machine slept, by so much."""

    at: datetime
    by: timedelta


class ClockWatch:
    """Compares the clock with the time that really passes, as the event loop knows it."""

    def __init__(self, turns: Turns, clock: Clock) -> None:
        self._turns = turns
        self._clock = clock
        self._before: tuple[datetime, float] | None = None
        self.last_jump: Jump | None = None

    async def look(self) -> None:
        """To be called now and then. What jumped is found at the next call; after a jump back nothing waits
        for what was near on the wrong clock. Raises `StorageError`, and finds the jump again then.
        """
        now, passed = self._clock.now(), asyncio.get_running_loop().time()
        if self._before is not None:
            then, passed_then = self._before
            by = (now - then) - timedelta(seconds=passed - passed_then)
            if by <= -_JUMP:
                await self._turns.take(lambda session: waits.end_waits(session, now))
            if abs(by) >= _JUMP:
                self.last_jump = Jump(now, by)
                metrics.CLOCK_JUMPS.inc()
                log.warning("clock.jumped", seconds=round(by.total_seconds()))
        self._before = now, passed


class Measures:
    def __init__(
        self, database: Database, turns: Turns, telegram: TelegramGateway, slack: SlackSide, clock: Clock
    ) -> None:
        self._database = database
        self._turns = turns
        self._telegram = telegram
        self._slack = slack
        self._clock = clock
        self._begun_at = clock.now()
        self.clock_watch = ClockWatch(turns, clock)

    async def take(self) -> None:
        """Brings the gauges up to date. Raises `StorageError` while the database cannot be asked."""
        await self.clock_watch.look()
        metrics.TELEGRAM_SILENCE.set(self._silence(self._telegram.health.heard_at))
        metrics.SOCKET_AGE.set(self._silence((await self._slack.health()).heard_at))
        metrics.DISK_FREE.set(self.disk_free() or 0)
        backlog = await self.backlog()
        metrics.OUTBOX_AGE.set(backlog.outbox_age.total_seconds())
        metrics.OUTBOX_WAITING.set(backlog.outbox_waiting)
        metrics.TIMERS_OVERDUE.set(backlog.timers_overdue)
        metrics.DEAD_LETTERS.set(backlog.dead_letters)

    async def backlog(self, overdue_after: timedelta = OVERDUE_AFTER) -> Backlog:
        """As it is now. Raises `StorageError`."""
        now = self._clock.now()

        def look(session: Session) -> Backlog:
            oldest = outbox.oldest_waiting(session)
            return Backlog(
                outbox_age=now - oldest.queued_at if oldest else timedelta(0),
                outbox_reason=oldest.reason if oldest else None,
                outbox_waiting=outbox.count_waiting(session),
                timers_overdue=timers.overdue(session, now - overdue_after),
                dead_letters=dead_letters.count(session),
            )

        return await self._turns.look(look)

    def disk_free(self) -> int | None:
        """Bytes beside an SQLite file; nothing is known of a server's disk."""
        path = self._database.path
        return None if path is None else shutil.disk_usage(path.parent).free

    def _silence(self, heard_at: datetime | None) -> float:
        """In seconds. Who was never heard of has been silent for as long as the program runs."""
        return (self._clock.now() - (heard_at or self._begun_at)).total_seconds()
