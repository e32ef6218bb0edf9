"""How long the program takes to be itself again once a fault is over: measured here, told after the tests.

`pytest tests/journeys` ends with the table. On the journey's own clock a time is exact and the same on every
machine; seconds of the machine are told as such, and no journey asserts them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from tests.journeys.books import read_next_moment
from tests.journeys.world import World

RECOVERY = "recovery"
"""The name under which a test's report carries its lines: fault, database, what recovered, the time."""

_DAY = timedelta(days=1)


@dataclass
class Recovery:
    """The times of one journey. `note` takes what its report shall carry."""

    database: str
    note: Callable[[str, object], None]

    def told(self, fault: str, what: str, took: str) -> None:
        self.note(RECOVERY, [fault, self.database, what, took])

    async def takes(
        self, world: World, fault: str, what: str, recovered: Callable[[], Awaitable[bool]]
    ) -> timedelta:
        """Lets time pass until `recovered` says yes, and notes how much it was; returns it.

        The journey's clock is pushed to whatever falls due next, so not a second too far. Raises
        AssertionError when nothing is due within a day.
        """
        began = world.clock.now()
        await world.settles()
        while not await recovered():
            await self._passes_on(world, began + _DAY)
        took = world.clock.now() - began
        self.told(fault, what, f"{took.total_seconds():g} s")
        return took

    async def takes_really(self, fault: str, what: str, recovered: Awaitable[object]) -> None:
        """Waits for it, and notes the seconds on the machine's clock."""
        began = monotonic()
        await recovered
        self.told(fault, what, f"{monotonic() - began:.1f} s of the machine")

    async def _passes_on(self, world: World, latest: datetime) -> None:
        now = world.clock.now()
        due = await asyncio.to_thread(read_next_moment, world.database, now)
        assert due is not None, "it has not recovered, and nothing falls due any more"
        assert due <= latest, "it has not recovered within a day"
        world.clock.push(due - now)
        await world.settles()
