"""From nothing to a configuration that works: questions → answers → `config.toml`, its schema, the tokens.

Nothing that is there already is overwritten, and no token stands in the configuration.
"""

import asyncio
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import typer

from bot.cli.beginning.config_text import Basics, write_config
from bot.cli.beginning.questions import ask_basics
from bot.cli.beginning.tokens import Token, find_tokens, keep_webhook_secret
from bot.cli.reports import print_findings, tell_examined
from bot.config import Config, load_config
from bot.config.schema import SCHEMA_FILE, schema_text
from bot.doctor import examine_online
from bot.slack.manifest import manifest

__all__ = ["begin"]

_INTRODUCTION = """A few questions, and Riscontro has a configuration that works.
Enter takes what stands in [brackets]; all of it can be changed in the file later.
"""
_SLACK_APP = """
The app in Slack is made on this page, with everything filled in; install it there in your workspace:
{page}
"""
_NEXT = """
Next:
  riscontro check     shows every mistake in {config}
  riscontro doctor    asks Telegram and Slack whether all is well
  riscontro run       starts the bot
"""


def begin(config: Path, given: Mapping[str, str], *, asks: bool) -> None:
    """Writes `config`, and beside it a folder with the tokens that were typed.

    `given` are answers by their key; with `asks` a person is asked for the others. Raises `typer.Exit`.
    """
    try:
        _refuse_place(config)
        basics, tokens = _write(config, given, asks=asks)
    except OSError as error:
        place = error.filename or config  # a disk that is full names none
        typer.echo(f"{place} cannot be written: {error.strerror}. --config names another.", err=True)
        raise typer.Exit(1) from error
    _tell(config, basics, [token for token in tokens if token.missing], told_page=asks)


def _refuse_place(config: Path) -> None:
    """Before anything is asked, for nobody likes to answer in vain. Raises `typer.Exit` or OSError."""
    if config.exists():
        typer.echo(f"{config} is there already, and is not overwritten. --config names another.", err=True)
        raise typer.Exit(2)
    folder = config.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        reason = "you may not write there" if folder.exists() else "it does not exist"
        typer.echo(f"Nothing can be kept in the folder {folder}: {reason}. --config names another.", err=True)
        raise typer.Exit(1)


def _write(config: Path, given: Mapping[str, str], *, asks: bool) -> tuple[Basics, list[Token]]:
    """Asks, and writes what was answered. Raises OSError; what was kept by then stays."""
    if asks:
        typer.echo(_INTRODUCTION)
    basics = ask_basics(given, asks=asks)
    folder = config.parent / "secrets"
    if asks:
        typer.echo(_SLACK_APP.format(page=_app_page(basics)))
        typer.echo("Now the tokens. They are not shown as you paste them; Enter to add one later.")
    tokens = find_tokens(folder, os.environ, by_http=basics.public_url is not None, asks=asks)
    shop = keep_webhook_secret(folder)
    references = {token.key: token.reference for token in tokens} | {"shop": shop.reference}
    with config.open("x", encoding="utf-8") as file:
        file.write(write_config(basics, references))
    _write_schema(config.parent / SCHEMA_FILE)
    return basics, tokens


def _write_schema(path: Path) -> None:
    """For editors. Raises OSError."""
    with suppress(FileExistsError), path.open("x", encoding="utf-8") as file:
        file.write(schema_text())


def _tell(config: Path, basics: Basics, missing: list[Token], *, told_page: bool) -> None:
    typer.echo(f"\nWritten: {config}, with the survey {basics.template} and a rule for complaints.")
    typer.echo(f"Beside it {SCHEMA_FILE}, by which editors complete and explain each key.")
    typer.echo("Your shop signs what it sends with the secret in secrets/shop_webhook_secret.")
    if not told_page:
        typer.echo(_SLACK_APP.format(page=_app_page(basics)))
    for token in missing:
        typer.echo(f"Still missing: {token.words}. Put it into secrets/{token.file}.")
    if not missing:
        _check(config)
    typer.echo(_NEXT.format(config=config))


def _check(config: Path) -> None:
    loaded = load_config(config, os.environ)
    print_findings(loaded.problems)
    if loaded.config is not None:
        asyncio.run(_examine(loaded.config))


async def _examine(config: Config) -> None:
    async for finding in examine_online(config):
        tell_examined(finding)


def _app_page(basics: Basics) -> str:
    """Slack's page for a new app with its form filled in."""
    filled_in = json.dumps(manifest(basics.name, basics.public_url), separators=(",", ":"))
    return f"https://api.slack.com/apps?new_app=1&manifest_json={quote(filled_in)}"
