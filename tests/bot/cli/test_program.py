"""The commands that need the world outside: each runs as a program of its own against the local stand-ins."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import aiohttp
import pytest

from bot.demo.slack import SlackStandIn
from bot.demo.telegram import TelegramStandIn
from bot.slack.manifest import BOT_SCOPES
from storage.database import Database
from storage.schema import newest_revision, revision_of

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"


@dataclass
class Outside:
    """Telegram and Slack as they are for one admin, and the configuration that leads to them."""

    telegram: TelegramStandIn
    slack: SlackStandIn
    config: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("RISCONTRO__")},
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "SLACK_BOT_TOKEN": self.slack.installation.bot_token,
            "SLACK_APP_TOKEN": self.slack.installation.app_token,
            "SHOP_WEBHOOK_SECRET": "whsec_dGhpcy1pcy1hLWZha2Utc2VjcmV0LWZvci10ZXN0cw==",
            "RISCONTRO__TELEGRAM__API_URL": self.telegram.url,
            "RISCONTRO__SLACK__API_URL": self.slack.api_url,
            "RISCONTRO__DATABASE__URL": self.database,
            "RISCONTRO__WEB__LISTEN": "127.0.0.1:0",
        }

    async def starts(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *arguments, "--config", str(self.config)),
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def does(self, *arguments: str) -> tuple[int, str]:
        """Exit code and all that was printed."""
        process = await self.starts(*arguments)
        out, _ = await process.communicate()
        assert process.returncode is not None
        return process.returncode, out.decode()


@pytest.fixture
async def outside(tmp_path: Path) -> AsyncIterator[Outside]:
    telegram = TelegramStandIn(
        username="bottega_rossi_bot",
        name="Bottega Rossi",
        token="1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET",
        now=lambda: datetime.now(UTC),
    )
    slack = SlackStandIn(lambda: datetime.now(UTC))
    await telegram.start()
    await slack.start()
    for name in ("#feedback", "#complaints-delivery"):
        slack.channel(name)
    config = tmp_path / "config.toml"
    config.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    yield Outside(telegram, slack, config, f"sqlite:///{tmp_path / 'riscontro.db'}")
    await slack.stop()
    await telegram.stop()


async def told_address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async for line in process.stdout:
        if b"listens on" in line:
            return line.decode().split()[-1]
    raise AssertionError("the program ended before it listened")


async def test_it_runs_says_where_it_listens_and_stops_when_told(outside: Outside) -> None:
    process = await outside.starts("run")
    address = await told_address(process)
    await outside.slack.connected()
    async with aiohttp.ClientSession() as session, session.get(f"{address}/livez") as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(10):
        assert await process.wait() == 0


async def test_it_starts_with_what_is_in_force_where_the_file_is_half_written(outside: Outside) -> None:
    whole = outside.config.read_text(encoding="utf-8")
    outside.config.write_text(whole[: whole.rindex("talk =")] + "talk = ", encoding="utf-8")
    code, out = await outside.does("run")
    assert code == 1
    assert "its configuration is not right, and there was none before it" in out
    outside.config.write_text(whole, encoding="utf-8")
    assert (await outside.does("apply"))[0] == 0
    outside.config.write_text(whole[: whole.rindex("talk =")] + "talk = ", encoding="utf-8")
    process = await outside.starts("run")
    await told_address(process)
    await outside.slack.channel("#feedback").sees("The configuration was saved with a mistake")
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


async def test_a_second_one_on_the_same_file_is_refused_whichever_its_bot(outside: Outside) -> None:
    first = await outside.starts("run")
    await told_address(first)
    outside.telegram.token = "7:ANOTHER-TEST-TOKEN-AND-NO-SECRET"
    code, out = await outside.does("run")
    assert code == 1
    assert "another Riscontro is running" in out
    first.send_signal(signal.SIGTERM)
    await first.wait()


async def test_where_it_cannot_lock_its_file_it_says_so_in_a_sentence(outside: Outside) -> None:
    lock = outside.config.with_name(f"riscontro.db.{crc32(b'run'):08x}.lock")
    lock.mkdir()  # in the way of root as well
    code, out = await outside.does("run")
    assert code == 1
    assert f"Riscontro cannot run: {lock} cannot be written and locked" in out
    assert "Traceback" not in out


async def test_a_file_that_is_no_database_is_named(outside: Outside) -> None:
    file = outside.config.with_name("riscontro.db")
    file.write_text("[business]\n" * 100, encoding="utf-8")
    code, out = await outside.does("run")
    assert code == 1
    assert out == f"Riscontro cannot run: {file}: file is not a database; `riscontro doctor` says more\n"


async def test_the_schema_is_brought_up_to_date_once(outside: Outside) -> None:
    code, out = await outside.does("db", "upgrade")
    assert code == 0, out
    assert "now has the newest schema" in out
    code, out = await outside.does("db", "upgrade")
    assert code == 0, out
    assert "already has the newest schema" in out
    database = Database(outside.database)
    assert revision_of(database) == newest_revision()
    database.dispose()


async def test_the_doctor_finds_everything_well(outside: Outside) -> None:
    code, out = await outside.does("doctor")
    assert code == 0, out
    assert "the token is that of @bottega_rossi_bot" in out
    assert "the app can post in #feedback" in out
    assert "problem" not in out


async def test_the_doctor_says_what_is_wrong_and_what_to_do(outside: Outside) -> None:
    outside.slack.channel("#feedback").archive()
    environment = outside.environment | {"TELEGRAM_BOT_TOKEN": "1234567890:A-WRONG-TOKEN-THAT-IS-NO-SECRET"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor", "--config", str(outside.config)),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    out = (await process.communicate())[0].decode()
    assert process.returncode == 1
    assert "problem  telegram: the token is not valid" in out
    assert "ask @BotFather" in out
    assert "#feedback is archived" in out
    assert "WRONG-TOKEN" not in out


async def test_check_online_names_the_line_of_a_channel_that_is_not_there(outside: Outside) -> None:
    text = outside.config.read_text(encoding="utf-8")
    assert '"#feedback"' in text
    outside.config.write_text(text.replace('"#feedback"', '"#feedbak"'), encoding="utf-8")
    line = next(at for at, words in enumerate(text.splitlines(), 1) if "#feedback" in words and "=" in words)
    code, out = await outside.does("check", "--online")
    assert code == 1
    assert f"config.toml:{line}:" in out
    assert "error: #feedbak does not exist for the app" in out
    code, out = await outside.does("check")
    assert code == 0, out


SALES = """Receipt;Date;Total;Articles;Card
r1;2027-03-01 10:00:00;49.90;Blue mug;c1
"""


async def test_the_first_import_asks_telegram_for_the_name_in_links_and_remembers_it(
    outside: Outside,
) -> None:
    folder = outside.config.parent
    sales, links = folder / "sales.csv", folder / "links.csv"
    sales.write_text(SALES, encoding="utf-8")
    arguments = ("import", str(sales), "--source", "till", "--links", str(links))
    code, out = await outside.does(*arguments)
    assert code == 0, out
    first = links.read_text(encoding="utf-8")
    assert "r1,c1,https://t.me/bottega_rossi_bot?start=" in first
    await outside.telegram.stop()
    code, out = await outside.does(*arguments)
    assert code == 0, out
    assert links.read_text(encoding="utf-8") == first


async def test_an_import_with_a_wrong_token_says_so_and_shows_it_not(outside: Outside) -> None:
    folder = outside.config.parent
    (folder / "sales.csv").write_text(SALES, encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "import", "sales.csv", "--source", "till", "--links", "links.csv"),
        cwd=folder,
        env=outside.environment
        | {
            "TELEGRAM_BOT_TOKEN": "1234567890:A-WRONG-TOKEN-THAT-IS-NO-SECRET",
            "PYTHONPATH": str(EXAMPLE.parent),
        },
        stderr=asyncio.subprocess.PIPE,
    )
    error = (await process.communicate())[1].decode()
    assert process.returncode == 1
    assert "Telegram refuses the token: write it as `username` in [telegram]" in error
    assert "WRONG-TOKEN" not in error


async def test_the_manifest_asks_for_what_the_program_uses(outside: Outside) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "slack-manifest", "--name", "Bottega"), stdout=asyncio.subprocess.PIPE
    )
    manifest = json.loads((await process.communicate())[0])
    assert manifest["display_information"]["name"] == "Bottega"
    assert manifest["oauth_config"]["scopes"]["bot"] == list(BOT_SCOPES)
    assert manifest["settings"]["socket_mode_enabled"] is True
