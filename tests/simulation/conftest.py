"""How many kills: a few by default, as many as wanted with `make kills`, several worlds at a time."""

from collections.abc import Iterator

import pytest

FIGURES = "figures"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("simulation")
    group.addoption("--kills", type=int, default=None, help="kill the program so many times on SQLite")
    group.addoption("--replica-kills", type=int, default=None, help="and so many on PostgreSQL")
    group.addoption("--seed", type=int, default=1, help="other random decisions")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of each world, also of those that other processes have simulated."""
    for title, figures in _figures(terminalreporter):
        terminalreporter.section(title)
        terminalreporter.line(figures)


def _figures(reporter: pytest.TerminalReporter) -> Iterator[tuple[str, str]]:
    for outcome in ("passed", "failed"):
        for report in reporter.stats.get(outcome, []):
            for name, value in report.user_properties:
                if name == FIGURES:
                    yield f"{report.nodeid.rpartition('[')[2].rstrip(']')}: {outcome}", str(value)
