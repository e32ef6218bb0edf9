"""How many kills: a few by default, as many as wanted with `--kills N` (see `simulation`)."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("simulation")
    group.addoption("--kills", type=int, default=None, help="kill the program so many times on each database")
    group.addoption("--seed", type=int, default=1, help="other random decisions")
