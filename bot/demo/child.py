"""The program as the demo runs it: a process of its own, which can be killed and started again.

Started as `python -m bot.demo.child`, configured by its environment. It hears orders on its standard input
and answers on its standard output, one line each: how far the demo's clock is ahead of the real one, in
seconds; the first order starts the program and is answered with its address, each later one pushes the clock
and is answered once everything that fell due is done. The end of the input is the end of the program, so it
never outlives the demo.
"""

import asyncio
import logging
import os
import sys
from datetime import timedelta

import structlog

from bot.app import App, running
from bot.config import Config
from bot.demo.clock import DemoClock
from bot.demo.settings import load_settings
from bot.ports import SystemClock


async def _play(config: Config) -> None:
    orders = await _listen()
    if first := await orders.readline():
        clock = DemoClock(SystemClock(), _read(first))
        async with running(config, clock) as app:
            _say(app.address)
            await _obey(orders, clock, app)


async def _obey(orders: asyncio.StreamReader, clock: DemoClock, app: App) -> None:
    while order := await orders.readline():
        clock.push(_read(order) - clock.ahead)
        await app.catch_up()
        _say("done")


async def _listen() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    return reader


def _read(order: bytes) -> timedelta:
    return timedelta(seconds=float(order))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),  # outages are part of the play
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    asyncio.run(_play(load_settings(os.environ)))
