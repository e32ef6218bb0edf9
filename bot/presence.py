"""Whether this process counts as alive among its replicas, and which of the others does not any more.

Each holds a lock on its name for as long as it lives. PostgreSQL frees it the moment a process is killed, and
the others then take up its letters within seconds, where its leases would have held them back for a minute.

A connection can also break while its process lives on. So a process whose lock was not confirmed for
`SURE_FOR_S` sends nothing; and the others believe in its death only when its lock was free at `LOOKS` looks
in a row, which takes longer than that. By then it has its lock again, or has stopped sending. On SQLite there
is one process, which is always sure.
"""

import asyncio
import time
from collections.abc import Callable, Mapping

import structlog
from sqlmodel import Session

from bot.ports import Clock
from bot.right import Right
from bot.stopping import wait_for_stop
from bot.turns import Turns
from storage import leases
from storage.database import Database
from storage.errors import StorageError

SURE_FOR_S = 3.0
LOOK_EVERY_S = 1.0
LOOKS = 6

log = structlog.get_logger(__name__)


def seconds_since_boot() -> float:
    """On Linux also those for which the machine slept: it is then dead to the others, and must know it."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Presence:
    def __init__(
        self,
        database: Database,
        turns: Turns,
        clock: Clock,
        *,
        owner: str,
        seconds: Callable[[], float] = seconds_since_boot,
    ) -> None:
        """`owner` is the name of this process in its leases, unlike any other's. `seconds` only ever grow."""
        self.owner = owner
        self._is_alone = database.is_sqlite
        self._turns = turns
        self._clock = clock
        self._right = Right(database, leases.right_of(owner))
        self._seconds = seconds
        self._sure_at: float | None = None
        self._absences: dict[str, int] = {}

    def is_sure(self) -> bool:
        """Whether nobody can take this process for dead."""
        if self._is_alone:
            return True
        return self._sure_at is not None and self._seconds() - self._sure_at < SURE_FOR_S

    async def run(self, stopping: asyncio.Event) -> None:
        """Holds the lock, and looks after the others, until `stopping` is set."""
        while not stopping.is_set():
            await self.look()
            await wait_for_stop(stopping, LOOK_EVERY_S)

    async def look(self) -> None:
        """Makes sure of the lock, and takes up what those have left who are dead."""
        if self._is_alone:
            return
        asked_at = self._seconds()
        missed, self._absences = self._absences, {}  # one look that fails, and they are counted anew
        if not await self._right.hold():
            return
        self._sure_at = asked_at
        try:
            self._absences = await self._turns.take(lambda session: self._take_up(session, missed))
        except StorageError as error:
            log.warning("presence.others_not_seen", reason=str(error))

    async def release(self) -> None:
        """Once nothing is sent any more. To the others it is as if this process had died."""
        await self._right.release()

    def _take_up(self, session: Session, missed: Mapping[str, int]) -> dict[str, int]:
        """How often each absent process was missed in a row by now. What the dead have left is then due."""
        now = self._clock.now()
        absent = leases.absent_owners(session, now)
        absences = {owner: missed.get(owner, 0) + 1 for owner in absent - {self.owner}}
        for owner, times in absences.items():
            if times >= LOOKS:
                leases.end_leases_of(session, owner, now)
                log.info("presence.leases_taken_up", owner=owner)
        return absences
