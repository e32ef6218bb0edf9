"""`riscontro doctor`: what is wrong, in a sentence each, and what to do about it."""

import asyncio
import os
from typing import TYPE_CHECKING

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile

if TYPE_CHECKING:
    from bot.config import Loaded


def doctor(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Looks at configuration, database, clock, Telegram and Slack; changes nothing."""
    from bot.config import load_config

    raise typer.Exit(asyncio.run(_examine(load_config(config, os.environ))))


async def _examine(loaded: "Loaded") -> int:
    """Returns the exit code: 1 if something is not well."""
    from bot.cli.reports import tell_examined
    from bot.doctor import examine
    from bot.ports import SystemClock

    code = 0
    async for finding in examine(loaded, SystemClock()):
        tell_examined(finding)
        code = code if finding.well else 1
    return code
