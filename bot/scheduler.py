"""The clock of the house: due timers, and a few chores at intervals. Nothing else knows APScheduler.

A tick never trusts that it ran in time. Due times are rows, so what fell due while the program was down or
asleep is found at the next tick and done late.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import Session

from bot.ports import Clock, SystemClock
from bot.relay import Relay
from bot.turns import Turns
from bot.use_cases.bury import bury
from bot.use_cases.fire_timer import fire_due, fire_timer
from bot.use_cases.setup import Present
from bot.use_cases.turn import Turn
from storage import timers
from storage.errors import RunMovedOn, StorageError, StoreUnavailable
from storage.records import DueTimer

log = structlog.get_logger(__name__)

TICK_S = 0.5
STOP_WITHIN_S = 2
_TRIES_OF_A_BROKEN_TIMER = 3


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done again and again. `do` may raise `StorageError`.

    The first time comes `first_s` seconds after the start, or one interval.
    """

    name: str
    every_s: float
    do: Callable[[], Awaitable[None]]
    first_s: float | None = None


class Scheduler:
    def __init__(
        self, turns: Turns, present: Present, relay: Relay, clock: Clock, chores: Iterable[Chore] = ()
    ) -> None:
        self._turns = turns
        self._present = present
        self._relay = relay
        self._clock = clock
        self._chores = tuple(chores)
        # late and missed ticks run, once: each does everything that is due by then
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._jobs = AsyncIOScheduler(job_defaults=defaults, timezone="UTC")
        self._stopping = False
        self._firing = asyncio.Lock()

    def start(self) -> None:
        self._jobs.add_job(self.fire_due_timers, "interval", seconds=TICK_S)
        for chore in self._chores:
            self._add(chore)
        # a tick that takes longer than its interval is followed by the next one: nothing is missed
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._jobs.start()

    def _add(self, chore: Chore) -> None:
        """APScheduler goes by the machine's clock, whatever ours says."""
        often: dict[str, Any] = {"seconds": chore.every_s, "name": chore.name}
        if chore.first_s is not None:
            often["next_run_time"] = SystemClock().now() + timedelta(seconds=chore.first_s)
        self._jobs.add_job(partial(self._do, chore), "interval", **often)

    async def stop(self) -> None:
        """No more ticks. The timers that one has claimed are fired first: else they would wait for their
        lease.
        """
        self._stopping = True
        self._jobs.pause()
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN_S), self._firing:
                pass
        self._jobs.shutdown(wait=False)

    async def fire_due_timers(self) -> None:
        """Fires everything that is due by now."""
        try:
            async with self._firing:
                while not self._stopping and (await self._fire_together() or await self._fire_each()):
                    self._relay.nudge()
        except StorageError as error:
            log.warning("timers.unavailable", reason=str(error))

    async def _fire_together(self) -> bool:
        """Many timers in one turn; False if none of them could be fired so, or one of them failed."""
        try:
            return await self._turns.take(lambda session: fire_due(self._turn(session), timers.AT_ONCE)) > 0
        except StoreUnavailable:  # perhaps for one of them alone, which must not keep the others waiting
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is comes up again when each is fired alone
            log.warning("timers.fired_apart", reason=type(error).__name__)
            return False

    async def _fire_each(self) -> bool:
        """Timers that are claimed, each fired in a turn of its own: one that fails is undone alone."""
        due = await self._turns.take(self._claim)
        outcomes = await asyncio.gather(*map(self._fire, due), return_exceptions=True)
        for failure in filter(None, outcomes):
            raise failure
        return bool(due)

    def _claim(self, session: Session) -> list[DueTimer]:
        return timers.claim_due(session, self._clock.now())

    async def _fire(self, timer: DueTimer) -> None:
        try:
            await self._turns.take(lambda session: fire_timer(self._turn(session), timer))
        except StoreUnavailable:
            raise
        except RunMovedOn:
            log.info("timer.run_moved_on", timer=timer.id)  # its lease runs out, and then it looks anew
        except Exception as error:  # one broken timer must not hold up the others
            log.exception("timer.failed", timer=timer.id, purpose=timer.purpose)
            if timer.attempts >= _TRIES_OF_A_BROKEN_TIMER:
                await self._set_aside(timer, error)

    async def _set_aside(self, timer: DueTimer, error: Exception) -> None:
        payload = {"run": timer.run_id, "step": timer.step_number, "purpose": timer.purpose}
        key = f"run {timer.run_id}, step {timer.step_number}, {timer.purpose}"  # the same when it is set anew

        def bury_it(session: Session) -> None:
            bury(self._turn(session), "timer", key, payload, error)
            timers.remove(session, [timer.id])

        await self._turns.take(bury_it)

    async def _do(self, chore: Chore) -> None:
        """A chore that cannot be done now is done at its next turn."""
        try:
            await chore.do()
        except StorageError as error:
            log.warning("chore.put_off", chore=chore.name, reason=str(error))
        except Exception:
            log.exception("chore.failed", chore=chore.name)

    def _turn(self, session: Session) -> Turn:
        return Turn(session, self._present.setup, self._clock.now())
