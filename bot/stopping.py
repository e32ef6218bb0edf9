"""Waiting that ends at once when the program is told to stop."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

Outcome = TypeVar("Outcome")


async def unless_stopped(stopping: asyncio.Event, work: Coroutine[Any, Any, Outcome]) -> Outcome | None:
    """What the work gives or raises; None when told to stop first, and then the work is cancelled."""
    told, working = asyncio.create_task(stopping.wait()), asyncio.create_task(work)
    try:
        await asyncio.wait((told, working), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        told.cancel()
        working.cancel()
        await asyncio.gather(told, working, return_exceptions=True)


async def wait_for_stop(stopping: asyncio.Event, seconds: float) -> None:
    """Until told to stop, but not longer than this."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stopping.wait()
