"""What is said about a configuration: each mistake with its place, and the configuration if there is none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.config.model import Config
from flows.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or warning. `line` and `column` count characters from 1.

    `file` is the path as it was asked for, or `environment:NAME` for a variable. `hint` says what to do, over
    several lines where these are to be written. `excerpt` is the line, left out where it might show a secret.
    `length` is that of the key or value, up to the end of its line, where it is known; `path` leads to it
    from the top of the configuration, and is empty where the file cannot be read so far.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    excerpt: str | None = None
    length: int | None = field(default=None, compare=False)
    path: Place = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"


Locate = Callable[[Iterable[Problem]], tuple[Finding, ...]]


def _nowhere(_problems: Iterable[Problem]) -> tuple[Finding, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gives: no configuration if one problem is an error. Problems are sorted by place.

    `secret_files` are those that secrets were read from; `looked_at` are the files and folders that another
    configuration may come from once they change, none where the main file cannot be read. `locate` tells of
    problems that are found later as loading does of its own: sorted, each at its place in the files.
    `salvaged` is what could be made of one that is not right, with something harmless in the place of what is
    wrong.
    """

    config: Config | None
    problems: tuple[Finding, ...] = ()
    secret_files: tuple[Path, ...] = ()
    looked_at: frozenset[Path] = frozenset()
    locate: Locate = field(default=_nowhere, compare=False, repr=False)
    salvaged: Config | None = field(default=None, compare=False, repr=False)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)
