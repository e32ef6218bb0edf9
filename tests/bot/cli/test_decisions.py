"""What `apply` and `rollback` say becomes of a trial that they end."""

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
