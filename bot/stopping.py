"""Work and waiting that end when the program is told to stop."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import structlog

Outcome = TypeVar("Outcome")

log = structlog.get_logger(__name__)


@asynccontextmanager
async def working(
    stopping: asyncio.Event, *parts: Coroutine[None, None, None], broken: asyncio.Event, finish_s: float
) -> AsyncIterator[None]:
    """Runs the parts; at the end they are told to stop, and get `finish_s` seconds for what they have in
    hand. `broken` is set when a part fails before, for nothing does its work any more.
    """

    def tell_failure(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            log.critical("app.part_failed", part=_name(task), exc_info=error)
            broken.set()

    tasks = [asyncio.create_task(part) for part in parts]
    for task in tasks:
        task.add_done_callback(tell_failure)
    try:
        yield
    finally:
        stopping.set()
        _, late = await asyncio.wait(tasks, timeout=finish_s)
        for task in late:
            log.warning("app.stopped_in_the_middle", part=_name(task))
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _name(task: asyncio.Task[None]) -> str:
    return getattr(task.get_coro(), "__qualname__", task.get_name())


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
