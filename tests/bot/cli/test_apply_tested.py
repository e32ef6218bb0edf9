"""`riscontro apply` plays the tests before: what they do not allow does not come into force."""

from pathlib import Path

import pytest

from tests.bot.cli.test_check import EXAMPLE, riscontro

TEXT = EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_the_tests_allow_is_applied(folder: Path) -> None:
    (folder / "config.toml").write_text(TEXT, encoding="utf-8")
    assert riscontro("apply").out.startswith("Revision 1 is in force for everybody.")


def test_what_they_do_not_allow_is_not(folder: Path) -> None:
    text = TEXT.replace("Leggiamo ogni risposta", "A presto", 1)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    outcome = riscontro("apply")
    line = text.splitlines().index("bot: Grazie! Leggiamo ogni risposta.") + 1
    assert outcome.code == 1
    assert (
        f"config.toml:{line}:1: error: “A glad customer is asked for a reason, and no more”: the bot"
        in outcome.error
    )
    assert "expected “Grazie! Leggiamo ogni risposta.”, found “Grazie! A presto.”" in outcome.error
    assert riscontro("revisions").out.startswith("There is no revision yet")
