"""What is said about a configuration: each mistake with its place, and the configuration if there is none."""

from dataclasses import dataclass
from pathlib import Path

from bot.config.model import Config
from flows.problems import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or warning. `line` and `column` count characters from 1.

    `file` is the path as it was asked for, or `environment:NAME` for a variable. `hint` says what to do, over
    several lines where these are to be written. `excerpt` is the line, left out where it might show a secret.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    excerpt: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gives: no configuration if one problem is an error. Problems are sorted by place.

    `secret_files` are those that secrets were read from.
    """

    config: Config | None
    problems: tuple[Finding, ...] = ()
    secret_files: tuple[Path, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)
