"""`riscontro demo`: the whole journey on one page, without any account."""

import asyncio
import logging
import os
import signal
import sys
import webbrowser
from contextlib import suppress
from typing import Annotated

import typer

_PORT = 8090

Port = Annotated[
    int, typer.Option(help="Where the page listens; 0 takes any that is free.", min=0, max=65_535)
]
Browser = Annotated[
    bool, typer.Option("--browser/--no-browser", help="Open the page where there is a desktop.")
]


def demo(port: Port = _PORT, browser: Browser = True) -> None:
    """Plays Riscontro by hand: a customer's phone, the staff's Slack and a clock on one page."""
    import structlog

    from bot.web.server import CannotListen

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        asyncio.run(_play(port, browser=browser))
    except CannotListen as error:
        typer.echo(f"{error}\nAnother port may be free: riscontro demo --port 0", err=True)
        raise typer.Exit(1) from error


async def _play(port: int, *, browser: bool) -> None:
    """Until Ctrl-C, which may also come while the stage is being set."""
    playing = asyncio.create_task(_perform(port, browser=browser))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, playing.cancel)
    with suppress(asyncio.CancelledError):
        await playing
    typer.echo("The demo is over.")


async def _perform(port: int, *, browser: bool) -> None:
    from bot.demo.performance import demo_open
    from bot.ports import SystemClock

    typer.echo("Setting the stage: two weeks in the life of a shop …")
    async with demo_open(port, SystemClock()) as performance:
        typer.echo(f"Open {performance.address}\nStop with Ctrl-C. Nothing is kept.")
        if browser and _has_desktop():
            webbrowser.open(performance.address)
        await asyncio.Event().wait()


def _has_desktop() -> bool:
    """On Linux a browser needs a display; one for the terminal would take the terminal over."""
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
