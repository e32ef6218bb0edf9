"""The whole demo as one context: the stage is set, the story told, the program runs, the page is open."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.demo.clock import DemoClock, opening_time
from bot.demo.news import News
from bot.demo.page import Page
from bot.demo.stage import Stage, staged
from bot.demo.story import BEGINS_BEFORE, tell_story
from bot.ports import Clock
from bot.web.server import WebServer


@dataclass(frozen=True, slots=True)
class Performance:
    """The address of the page, and what plays behind it."""

    address: str
    stage: Stage


@asynccontextmanager
async def demo_open(port: int, real: Clock) -> AsyncIterator[Performance]:
    """Plays inside this context; nothing is left behind at the end.

    Port 0 takes any that is free. Raises `bot.web.server.CannotListen`.
    """
    opening = opening_time(real.now())
    clock = DemoClock(real, opening - BEGINS_BEFORE - real.now())
    with tempfile.TemporaryDirectory(prefix="riscontro-demo-") as folder:
        async with staged(Path(folder), clock) as stage, stage.performing():
            await tell_story(stage, opening)
            await stage.start_program()
            async with page_open(port, stage) as address:
                yield Performance(address, stage)


@asynccontextmanager
async def page_open(port: int, stage: Stage) -> AsyncIterator[str]:
    """The page of this stage, at the address that it gives. Raises `bot.web.server.CannotListen`."""
    news = News(stage)
    server = WebServer(Page(stage, news).site(), "127.0.0.1", port)
    await server.start()
    watching = asyncio.create_task(news.watch_records())
    try:
        yield server.address
    finally:
        watching.cancel()
        news.close()
        await server.stop()
