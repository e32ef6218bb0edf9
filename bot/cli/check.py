"""`riscontro check`: everything that is wrong with the configuration; no network is asked unless it is
wished.
"""

import asyncio
import os
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile

if TYPE_CHECKING:
    from bot.config import Config
    from flows.problems import Problem

Online = Annotated[bool, typer.Option("--online", help="Ask Telegram and Slack, too.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead, for other programs.")]


def check(config: ConfigFile = DEFAULT_CONFIG, online: Online = False, json: Json = False) -> None:
    """Shows every mistake in the configuration, with its place.

    Exit codes: 0 the configuration can be used, maybe with warnings;
    1 it has errors; 2 the command was used wrongly, as with a file that is
    not there: then nothing stands on the standard output.

    With --json there is one document: {"ok", "errors", "warnings",
    "findings"}. ok is true where there is no error; errors and warnings
    count them. Each finding has "severity" ("error" or "warning"), "file"
    (or "environment:NAME"), "line" and "column" (from 1, in characters),
    "length" (left out where it is not known), "message", "hint", and "path":
    the keys and positions that lead to it, none where the file cannot be
    read so far.
    """
    from bot.cli.reports import print_findings, print_findings_as_json
    from bot.cli.translating import stale_findings
    from bot.config import load_config

    loaded = load_config(config, os.environ)
    objections = asyncio.run(_ask(loaded.config)) if online and loaded.config else []
    show = print_findings_as_json if json else print_findings
    raise typer.Exit(show((*loaded.problems, *stale_findings(config, loaded), *loaded.locate(objections))))


async def _ask(config: "Config") -> list["Problem"]:
    """What Telegram and Slack object to."""
    from bot.doctor import examine_online
    from flows.problems import Problem

    found = [finding async for finding in examine_online(config)]
    return [Problem(each.place, each.sentence, each.advice or "") for each in found if not each.well]
