"""The README's way to one's own bot is walked as written, from `riscontro init` to the first question."""

import asyncio
import csv
import os
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from typer.testing import CliRunner

from bot.cli import main
from tests.journeys.clock import ManualClock
from tests.journeys.conftest import OpenWorld
from tests.journeys.world import World

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
NUMBERS = ("zero", "one", "two", "three", "four", "five")
AT_THE_DESK = {
    **dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "TELEGRAM_BOT_TOKEN"), "no-token-is-judged-here"),
    "RISCONTRO__TELEGRAM__API_URL": "http://127.0.0.1:9",
    "RISCONTRO__SLACK__API_URL": "http://127.0.0.1:9/api/",
}


@pytest.fixture
def first_config(tmp_path: Path) -> str:
    """What `riscontro init` writes; it listens on whatever port is free. The shop's secret lies beside it."""
    answers = ("--name", "Bottega Rossi", "--privacy-url", "https://bottegarossi.example/privacy")
    command = ["init", "--yes", *answers, "--config", str(tmp_path / "config.toml")]
    done = CliRunner().invoke(main, command, env=AT_THE_DESK)
    assert done.exit_code == 0, done.output
    return (tmp_path / "config.toml").read_text(encoding="utf-8").replace("127.0.0.1:8080", "127.0.0.1:0")


def example_orders(now: datetime) -> str:
    """The README's file, with the day that its words name instead of the one that is printed there."""
    words = re.search(r"a purchase of (\w+) days ago", README)
    assert words is not None
    day = now - timedelta(days=NUMBERS.index(words[1]))
    orders = dedent(README.partition("```csv\n")[2].partition("```")[0].rstrip(" "))
    dated, count = re.subn(r"\d{4}-\d\d-\d\d \d\d:\d\d", f"{day:%Y-%m-%d %H:%M}", orders)
    assert count == 1
    return dated


async def import_orders(world: World, folder: Path) -> str:
    """Runs the README's command beside the program; returns what it says."""
    command = re.search(r"`riscontro (import orders.csv [^`]+ --links [^`]+)`", README)
    assert command is not None
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *command[1].split()),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **world.environment},
        stdout=asyncio.subprocess.PIPE,
    )
    out = (await process.communicate())[0].decode()
    assert process.returncode == 0, out
    return out


async def test_who_opens_the_first_link_is_asked_at_once(
    open_world: OpenWorld, first_config: str, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    (tmp_path / "orders.csv").write_text(example_orders(now), encoding="utf-8")
    async with open_world(first_config, clock=ManualClock(now)) as world:
        assert "1 start a survey (1 now, 0 later)" in await import_orders(world, tmp_path)
        await world.settles()
        with (tmp_path / "links.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        person = world.customer("Ada")
        person.start(row["link"].partition("?start=")[2])
        await person.sees("How was the delivery of Blue mug")
        person.taps("1 ⭐")
        await person.sees("main reason")
