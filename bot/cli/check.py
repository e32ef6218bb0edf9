"""`riscontro check`: everything that is wrong with the configuration, without asking any network."""

import os

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile
from bot.cli.reports import print_findings
from bot.config import Finding, Loaded, load_config


def check(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Shows every mistake in the configuration, with its place."""
    raise typer.Exit(report(load_config(config, os.environ)))


def report(loaded: Loaded, more: tuple[Finding, ...] = ()) -> int:
    """Prints what loading found, and `more` that other checks found. Returns the exit code."""
    return print_findings((*loaded.problems, *more))
