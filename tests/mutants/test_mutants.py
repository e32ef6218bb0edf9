"""Broken on purpose, the program makes a test fail: the tests guard what is promised, and not only lines."""

from pathlib import Path

import pytest

from tests.mutants.mutant import Mutant, asserted, copy_house, failures, read_catalogue

MUTANTS = read_catalogue()


def test_without_a_mutation_the_same_tests_pass(tmp_path: Path) -> None:
    copy_house(tmp_path)
    assert failures(tmp_path, sorted({test for mutant in MUTANTS for test in mutant.killed_by})) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_is_noticed(mutant: Mutant, tmp_path: Path) -> None:
    copy_house(tmp_path)
    for edit in mutant.edits:
        edit.make(tmp_path)
    found = failures(tmp_path, mutant.killed_by)
    assert any(map(asserted, found)), found or "no test minds"


def test_names_are_given_once() -> None:
    names = [mutant.name for mutant in MUTANTS]
    assert sorted(set(names)) == sorted(names)
