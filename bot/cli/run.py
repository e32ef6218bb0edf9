"""`riscontro run`: the program itself, until it is told to stop."""

import asyncio
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile

if TYPE_CHECKING:
    from bot.config import Config


def run(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Receives, asks, answers and sends, until SIGTERM or Ctrl-C."""
    from bot.cli.reports import load_or_exit

    loaded = load_or_exit(config)
    prepare_log()
    raise typer.Exit(asyncio.run(_run(loaded)))


def prepare_log() -> None:
    """One event a line, with names that stay, and no message of anybody in it."""
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ]
    )


async def _run(config: "Config") -> int:
    """Returns the exit code: 1 when the database or the address cannot be used."""
    from bot.app import prepare_database, running
    from bot.ports import SystemClock
    from bot.web.server import CannotListen
    from storage.database import Database
    from storage.errors import StorageError

    clock = SystemClock()
    told_to_stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    try:
        database = Database(config.database.url)
        _tell_copy(prepare_database(database, clock))
        database.dispose()
        async with running(config, clock) as app:
            typer.echo(f"Riscontro listens on {app.address}")
            await told_to_stop.wait()
            typer.echo("Stopping: what is in hand is finished first.")
    except (StorageError, CannotListen) as error:
        typer.echo(f"Riscontro cannot run: {error}", err=True)
        return 1
    return 0


def _tell_copy(copy: Path | None) -> None:
    if copy is not None:
        typer.echo(f"The database is copied to {copy}, then upgraded.")
