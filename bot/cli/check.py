"""`riscontro check`: everything that is wrong with the configuration; no network is asked unless it is
wished.
"""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile

if TYPE_CHECKING:
    from bot.config import Config, Finding
    from flows.problems import Place

Online = Annotated[bool, typer.Option("--online", help="Ask Telegram and Slack, too.")]


def check(config: ConfigFile = DEFAULT_CONFIG, online: Online = False) -> None:
    """Shows every mistake in the configuration, with its place."""
    from bot.cli.reports import print_findings
    from bot.config import load_config

    loaded = load_config(config, os.environ)
    asked = tuple(_ask_online(config, loaded.config)) if online and loaded.config else ()
    raise typer.Exit(print_findings((*loaded.problems, *asked)))


def _ask_online(path: Path, config: "Config") -> Iterator["Finding"]:
    """What Telegram and Slack object to, each at the line of the file that it is about."""
    from bot.config import Finding, find_place

    for place, message, hint in asyncio.run(_objections(config)):
        position = find_place(path, place)
        yield Finding(str(path), position.line, position.column, message, hint)


async def _objections(config: "Config") -> list[tuple["Place", str, str]]:
    from bot.doctor import examine_online

    found = [finding async for finding in examine_online(config)]
    return [(finding.place, finding.sentence, finding.advice or "") for finding in found if not finding.well]
