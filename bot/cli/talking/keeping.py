"""Where talks are kept as tests: added to a file, or printed."""

from dataclasses import dataclass, field
from pathlib import Path

import typer


class NotKept(Exception):
    """The test was not kept; the message says why."""


@dataclass
class Keeper:
    """`known` are the names that tests have already, `kept` those that were added here."""

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
            self._add(self.file, entry)
            typer.echo(f'"{name}" is now a test in {self.file}: `riscontro test` plays it.')
        self.known.add(name)
        self.kept.append(name)

    def _add(self, file: Path, entry: str) -> None:
        try:
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
            with file.open("a", encoding="utf-8") as out:
                out.write(f"{gap}{entry}")
        except (OSError, ValueError) as error:
            raise NotKept(f"{file} cannot be written: {error}") from error
