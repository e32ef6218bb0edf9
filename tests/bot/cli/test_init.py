"""`riscontro init` leads from nothing to a configuration that is fine, and gives no token away."""

import asyncio
import json
import os
import pty
import re
import stat
import sys
from pathlib import Path
from subprocess import Popen
from textwrap import dedent

import pytest
from typer.testing import CliRunner, Result

from bot.cli import main
from bot.config import load_config
from bot.templates import LANGUAGES
from flows.phrases import PHRASES

TELEGRAM_TOKEN = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET"
TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-1-this-is-a-test",
    "SLACK_APP_TOKEN": "xapp-1-this-is-a-test",
    "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
}
SAID = ("--name", "Bottega Rossi", "--privacy-url", "https://bottegarossi.example/privacy")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the configuration will be. Whoever is asked is away: nothing here needs a network."""
    for name in (*TOKENS, "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RISCONTRO__TELEGRAM__API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("RISCONTRO__SLACK__API_URL", "http://127.0.0.1:9/api/")
    return tmp_path / "config.toml"


def begin(
    config: Path, *arguments: str, typed: str = "", environment: dict[str, str] | None = None
) -> Result:
    command = ["init", "--config", str(config), *arguments]
    return CliRunner().invoke(main, command, input=typed, env=environment)


def finds(config: Path, environment: dict[str, str] | None = None) -> list[str]:
    """What is wrong, but for the page for reviews, which nobody was asked for."""
    problems = load_config(config, environment or {}).problems
    return [str(problem) for problem in problems if problem.path[-2:] != ("link", "url")]


def test_without_a_question_the_configuration_is_fine(config: Path) -> None:
    done = begin(config, "--yes", *SAID, environment=TOKENS)
    assert done.exit_code == 0, done.output
    assert "Found 1 warning; the configuration can be used." in done.output
    assert finds(config, TOKENS) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_survey_is_fine_in_each_language_that_the_program_speaks(config: Path, language: str) -> None:
    begin(config, "--yes", *SAID, "--languages", f"{language},en", environment=TOKENS)
    assert finds(config, TOKENS) == []


def test_the_survey_speaks_every_language_that_the_program_speaks() -> None:
    assert set(LANGUAGES) == set(PHRASES)


def test_what_is_typed_is_checked_and_asked_again(config: Path) -> None:
    typed = [
        "",
        'Rossi "Bottega"',
        "Europe/Rom",
        "Europe/Rome",
        "xx",
        "it, en",
        "",
        "nowhere",
        "https://bottegarossi.example/privacy",
        "feedback",
        "#feedback",
        "employee_pulse",
        "product_use",
        "",
        TELEGRAM_TOKEN,
        "xoxb-1-this-is-a-test",
        "xapp-1-this-is-a-test",
        TELEGRAM_TOKEN,
    ]
    done = begin(config, typed="\n".join([*typed, ""]))
    assert done.exit_code == 0, done.output
    for refusal in ('did you mean "Europe/Rome"?', "the first survey is written in", "not a web address"):
        assert refusal in done.output
    assert "your business? \nError: this text is empty\n" in done.output
    assert "privacy notice? \nError: this is not a web address; write it in full" in done.output
    assert 'write "#feedback"' in done.output
    assert "more can be added later" in done.output
    assert "was another one copied?" in done.output
    assert finds(config) == []
    loaded = load_config(config, {}).config
    assert loaded is not None
    assert loaded.business.name == 'Rossi "Bottega"'
    assert loaded.business.languages == ("it", "en")
    assert set(loaded.flows) == {"product_use"}
    assert loaded.telegram.token.get_secret_value() == TELEGRAM_TOKEN


def test_no_token_stands_in_the_configuration_or_on_the_screen(config: Path) -> None:
    done = begin(config, *SAID, typed="\n".join(["", "", "", "", "", *TOKENS.values(), ""]))
    assert done.exit_code == 0, done.output
    for token in TOKENS.values():
        assert token not in config.read_text(encoding="utf-8") + done.output
    secrets = config.parent / "secrets"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    kept = {path.name: path for path in secrets.iterdir() if path.name != ".gitignore"}
    assert set(kept) == {"telegram_bot_token", "slack_bot_token", "slack_app_token", "shop_webhook_secret"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept.values()} == {0o600}
    assert (secrets / ".gitignore").read_text(encoding="utf-8") == "*\n"


async def test_answers_may_come_through_a_pipe(config: Path) -> None:
    """Nothing is shown there anyway: no warning of Python's that it cannot be hidden."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "init", "--config", str(config), *SAID),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # without a terminal behind it
    )
    typed = "\n".join(["", "", "", "", "", *TOKENS.values(), ""])
    out, errors = await process.communicate(typed.encode())
    assert process.returncode == 0, out
    assert errors == b""
    assert b"Telegram's token, which @BotFather answers to /newbot:" in out
    assert finds(config) == []


def test_what_is_typed_at_a_terminal_is_not_shown(config: Path) -> None:
    ours, theirs = pty.openpty()
    rest = ("--timezone", "Europe/Rome", "--languages", "en", "--channel", "#feedback", "--public-url", "")
    command = [sys.executable, "-m", "bot", "init", "--config", str(config), *SAID, *rest]
    command += ["--template", "store_visit"]
    with Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        shown = ""
        for prompt, token in zip(
            ("Permissions: ", "Information: ", "/newbot: "), TOKENS.values(), strict=True
        ):
            shown += read_until(ours, prompt)
            os.write(ours, f"{token}\n".encode())
        shown += read_until(ours, "riscontro run")
    os.close(ours)
    assert process.returncode == 0, shown
    assert not any(token in shown for token in TOKENS.values())
    assert finds(config) == []


def read_until(terminal: int, words: str) -> str:
    """What the program shows, up to these words."""
    shown = ""
    while words not in shown:
        shown += os.read(terminal, 4096).decode()
    return shown


def test_what_is_still_missing_is_named(config: Path) -> None:
    done = begin(config, "--yes", *SAID)
    assert done.exit_code == 0
    assert "Put it into secrets/telegram_bot_token." in done.output
    assert "https://api.slack.com/apps?new_app=1&manifest_json=" in done.output
    secrets = config.parent / "secrets"
    for name, token in TOKENS.items():
        (secrets / name.lower()).write_text(token, encoding="utf-8")
    assert finds(config) == []


def test_nothing_that_is_there_is_overwritten(config: Path) -> None:
    config.write_text("mine", encoding="utf-8")
    done = begin(config, "--yes", *SAID)
    assert done.exit_code == 2
    assert "not overwritten" in done.output
    assert config.read_text(encoding="utf-8") == "mine"
    assert list(config.parent.iterdir()) == [config]


def test_a_secret_that_is_there_stays(config: Path) -> None:
    begin(config, "--yes", *SAID)
    secret = config.parent / "secrets" / "shop_webhook_secret"
    before = secret.read_text(encoding="utf-8")
    config.unlink()
    begin(config, "--yes", *SAID)
    assert secret.read_text(encoding="utf-8") == before


def test_who_is_not_asked_must_say_what_nobody_can_guess(config: Path) -> None:
    done = begin(config, "--yes", "--name", "Bottega Rossi")
    assert done.exit_code == 2
    assert "--privacy-url is needed" in done.output
    assert not config.exists()


def test_an_option_that_does_not_fit_is_refused(config: Path) -> None:
    done = begin(config, "--yes", *SAID, "--timezone", "Europe/Rom")
    assert done.exit_code == 2
    assert "Europe/Rome" in done.output
    assert not config.exists()


def test_the_first_purchase_of_the_readme_gets_a_link(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(config, "--yes", *SAID, environment=TOKENS)
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    orders = dedent(readme.partition("```csv\n")[2].partition("```")[0].rstrip(" "))
    command = re.search(r"`riscontro (import orders.csv [^`]+ --links [^`]+)`", readme)
    assert command is not None
    monkeypatch.chdir(config.parent)
    Path("orders.csv").write_text(orders, encoding="utf-8")
    environment = TOKENS | {"RISCONTRO__TELEGRAM__USERNAME": "bottega_rossi_bot"}
    done = CliRunner().invoke(main, command[1].split(), env=environment)
    assert done.exit_code == 0, done.output
    assert "1001,c1,https://t.me/bottega_rossi_bot?start=" in Path("links.csv").read_text(encoding="utf-8")


def test_with_an_address_of_ones_own_both_platforms_come_to_it(config: Path) -> None:
    tokens = TOKENS | {"SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef"}
    arguments = ("--yes", *SAID, "--public-url", "https://feedback.bottegarossi.example")
    done = begin(config, *arguments, environment=tokens)
    assert done.exit_code == 0, done.output
    assert finds(config, tokens) == []
    loaded = load_config(config, tokens).config
    assert loaded is not None
    assert loaded.telegram.receive == "webhook"
    assert loaded.slack.signing_secret is not None
    assert loaded.slack.app_token is None


def test_where_nothing_can_be_written_nobody_answers_in_vain(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root, as whom tests may run, may write everywhere: here it may not."""
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != config.parent and may(path, mode))
    done = begin(config)
    assert done.exit_code == 1
    assert done.output == (
        f"Nothing can be kept in the folder {config.parent}: you may not write there. "
        "--config names another.\n"
    )
    done = begin(config.parent / "nowhere" / "config.toml", "--yes", *SAID)
    assert done.exit_code == 1
    assert "nowhere: it does not exist." in done.output


def test_what_cannot_be_written_in_the_end_is_named(config: Path) -> None:
    (config.parent / "secrets").write_text("not a folder", encoding="utf-8")
    done = begin(config, "--yes", *SAID)
    assert (done.exit_code, done.output) == (
        1,
        f"{config.parent}/secrets cannot be written: File exists. --config names another.\n",
    )
    assert not config.exists()


def test_editors_find_the_schema_beside_the_configuration(config: Path) -> None:
    begin(config, "--yes", *SAID, environment=TOKENS)
    first_line = config.read_text(encoding="utf-8").splitlines()[0]
    beside = config.parent / first_line.removeprefix("#:schema ")
    printed = CliRunner().invoke(main, ["schema"])
    assert beside.read_text(encoding="utf-8") == printed.stdout
    assert json.loads(printed.stdout)["properties"]["flows"]
