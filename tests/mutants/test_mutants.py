"""Broken on purpose, the program makes a test fail: the tests guard what is promised, and not only lines.

`make mutants` tries every mutant; else some are tried, and each is seen to fit the source as it is today.
"""

from pathlib import Path

import pytest

from tests.mutants.mutant import ROOT, Mutant, asserted, copy_house, failures, read_catalogue

MUTANTS = read_catalogue()
SOME = MUTANTS[::5]
"""Of every promise, in the order of the catalogue."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The option is known only where this folder is named on the command line."""
    if "mutant" in metafunc.fixturenames:
        mutants = MUTANTS if metafunc.config.getoption("--every-mutant", default=False) else SOME
        metafunc.parametrize("mutant", mutants, ids=lambda mutant: mutant.name)


@pytest.mark.parametrize("one", MUTANTS, ids=lambda one: one.name)
def test_a_mutant_can_be_made_and_its_tests_are_there(one: Mutant) -> None:
    assert [edit.old for edit in one.edits if not edit.fits(ROOT)] == []
    assert [test for test in one.killed_by if not _is_there(test)] == []


def _is_there(test: str) -> bool:
    """A whole file may be named, a test of it, or one case of such a test."""
    file, _, name = test.partition("[")[0].partition("::")
    source = (ROOT / file).read_text(encoding="utf-8")
    return not name or f"def {name}(" in source


def test_without_a_mutation_the_same_tests_pass(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if not request.config.getoption("--every-mutant", default=False):
        pytest.skip("they do where all tests are run; `make mutants` runs them in a copy of the house")
    copy_house(tmp_path)
    assert failures(tmp_path, sorted({test for mutant in MUTANTS for test in mutant.killed_by})) == []


def test_a_mutant_is_noticed(mutant: Mutant, tmp_path: Path) -> None:
    copy_house(tmp_path)
    for edit in mutant.edits:
        edit.make(tmp_path)
    found = failures(tmp_path, mutant.killed_by)
    assert any(map(asserted, found)), found or "no test minds"


def test_names_are_given_once() -> None:
    names = [mutant.name for mutant in MUTANTS]
    assert sorted(set(names)) == sorted(names)
