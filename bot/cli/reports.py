"""Findings as lines that people read and other programs can search."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.config import Config, Finding, load_config
from flows.problems import Severity
from storage.errors import StorageError, StoreUnavailable

if TYPE_CHECKING:
    from bot.doctor import Finding as Examined  # with the libraries of both platforms behind it


def print_findings(findings: Sequence[Finding]) -> int:
    """Prints each finding and a summary. Returns the exit code: 1 if one of them is an error.

    The first line of each is `FILE:LINE:COLUMN: error: message`; what follows it is indented.
    """
    for finding in findings:
        typer.echo(_in_full(finding))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    typer.echo(_summary(errors, len(findings) - errors))
    return 1 if errors else 0


def load_or_exit(path: Path) -> Config:
    """The configuration, for commands that need it; its warnings go to the error output.

    Raises:
        typer.Exit: with code 1, after printing every mistake.
    """
    loaded = load_config(path, os.environ)
    for finding in loaded.problems:
        typer.echo(_in_full(finding), err=True)
    if loaded.config is None:
        typer.echo("The configuration cannot be used.", err=True)
        raise typer.Exit(1)
    return loaded.config


def tell_store(error: StorageError, url: str) -> str:
    """In one line why the database cannot be used. A driver's words alone name no place, and no way out."""
    from sqlalchemy import make_url

    said = " ".join(str(error).split())
    if not isinstance(error, StoreUnavailable):
        return said
    address = make_url(url)
    place = address.database if address.drivername == "sqlite" else address.set(query={})
    return f"{place}: {said}; `riscontro doctor` says more"


def tell_examined(finding: "Examined") -> None:
    """Prints what the doctor found in one place, and its advice."""
    typer.echo(f"{'ok      ' if finding.well else 'problem '} {finding.area}: {finding.sentence}")
    if finding.advice is not None:
        typer.echo(f"         hint: {finding.advice}")


def _in_full(finding: Finding) -> str:
    return "\n".join([str(finding), *_details(finding)])


def _details(finding: Finding) -> list[str]:
    lines = []
    if finding.excerpt is not None and finding.excerpt.strip():
        lines += [f"    {_plain(finding.excerpt)}", f"    {' ' * (finding.column - 1)}^"]
    if finding.hint:  # only what Telegram or Slack say may come without one
        first, *more = finding.hint.split("\n")
        lines += [f"    hint: {first}", *(f"        {line}" for line in more)]
    return lines


def _plain(text: str) -> str:
    """Tabs as one blank, so that the caret stands right, and nothing that would steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "The configuration is fine."
    counts = [_counted(errors, "error"), _counted(warnings, "warning")]
    found = " and ".join(count for count in counts if count)
    return f"Found {found}." if errors else f"Found {found}; the configuration can be used."


def _counted(count: int, noun: str) -> str:
    if not count:
        return ""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
