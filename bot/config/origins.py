"""Several files and the environment as one configuration, which knows where each part was written."""

from dataclasses import dataclass, field
from typing import Any

from bot.config.documents import Document
from bot.config.findings import Finding
from flows.problems import Place, Problem


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


@dataclass
class Draft:
    """A configuration that grows: `data` as TOML gives it, `origins` of each part that came on its own."""

    main: Document
    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Place, Origin] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

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

    def report(self, problem: Problem) -> None:
        """Adds the problem, with its place as an admin sees it."""
        origin = self.origin(problem.place)
        self.findings.append(
            _finding(origin, problem) if isinstance(origin, InFile) else _finding_about(origin, problem)
        )

    def whereabouts(self, place: Place) -> str:
        """`config.toml:12`, or the variable."""
        match self.origin(place):
            case InEnvironment(variable):
                return f"environment:{variable}"
            case InFile(document, inside):
                return f"{document.name}:{document.positions.of_key(inside).line}"


def _finding(origin: InFile, problem: Problem) -> Finding:
    """The line is shown along with it, unless it might show a secret."""
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
        excerpt=document.excerpt(at.line),
        length=at.length,
        path=problem.place,
    )


def _finding_about(origin: InEnvironment, problem: Problem) -> Finding:
    name = f"environment:{origin.variable}"
    return Finding(name, 1, 1, problem.message, problem.hint, problem.severity, path=problem.place)
