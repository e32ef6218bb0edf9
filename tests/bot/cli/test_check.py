"""`riscontro check` as an admin and a build server use it: lines to read and to search, and an exit code."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    assert lines[at + 1 : at + 4] == ['    folw = "delivery"', "    ^~~~", '    hint: did you mean "flow"?']


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


def test_warnings_follow_the_errors(folder: Path) -> None:
    text = "[privacy]\n" + WHOLE.replace("flow =", "folw =")
    (folder / "config.toml").write_text(text, encoding="utf-8")
    outcome = riscontro("check")
    assert [line["severity"] for line in outcome.first_lines] == ["error", "error", "warning"]
    assert outcome.out.endswith("Found 2 errors and 1 warning.\n")


def test_a_long_line_is_cut(folder: Path) -> None:
    condition = f"csat <= 2{' || csat == 1' * 30} || moood < 0{' || csat == 1' * 30}"
    rule = f'[[complaints]]\nname = "x"\nwhen = "{condition}"\n'
    (folder / "config.toml").write_text(WHOLE + rule, encoding="utf-8")
    line, mark = riscontro("check").out.splitlines()[1:3]
    assert line[mark.index("^") :].startswith("moood")
    assert len(line) <= 80
    assert mark.strip() == "^"


def test_syntax_and_encoding_are_shown_with_their_line(folder: Path) -> None:
    for content, place, shown in (
        (b"[business]\nname = Bottega\n", "2:8", "    name = Bottega\n           ^\n"),
        (b"[business]\nname = 'caf\xe9'\n", "2:12", "    name = 'caf�'\n               ^\n"),
        (b"token = 1234567\nx", "2:2", "    x\n     ^\n"),
        (b"secret = caf\xe9", "1:13", "UTF-8\n    hint: "),
    ):
        (folder / "config.toml").write_bytes(content)
        outcome = riscontro("check")
        assert outcome.code == 1
        assert f"config.toml:{place}: error" in outcome.out
        assert shown in outcome.out


def as_json(*arguments: str) -> Any:
    outcome = riscontro("check", "--json", *arguments)
    document = json.loads(outcome.out)
    assert outcome.error == ""
    assert outcome.code == (0 if document["ok"] else 1)
    return document


def test_as_json(folder: Path) -> None:
    (folder / "config.toml").write_text(WHOLE + "[privacy]\n", encoding="utf-8")
    warning = {
        "severity": "warning",
        "file": "config.toml",
        "line": 22,
        "column": 2,
        "length": 7,
        "message": '"privacy" is not honoured yet',
        "hint": "it changes nothing for now, and is not checked",
        "path": ["privacy"],
    }
    assert as_json() == {"ok": True, "errors": 0, "warnings": 1, "findings": [warning]}


def test_as_json_a_place_in_a_text_has_no_length(folder: Path) -> None:
    text = WHOLE.replace("How was it?", "{{ custmer.id }}")
    (folder / "config.toml").write_text(text, encoding="utf-8")
    (finding,) = as_json()["findings"]
    assert finding["path"] == ["flows", "delivery", "nodes", 0, "text", "en"]
    assert "length" not in finding


def test_as_json_a_file_that_cannot_be_read(folder: Path) -> None:
    path = folder / "config.toml"
    for content in (b"", b"\xff", b"x =", b"#" * 1_000_001):
        path.write_bytes(content)
        document = as_json()
        assert document["errors"] > 0
        assert {finding["file"] for finding in document["findings"]} == {"config.toml"}
    path.unlink()
    os.mkfifo(path)
    assert [finding["message"] for finding in as_json()["findings"]] == ["this is not a file"]
    long = "x" * 300
    assert "cannot be read" in as_json("--config", long)["findings"][0]["message"]


def on_a_terminal(width: int, folder: Path) -> str:
    """What the program shows there, its steering included."""
    controller, terminal = pty.openpty()
    environment = {**os.environ, **SECRETS, "PYTHONPATH": str(EXAMPLE.parent), "COLUMNS": str(width)}
    environment |= {"TERM": "xterm-256color"}
    for forced in ("NO_COLOR", "FORCE_COLOR"):
        environment.pop(forced, None)
    program = [sys.executable, "-m", "bot", "check"]
    with subprocess.Popen(program, stdout=terminal, env=environment, cwd=folder):
        os.close(terminal)
        shown = b"".join(iter(lambda: _read(controller), b""))
    os.close(controller)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # on Linux this is how the end is told
        return b""


def test_a_terminal_shows_colours_in_its_width_and_is_not_steered(folder: Path) -> None:
    planted = '["a\\u001b[2Jb" ]\n"\x9b31m" = 1\n' + TEN_MISTAKES.replace("▶", "")
    (folder / "config.toml").write_text(planted.replace("\x9b", "\u202e"), encoding="utf-8")
    shown = on_a_terminal(80, folder)
    colours = re.compile(r"\x1b\[[0-9;]*m")
    assert colours.search(shown)
    plain = colours.sub("", shown)
    assert not re.search(r"[\x1b\x9b\u202e]", plain)
    assert max(map(len, plain.splitlines())) <= 80
    assert "\x1b" not in riscontro("check").out


def test_a_narrow_terminal_is_no_trouble(folder: Path) -> None:
    (folder / "config.toml").write_text(TEN_MISTAKES.replace("▶", ""), encoding="utf-8")
    assert "12 errors." in on_a_terminal(9, folder)
