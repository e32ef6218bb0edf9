"""`riscontro doctor`: what is wrong, in a sentence each, and what to do about it."""

import asyncio
from typing import TYPE_CHECKING

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile

if TYPE_CHECKING:
    from bot.config import Config


def doctor(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Looks at configuration, database, Telegram and Slack; changes nothing."""
    from bot.cli.reports import load_or_exit

    loaded = load_or_exit(config)
    typer.echo("ok       config: it can be used")
    raise typer.Exit(asyncio.run(_examine(loaded)))


async def _examine(config: "Config") -> int:
    """Returns the exit code: 1 if something is not well."""
    from bot.cli.reports import tell_examined
    from bot.doctor import examine

    code = 0
    async for finding in examine(config):
        tell_examined(finding)
        code = code if finding.well else 1
    return code
