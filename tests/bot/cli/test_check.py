"""`riscontro check` as an admin and a build server use it: lines to read and to search, and an exit code."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import main
from tests.bot.config.planting import SECRETS, WHOLE, without_signs
from tests.bot.config.test_mistakes import TEN_MISTAKES

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"

FIRST_LINE = re.compile(r"(?P<file>\S+):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning): \S.*")


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    error: str

    @property
    def first_lines(self) -> list[re.Match[str]]:
        return [found for line in self.out.splitlines() if (found := FIRST_LINE.fullmatch(line))]


def riscontro(*arguments: str, environment: Mapping[str, str] = SECRETS) -> Outcome:
    result = CliRunner().invoke(main, list(arguments), env=dict(environment))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_right_configuration(folder: Path) -> None:
    (folder / "config.toml").write_text(WHOLE, encoding="utf-8")
    assert riscontro("check") == Outcome(0, "The configuration is fine.\n", "")


def test_the_example_is_fine() -> None:
    assert riscontro("check", "--config", str(EXAMPLE)).out == "The configuration is fine.\n"


def test_every_planted_mistake_is_printed_at_its_place(folder: Path) -> None:
    text, places = without_signs(TEN_MISTAKES)
    (folder / "shop.toml").write_text(text, encoding="utf-8")
    outcome = riscontro("check", "--config", "shop.toml")
    assert outcome.code == 1
    found = [(int(line["line"]), int(line["column"])) for line in outcome.first_lines]
    assert found == sorted(places)
    assert {line["file"] for line in outcome.first_lines} == {"shop.toml"}
    assert outcome.out.splitlines()[-1] == "Found 12 errors."


def test_a_caret_shows_the_place_and_a_hint_helps(folder: Path) -> None:
    (folder / "config.toml").write_text(WHOLE.replace("flow =", "folw ="), encoding="utf-8")
    lines = riscontro("check").out.splitlines()
    at = lines.index('config.toml:17:1: error: unknown key "folw"')
    assert lines[at + 1 : at + 4] == ['    folw = "delivery"', "    ^", '    hint: did you mean "flow"?']


def test_lines_to_write_are_shown_below_the_hint(folder: Path) -> None:
    (folder / "config.toml").write_text("", encoding="utf-8")
    outcome = riscontro("check")
    lines = outcome.out.splitlines()
    at = lines.index('config.toml:1:1: error: "telegram" is missing')
    assert lines[at + 1 : at + 4] == [
        "    hint: write these lines:",
        "        [telegram]",
        '        token = { env = "TELEGRAM_BOT_TOKEN" }',
    ]
    assert len(outcome.first_lines) == 4


def test_warnings_do_not_make_it_fail(folder: Path) -> None:
    (folder / "config.toml").write_text(WHOLE + "[privacy]\n", encoding="utf-8")
    outcome = riscontro("check")
    assert outcome.code == 0
    assert [line["severity"] for line in outcome.first_lines] == ["warning"]
    assert outcome.out.endswith("Found 1 warning; the configuration can be used.\n")


@pytest.mark.parametrize("arguments", [["--config", "nowhere.toml"], ["--config", "."], [], ["--confg", "x"]])
def test_wrong_use(arguments: list[str]) -> None:
    outcome = riscontro("check", *arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "Traceback" not in outcome.error
    assert outcome.error


def test_a_line_with_a_secret_is_not_printed(folder: Path) -> None:
    literal = WHOLE.replace('{ env = "SLACK_BOT_TOKEN" }', '"hunter2"')
    (folder / "config.toml").write_text(literal, encoding="utf-8")
    outcome = riscontro("check")
    assert outcome.code == 1
    assert "hunter2" not in outcome.out + outcome.error


def test_as_a_program_in_a_narrow_encoding(folder: Path) -> None:
    (folder / "config.toml").write_text(WHOLE.replace("name =", 'name = "日本…"\nnme ='), encoding="utf-8")
    environment = {**os.environ, **SECRETS, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(EXAMPLE.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert b'config.toml:4:1: error: unknown key "nme"' in done.stdout
    assert b"Traceback" not in done.stderr
