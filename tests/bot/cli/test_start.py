"""What a start does not load: libraries that only some deployments need, or only later."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.demo.telegram import TelegramStandIn
from storage.database import Database
from storage.schema import upgrade

ROOT = Path(__file__).parents[3]
LATER = ("alembic", "cel", "nltk", "prompt_toolkit", "py3langid", "textblob")
SLACK = ("slack_bolt", "slack_sdk")
TOKEN = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET"
WITHOUT_FLOWS = """
[business]
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = ["it"]
privacy_url = "https://bottegarossi.example/privacy"

[telegram]
token = { env = "TELEGRAM_BOT_TOKEN" }

[slack]
bot_token = { env = "SLACK_BOT_TOKEN" }
app_token = { env = "SLACK_APP_TOKEN" }
default_channel = "#feedback"

[web]
listen = "127.0.0.1:0"
"""
TELLS_LOADED = "print('loaded:', *sorted(sys.modules))"
RUNS = f"""
import atexit, sys
atexit.register(lambda: {TELLS_LOADED})
from bot.cli import main
main(["run", "--config", sys.argv[1]])
"""


async def loaded_by(
    code: str, *arguments: str, until: asyncio.Task[object] | None = None, **more: str
) -> set[str]:
    """The names of all modules that the program has loaded at its end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, *arguments),
        cwd=ROOT,
        env={**os.environ, **more},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    if until is not None:
        await until
        process.terminate()
    out = (await process.communicate())[0].decode()
    return set(out.partition("loaded:")[2].split())


async def test_what_only_some_need_is_not_loaded(tmp_path: Path) -> None:
    """No flows, the schema up to date, and nobody writes."""
    database = Database(f"sqlite:///{tmp_path / 'riscontro.db'}")
    upgrade(database)
    database.dispose()
    (tmp_path / "config.toml").write_text(WITHOUT_FLOWS, encoding="utf-8")
    telegram = TelegramStandIn(username="a_bot", name="A bot", token=TOKEN, now=lambda: datetime.now(UTC))
    await telegram.start()
    loaded = await loaded_by(
        RUNS,
        str(tmp_path / "config.toml"),
        until=asyncio.create_task(telegram.called("getUpdates", timeout=60)),
        TELEGRAM_BOT_TOKEN=TOKEN,
        SLACK_BOT_TOKEN="xoxb-1-this-is-a-test",
        SLACK_APP_TOKEN="xapp-1-this-is-a-test",
        RISCONTRO__TELEGRAM__API_URL=telegram.url,
        RISCONTRO__SLACK__API_URL="http://127.0.0.1:9/api/",
    )
    await telegram.stop()
    assert "bot.telegram.polling" in loaded
    assert loaded.isdisjoint(LATER), loaded & set(LATER)


async def test_slack_is_loaded_once_telegram_is_under_way() -> None:
    loaded = await loaded_by(f"import sys, bot.cli.serving\n{TELLS_LOADED}")
    assert "bot.slack.side" in loaded
    assert loaded.isdisjoint((*SLACK, *LATER)), loaded & {*SLACK, *LATER}
