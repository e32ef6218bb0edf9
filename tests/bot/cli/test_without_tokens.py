"""Commands that reach nobody need no tokens; those that decide what is in force still ask for them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import main
from bot.config import load_config
from tests.bot.config.planting import SECRETS, WHOLE, Desk

NO_TOKENS = dict.fromkeys(SECRETS)
TEST = """
[[tests]]
name = "A glad customer"
flow = "delivery"
customer = { language = "en" }
talk = \"\"\"
bot: How was it?*
customer: 5
bot: *
\"\"\"
"""


@pytest.mark.parametrize(
    "command",
    [
        "talk delivery",
        "test",
        "explore delivery",
        "graph delivery --mermaid",
        "graph delivery",
        "diff",
        "revisions",
        "translations export",
        "db upgrade",
    ],
)
def test_a_survey_can_be_tried_before_there_is_a_bot(command: str, tmp_path: Path) -> None:
    file = Desk(tmp_path).write(WHOLE + TEST)
    done = CliRunner().invoke(main, [*command.split(), "--config", str(file)], input="", env=NO_TOKENS)
    assert done.exit_code == 0, done.output
    assert "TOKEN" not in done.output


@pytest.mark.parametrize("command", ["check", "apply"])
def test_a_missing_token_is_told_where_it_is_needed(command: str, tmp_path: Path) -> None:
    file = Desk(tmp_path).write(WHOLE)
    done = CliRunner().invoke(main, [command, "--config", str(file)], env=NO_TOKENS)
    assert done.exit_code == 1
    assert "the environment variable TELEGRAM_BOT_TOKEN is not set" in done.output


def test_a_token_in_the_file_itself_is_refused_all_the_same(tmp_path: Path) -> None:
    file = Desk(tmp_path).write(WHOLE.replace('token = { env = "TELEGRAM_BOT_TOKEN" }', 'token = "1:fake"'))
    loaded = load_config(file, {}, needs_secrets=False)
    assert loaded.config is None
    assert ["does not belong in this file" in problem.message for problem in loaded.problems] == [True]
