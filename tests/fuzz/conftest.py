"""How long to fuzz: a short run with a fixed seed for CI, else what the environment asks for."""

import os
from collections.abc import Callable, Iterable

import pytest

from flows.sentiment import score_text
from tests.fuzz.figures import Figures

CASES = int(os.environ.get("FUZZ_CASES", "600"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))

Show = Callable[[Figures], None]


@pytest.fixture(scope="session", autouse=True)
def scorer() -> None:
    """Loads what reads moods, so that its memory is not taken for that of the cases."""
    score_text("The first text of all is read much more slowly than the next", "en")


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Show:
    """Keeps figures for the end of the test run, also from another process."""
    return lambda figures: record_property("fuzz", str(figures))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports: Iterable[pytest.TestReport] = [
        report
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport)
    ]
    for report in reports:
        if report.when != "call":
            continue
        for name, value in report.user_properties:
            if name == "fuzz":
                terminalreporter.write_line(str(value))
