"""Findings as lines that people read and other programs can search."""

import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.excerpts import mark_place
from bot.config import Config, Finding, Loaded, load_but_for, load_config
from flows.problems import Severity
from storage.errors import StorageError, StoreUnavailable

if TYPE_CHECKING:
    from bot.doctor import Finding as Examined  # with the libraries of both platforms behind it

_INDENT = "    "
_WIDTH = 76
"""Cells of a line that is shown where there is no terminal, so that it is readable in 80 columns."""

_NARROWEST = 20


def print_findings(findings: Sequence[Finding]) -> int:
    """Prints each finding, errors first, and a summary. Returns the exit code: 1 if one of them is an error.

    The first line of each is `FILE:LINE:COLUMN: error: message`; what follows it is indented.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    print_each((*errors, *warnings))
    style = "bold red" if errors else "bold yellow" if warnings else "bold green"
    _print_line(plain_console(), Text(_summary(len(errors), len(warnings)), style))
    return 1 if errors else 0


def print_each(findings: Sequence[Finding]) -> None:
    """Prints each finding as `print_findings` does, without a summary."""
    console = plain_console()
    for finding in findings:
        _print_in_full(console, finding)
        if console.is_terminal:
            console.print()


def print_findings_as_json(findings: Sequence[Finding]) -> int:
    """Prints one JSON document, as `riscontro check --help` describes it. Returns the exit code."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    document = {
        "ok": not errors,
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": list(map(as_json, findings)),
    }
    typer.echo(json.dumps(document, indent=2))
    return 1 if errors else 0


def load_or_exit(path: Path, *, needs_secrets: bool = True) -> Config:
    """The configuration, for commands that need it; its warnings go to the error output.

    A command that reaches nobody needs no secrets, and minds none that is missing.

    Raises:
        typer.Exit: with code 1, after printing every mistake.
    """
    config, _ = load_whole_or_exit(path, needs_secrets=needs_secrets)
    return config


def load_database_or_exit(path: Path) -> Config:
    """The configuration, for commands that only need its database: nothing else in it has to be right.

    Raises:
        typer.Exit: as `load_or_exit`.
    """
    loaded = load_config(path, os.environ, needs_secrets=False)
    others = Config.model_fields.keys() - {"database"}
    known = loaded.config or load_but_for(others, path, os.environ, needs_secrets=False)
    if known is None:
        return _whole_or_exit(loaded)[0]
    if loaded.errors:
        typer.echo("The configuration is not right: `riscontro check` says what is wrong with it.", err=True)
    return known


def load_connections_or_exit(path: Path) -> tuple[Config, Loaded]:
    """The configuration, which need not be right but for its connections, and what was found in it.

    Raises:
        typer.Exit: as `load_or_exit`.
    """
    from bot.revisions.practice import PARTS

    loaded = load_config(path, os.environ)
    known = loaded.config or load_but_for({*PARTS, "revisions", "tests"}, path, os.environ)
    if loaded.config is not None or known is None:
        return _whole_or_exit(loaded)
    print_findings(loaded.problems)
    typer.echo("The configuration is not right, so the one that is in force stays.", err=True)
    return known, loaded


def load_tested_or_exit(path: Path) -> Config:
    """As `load_or_exit`, where its tests go as they are written, too."""
    from bot.rehearsals import hold_to_tests

    config, _ = _whole_or_exit(hold_to_tests(load_config(path, os.environ)))
    return config


def load_whole_or_exit(path: Path, *, needs_secrets: bool = True) -> tuple[Config, Loaded]:
    """As `load_or_exit`, with what else is known of it: its files, and where in them each part stands."""
    return _whole_or_exit(load_config(path, os.environ, needs_secrets=needs_secrets))


def _whole_or_exit(loaded: Loaded) -> tuple[Config, Loaded]:
    console = plain_console(stderr=True)
    for finding in loaded.problems:
        _print_in_full(console, finding)
    if loaded.config is None:
        typer.echo("The configuration cannot be used.", err=True)
        raise typer.Exit(1)
    return loaded.config, loaded


def tell_store(error: StorageError, url: str) -> str:
    """In one line why the database cannot be used. A driver's words alone name no place, and no way out."""
    from sqlalchemy import make_url

    said = " ".join(str(error).split())
    if not isinstance(error, StoreUnavailable):
        return said
    address = make_url(url)
    place = address.database if address.drivername == "sqlite" else address.set(query={})
    return f"{place}: {said}; `riscontro doctor` says more"


def local_time(moment: datetime, timezone: str) -> str:
    """To the minute; the heading above it says in which time zone."""
    return f"{moment.astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M}"


def tell_examined(finding: "Examined") -> None:
    """Prints what the doctor found in one place, and its advice."""
    typer.echo(f"{'ok      ' if finding.well else 'problem '} {finding.area}: {finding.sentence}")
    if finding.advice is not None:
        typer.echo(f"         hint: {finding.advice}")


def as_json(finding: Finding) -> dict[str, Any]:
    """One finding, as `riscontro check --help` describes it."""
    length = {} if finding.length is None else {"length": finding.length}
    return {
        "severity": finding.severity,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        **length,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.path,
    }


def plain_console(*, stderr: bool = False) -> Console:
    """Colours and wrapped lines on a terminal; elsewhere a sentence is a line, for programs to search."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _print_in_full(console: Console, finding: Finding) -> None:
    style = "bold red" if finding.severity is Severity.ERROR else "bold yellow"
    where = f"{finding.file}:{finding.line}:{finding.column}: "
    first = Text.assemble((where, "bold"), (f"{finding.severity}: ", style), finding.message)
    _print_sentence(console, first, indent=0)
    if finding.excerpt is not None and finding.excerpt.strip():
        width = max(console.width - len(_INDENT), _NARROWEST) if console.is_terminal else _WIDTH
        line, mark = mark_place(finding.excerpt, finding.column, finding.length or 1, width)
        _print_line(console, Text(_INDENT + line))
        _print_line(console, Text(_INDENT + mark, style))
    if finding.hint:  # only what Telegram or Slack say may come without one
        sentence, *lines = finding.hint.split("\n")
        _print_sentence(console, Text.assemble(("hint: ", "cyan"), sentence), indent=len(_INDENT))
        for line in lines:  # to be copied, and so never wrapped
            _print_line(console, Text(_INDENT * 2 + line))


def _print_sentence(console: Console, text: Text, indent: int) -> None:
    """Wrapped on a terminal; what does not fit stands a step further in."""
    step = indent + len(_INDENT)
    lines = text.wrap(console, max(console.width - step, _NARROWEST)) if console.is_terminal else [text]
    for at, line in enumerate(lines):
        line.rstrip()
        _print_line(console, Text(" " * (step if at else indent)).append_text(line))


def _print_line(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True)


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
