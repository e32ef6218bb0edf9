"""How many mutants: some by default, every one with `make mutants`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("mutants")
    group.addoption("--every-mutant", action="store_true", help="try each, and its tests without it")
