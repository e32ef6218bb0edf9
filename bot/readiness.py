"""Whether everything the program needs works, asked afresh each time.

Not well is what keeps it from doing its work now, or soon will: then `/readyz` answers 503. What merely wants
somebody's eye (dead letters, a clock that jumped, a disk that fills) is said, and leaves it ready: whoever
takes a program that is well out of service for it, makes things worse.
"""

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.measures import Backlog, Measures
from bot.ports import Check, Clock
from bot.slack.side import SlackSide
from bot.telegram.gateway import TelegramGateway
from bot.turns import Turns
from storage import settings
from storage.errors import StorageError, StoreUnavailable

NEARLY_FULL = 500 * 2**20
"""Bytes. Below this a disk fills up before somebody notices."""

FULL = 50 * 2**20
"""Bytes. Below this the next commit may fail."""

PATIENCE_S = 2.5
"""Whoever asks mostly waits three seconds, and a transaction longer than that for somebody's lock."""

_THE_DATABASE = "the database (locked, or slow?)"

OUTBOX_TOO_OLD = timedelta(minutes=10)
TIMERS_TOO_LATE = timedelta(minutes=5)
_TOLD_AFTER = timedelta(minutes=1)
_JUMP_TOLD_FOR = timedelta(hours=1)


class Readiness:
    def __init__(
        self, turns: Turns, telegram: TelegramGateway, slack: SlackSide, measures: Measures, clock: Clock
    ) -> None:
        self._turns = turns
        self._telegram = telegram
        self._slack = slack
        self._measures = measures
        self._clock = clock

    async def checks(self) -> Mapping[str, Check]:
        """Each with the reason when it does not work, or when somebody should know of it.

        What may be kept waiting is asked side by side, and each answers for itself.
        """
        telegram = self._telegram.health
        database, slack, backlog = await asyncio.gather(
            _in_time("database", self._check_database(), _THE_DATABASE),
            _in_time("slack", self._check_slack(), "the connection to Slack"),
            _in_time("outbox", self._check_backlog(), _THE_DATABASE),
        )
        return {
            **database,
            "telegram": Check(telegram.healthy, telegram.reason),
            **slack,
            "disk": check_disk(self._measures.disk_free()),
            "clock": self._check_clock(),
            **backlog,
        }

    async def _check_database(self) -> Mapping[str, Check]:
        return {"database": await check_database(self._turns)}

    async def _check_slack(self) -> Mapping[str, Check]:
        health = await self._slack.health()
        return {"slack": Check(health.connected, health.reason)}

    def _check_clock(self) -> Check:
        jump = self._measures.clock_watch.last_jump
        if jump is None or abs(self._clock.now() - jump.at) > _JUMP_TOLD_FOR:
            return Check(ok=True)
        seconds = round(jump.by.total_seconds())
        return Check(
            ok=True, reason=f"the clock jumped by {seconds} s at {jump.at:%H:%M} UTC, or the machine slept"
        )

    async def _check_backlog(self) -> Mapping[str, Check]:
        try:
            backlog = await self._measures.backlog(TIMERS_TOO_LATE)
        except StorageError:  # which the check of the database says better
            return {}
        except SQLAlchemyError as error:
            return {"outbox": Check(ok=False, reason=str(error).partition("\n")[0])}
        return dict(check_backlog(backlog))


async def _in_time(name: str, checks: Awaitable[Mapping[str, Check]], asked: str) -> Mapping[str, Check]:
    """These checks, or under `name` that who was `asked` did not answer."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await checks
    except TimeoutError:
        return {name: Check(ok=False, reason=f"{asked} has not answered within {PATIENCE_S:g} seconds")}


def check_backlog(backlog: Backlog) -> Iterator[tuple[str, Check]]:
    """What waits for too long, by its name."""
    minutes = int(backlog.outbox_age.total_seconds() // 60)
    waits = f"letters that wait to be sent: {backlog.outbox_waiting}, the oldest for {minutes} minutes"
    because = f": {backlog.outbox_reason}" if backlog.outbox_reason else ""
    told = backlog.outbox_reason and backlog.outbox_age > _TOLD_AFTER
    too_old = backlog.outbox_age > OUTBOX_TOO_OLD
    yield "outbox", Check(not too_old, waits + because if told or too_old else None)
    late = backlog.timers_overdue
    should = f"timers that should have fired more than {TIMERS_TOO_LATE.seconds // 60} minutes ago: {late}"
    yield "timers", Check(not late, should if late else None)
    dead = f"what could not be handled: {backlog.dead_letters}, see `riscontro dead list`"
    yield "dead letters", Check(ok=True, reason=dead if backlog.dead_letters else None)


def check_disk(free: int | None) -> Check:
    """`free` is in bytes, None where nothing is known."""
    if free is None or free >= NEARLY_FULL:
        return Check(ok=True)
    return Check(free >= FULL, f"only {free // 2**20} MiB are free on the database's disk")


async def check_database(turns: Turns) -> Check:
    """Writes to our tables and commits, as a customer's next answer will: a full disk, a standby that only
    reads and a schema that is gone all pass a mere `SELECT 1`. Damage in one place leaves others whole.
    """
    try:
        await turns.take(settings.rewrite_secret)
    except StoreUnavailable as error:
        return Check(ok=False, reason=str(error))
    except SQLAlchemyError as error:
        return Check(ok=False, reason=str(error).partition("\n")[0])
    damage = f"the file is damaged: {turns.damage}; put a copy back, see docs/operations.md"
    return Check(turns.damage is None, damage if turns.damage else None)
