"""What is in force, as the commands tell of it: nobody else's time, and nothing made by asking."""

import json
import re
from pathlib import Path

import pytest

from tests.bot.cli.test_check import riscontro
from tests.bot.config.planting import WHOLE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def test_times_are_those_of_the_business_which_is_said_once() -> None:
    assert riscontro("apply").code == 0
    heading, row = riscontro("revisions").out.splitlines()
    assert heading == "Times are those of Europe/Rome."
    (revision,) = json.loads(riscontro("revisions", "--json").out)
    hour = re.match(r" {3}1 {2}[0-9-]{10} ([0-9]{2}):[0-9]{2} {2}in force {2}by ", row)
    assert hour is not None
    assert revision["created_at"].endswith("+00:00")
    assert (int(hour[1]) - int(revision["created_at"][11:13])) % 24 in (1, 2)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("revisions", "There is no revision yet: `riscontro run` or `riscontro apply` makes the first.\n"),
        ("diff", "Nothing is in force yet: this will be the first revision.\n"),
    ],
)
def test_whoever_only_asks_makes_no_database(folder: Path, command: str, said: str) -> None:
    assert riscontro(command).out == said
    assert [path.name for path in folder.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("command", ["promote", "rollback"])
def test_there_is_nothing_to_decide_before_the_first(folder: Path, command: str) -> None:
    outcome = riscontro(command)
    assert (outcome.code, outcome.out) == (1, "")
    assert "there is no database yet; `riscontro run` sets it up" in outcome.error
    assert [path.name for path in folder.iterdir()] == ["config.toml"]
