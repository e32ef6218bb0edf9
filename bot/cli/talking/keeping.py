"""Where talks are kept as tests: added to a file, or printed."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import typer

from bot.cli.additions import NotAdded, append
from bot.config import load_config
from bot.config.outline import Outline, outline_of


class NotKept(Exception):
    """The test was not kept; the message says why."""


@dataclass
class Keeper:
    """`known` are the names that tests of the configuration have already, `kept` those that were added."""

    config: Path
    file: Path | None
    known: set[str]
    kept: list[str] = field(default_factory=list)

    def free_name(self, name: str) -> str:
        """The name, with a number behind it where it is taken."""
        numbered = (f"{name} ({number})" for number in range(2, len(self.known) + 3))
        return next(each for each in (name, *numbered) if each not in self.known)

    def keep(self, name: str, entry: str) -> None:
        """Adds the entry to the file, or prints it. Raises `NotKept`."""
        if name in self.known:
            raise NotKept(f'there is a test "{name}" already: give this one another name')
        if self.file is None:
            typer.echo(f"\n{entry}")
        else:
            self._add(self.file, name, entry)
        self.known.add(name)
        self.kept.append(name)

    def _add(self, file: Path, name: str, entry: str) -> None:
        try:
            done = append(file, entry)
        except NotAdded as error:
            raise NotKept(str(error)) from error
        except OSError as error:
            raise NotKept(f"{file} cannot be written: {error.strerror}") from error
        if done.path in load_config(self.config, os.environ, needs_secrets=False).looked_at:
            typer.echo(f'"{name}" is now a test in {file}: `riscontro test` plays it.')
        else:
            typer.echo(f'"{name}" is now a test in {file}. {self._how_to_include(done.path)}')

    def _how_to_include(self, path: Path) -> str:
        """`riscontro test` plays what the configuration has."""
        outline = outline_of(self.config, os.environ)
        named = os.path.relpath(path, self.config.resolve().parent)
        patterns = [*(outline.includes if isinstance(outline, Outline) else ()), named]
        line = f"include = {json.dumps(patterns, ensure_ascii=False)}"
        return f"`riscontro test` plays it once {self.config} has it: write {line} at its top."
