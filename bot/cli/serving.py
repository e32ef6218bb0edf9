"""What `riscontro run` does once it has a configuration."""

import asyncio
import logging
import signal
import sys

import structlog
import typer
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

from bot.app import running
from bot.cli.reports import tell_store
from bot.config import Config
from bot.ports import SystemClock
from bot.relay import PLATFORM_LIMITS, Limits
from bot.reloading import NothingInForce, Source
from bot.stopping import unless_stopped
from bot.web.server import CannotListen
from storage.errors import StorageError


def serve(config: Config, limits: Limits = PLATFORM_LIMITS, source: Source | None = None) -> int:
    """Until SIGTERM or Ctrl-C, or until a part of it fails. Returns the exit code: 1 for a failure, and when
    the database or the address cannot be used.
    """
    prepare_log()
    return asyncio.run(_serve(config, limits, source))


def prepare_log() -> None:
    """One event a line, with names that stay, and no message of anybody in it; libraries that have something
    to say say it in the same form.
    """
    common: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    line = structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    structlog.configure(processors=[*common, line])
    of_libraries = logging.StreamHandler(sys.stdout)
    of_libraries.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=common, processors=[ProcessorFormatter.remove_processors_meta, line]
        )
    )
    logging.basicConfig(handlers=[of_libraries], level=logging.WARNING)


async def _serve(config: Config, limits: Limits, source: Source | None) -> int:
    told_to_stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    try:
        async with running(config, SystemClock(), limits=limits, source=source) as app:
            typer.echo(f"Riscontro listens on {app.address}")
            is_broken = await unless_stopped(told_to_stop, app.broken.wait())
            typer.echo("Stopping: what is in hand is finished first.")
    except (StorageError, CannotListen, NothingInForce) as error:
        reason = tell_store(error, config.database.url) if isinstance(error, StorageError) else error
        typer.echo(f"Riscontro cannot run: {reason}", err=True)
        return 1
    return 1 if is_broken else 0
