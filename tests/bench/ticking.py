"""How long the event loop was not listening."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_EVERY_S = 0.001


class Ticker:
    """`worst` is the longest time, in seconds, by which a tick came late."""

    def __init__(self) -> None:
        self.worst = 0.0

    async def tick(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(_EVERY_S)
            now = time.perf_counter()
            self.worst = max(self.worst, now - last - _EVERY_S)
            last = now


@asynccontextmanager
async def ticking() -> AsyncIterator[Ticker]:
    """Ticks while the context lasts."""
    ticker = Ticker()
    task = asyncio.create_task(ticker.tick())
    await asyncio.sleep(0)
    yield ticker
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
