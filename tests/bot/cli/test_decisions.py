"""What `apply` and `rollback` say becomes of a trial, and that no file is in their way."""

from pathlib import Path

import pytest

from tests.bot.cli.test_check import riscontro
from tests.bot.config.planting import WHOLE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def applied(folder: Path, name: str, *options: str) -> str:
    (folder / "config.toml").write_text(WHOLE.replace("Bottega Rossi", name), encoding="utf-8")
    return riscontro("apply", *options).out


def test_a_trial_that_ends_is_told_of(folder: Path) -> None:
    applied(folder, "Bottega Rossi")
    assert applied(folder, "Bottega Verdi", "--canary", "10%").startswith("Revision 2 is in force for 10%")
    ends = "Revision 2, which was on trial, is rolled back.\nRevision 3 is in force for 20% of the customers."
    assert applied(folder, "Bottega Bianchi", "--canary", "20%").startswith(ends)
    ends = "Revision 3, which was on trial, is rolled back.\nRevision 4 is in force for everybody."
    assert applied(folder, "Bottega Neri").startswith(ends)
    applied(folder, "Bottega Grigi", "--canary", "10%")
    assert riscontro("rollback", "--to", "1").out == (
        "Revision 4 is rolled back.\nRevision 5 is rolled back.\nRevision 1 is in force.\n"
    )


@pytest.mark.parametrize("wrong", ['ask = "csatt"', 'ask = "csat'])
def test_one_goes_back_whatever_the_file_says(folder: Path, wrong: str) -> None:
    applied(folder, "Bottega Rossi")
    applied(folder, "Bottega Verdi")
    (folder / "config.toml").write_text(WHOLE.replace('ask = "csat"', wrong), encoding="utf-8")
    outcome = riscontro("rollback")
    assert (outcome.code, outcome.out) == (0, "Revision 2 is rolled back.\nRevision 1 is in force.\n")
    assert "The configuration is not right: `riscontro check` says what is wrong with it." in outcome.error
    assert "in force  by" in riscontro("revisions").out
    assert "no revision is being tried" in riscontro("promote").error
    assert riscontro("apply").code == 1


def test_one_does_not_go_back_in_a_database_that_may_be_another(folder: Path) -> None:
    applied(folder, "Bottega Rossi")
    applied(folder, "Bottega Verdi")
    (folder / "config.toml").write_text(WHOLE + "[database]\nurl = 7\n", encoding="utf-8")
    outcome = riscontro("rollback")
    assert outcome.code == 1
    assert "The configuration cannot be used." in outcome.error
