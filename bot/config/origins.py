"""Several files and the environment as one configuration, which knows where each part was written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.config.documents import Document
from bot.config.findings import Finding
from flows.problems import Place, Problem, Severity


@dataclass(frozen=True)
class InFile:
    """Written in this file at this place of its own."""

    document: Document
    place: Place


@dataclass(frozen=True)
class InEnvironment:
    """Set by this environment variable."""

    variable: str


Origin = InFile | InEnvironment

_MOST_ERRORS = 300
_MOST_FINDINGS = 3_000
"""Warnings included, of which a language that is just being begun has one for each text."""

MEND_FIRST = "mend these first"
"""The hint of the finding that more is wrong than was looked for."""


@dataclass
class Draft:
    """A configuration that grows: `data` as TOML gives it, `origins` of each part that came on its own.

    `looked_at` are the files and folders besides the main file that it may depend on, be they there or not.
    """

    main: Document
    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Place, Origin] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    looked_at: set[Path] = field(default_factory=set)
    _errors: int = 0

    def origin(self, place: Place) -> Origin:
        """Where this part was written: what is said of the nearest part around it."""
        for length in range(len(place), -1, -1):
            match self.origins.get(place[:length]):
                case InFile(document, at):
                    return InFile(document, (*at, *place[length:]))
                case InEnvironment() as variable:
                    return variable
                case None:
                    continue
        return InFile(self.main, place)

    def documents(self) -> list[Document]:
        """Every file that has a part in this, the main one first."""
        parts = [origin.document for origin in self.origins.values() if isinstance(origin, InFile)]
        return list({document.path: document for document in [self.main, *parts]}.values())

    @property
    def is_full(self) -> bool:
        """Whether so much is wrong that nobody wants to read more of it, nor wait for it to be found."""
        return self._errors >= _MOST_ERRORS or len(self.findings) >= _MOST_FINDINGS

    def report(self, problem: Problem) -> None:
        """Adds the problem, with its place as an admin sees it, as long as there is room."""
        if self.is_full:
            return
        origin = self.origin(problem.place)
        self.findings.append(
            _finding(origin, problem) if isinstance(origin, InFile) else _finding_about(origin, problem)
        )
        self._errors += problem.severity is Severity.ERROR

    def report_all(self, problems: Iterable[Problem]) -> None:
        """Looks for no more of them than there is room for."""
        for problem in problems:
            self.report(problem)
            if self.is_full:
                return

    def close(self) -> None:
        """Says so if more was not looked for: a configuration that is known only so far is not right."""
        if self.is_full:
            message = f"more than {len(self.findings)} things are wrong, and the others are not shown"
            self.findings.append(Finding(self.main.name, 1, 1, message, MEND_FIRST))

    def whereabouts(self, place: Place) -> str:
        """`config.toml:12`, or the variable."""
        match self.origin(place):
            case InEnvironment(variable):
                return f"environment:{variable}"
            case InFile(document, inside):
                return f"{document.name}:{document.positions.of_key(inside).line}"


def _finding(origin: InFile, problem: Problem) -> Finding:
    document, place = origin.document, origin.place
    positions = document.positions
    at = positions.of_key(place) if problem.at_key else positions.of_value(place, problem.offset)
    return Finding(
        document.name,
        at.line,
        at.column,
        problem.message,
        problem.hint,
        problem.severity,
        excerpt=document.line(at.line),
        length=at.length,
        path=problem.place,
    )


def _finding_about(origin: InEnvironment, problem: Problem) -> Finding:
    name = f"environment:{origin.variable}"
    return Finding(name, 1, 1, problem.message, problem.hint, problem.severity, path=problem.place)
