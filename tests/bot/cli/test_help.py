"""The help of every command shows each word that was written for it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from bot.cli import main

Name = tuple[str, ...]


def commands(command: Any, name: Name = ()) -> Iterator[tuple[Name, Any]]:
    """The command with all below it; what they are is private to Typer."""
    yield name, command
    for key, inner in command.commands.items() if isinstance(command, TyperGroup) else ():
        yield from commands(inner, (*name, key))


COMMANDS = dict(commands(typer.main.get_command(main)))


@pytest.mark.parametrize("name", COMMANDS, ids=" ".join)
def test_nothing_is_swallowed_as_markup(name: Name) -> None:
    shown = CliRunner().invoke(main, [*name, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert shown.exit_code == 0
    written = [COMMANDS[name].help, *(getattr(each, "help", None) for each in COMMANDS[name].params)]
    for text in filter(None, written):
        assert " ".join(text.split()) in re.sub(r"[\s│]+", " ", shown.stdout)


def test_every_command_is_looked_at() -> None:
    assert {(), ("import",), ("slack-manifest",), ("db", "upgrade")} <= set(COMMANDS)
