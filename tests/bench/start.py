"""How long `riscontro run` takes from its start to the first poll of Telegram; it has tokens, no flows, and a
database in use. The yardstick is what a mere import of its five named libraries takes.
"""

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.demo.slack import SlackStandIn
from bot.demo.telegram import TelegramStandIn
from tests.bench.report import AtMost, Baseline, Bench, Figures, Goal

_ROOT = Path(__file__).parents[2]
_TOKEN = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET"
_LIBRARIES = "telegram.ext, slack_bolt.async_app, sqlmodel, apscheduler.schedulers.asyncio, textblob"
_CONFIG = """
[business]
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = ["it", "en"]
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


def import_libraries() -> Figures:
    return asyncio.run(_measure(_import))


def start_program() -> Figures:
    return asyncio.run(_serve_and_start())


async def _import(environment: dict[str, str]) -> tuple[Process, float]:
    began = time.perf_counter()
    command = (sys.executable, "-c", f"import {_LIBRARIES}; print(flush=True); input()")
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdin=PIPE, stdout=PIPE)
    assert process.stdout
    assert await process.stdout.readline()
    return process, time.perf_counter() - began


async def _serve_and_start() -> Figures:
    telegram = TelegramStandIn(username="bench_bot", name="Bench", token=_TOKEN, now=_now)
    slack = SlackStandIn(_now)
    slack.channel("#feedback")
    await telegram.start()
    await slack.start()
    with TemporaryDirectory() as folder:
        config = Path(folder) / "config.toml"
        config.write_text(_CONFIG, encoding="utf-8")
        outside = {
            "TELEGRAM_BOT_TOKEN": _TOKEN,
            "SLACK_BOT_TOKEN": slack.installation.bot_token,
            "SLACK_APP_TOKEN": slack.installation.app_token,
            "RISCONTRO__TELEGRAM__API_URL": telegram.url,
            "RISCONTRO__SLACK__API_URL": slack.api_url,
        }
        figures = await _measure(
            lambda environment: _run_to_first_poll(config, environment | outside, telegram)
        )
    await slack.stop()
    await telegram.stop()
    return figures


async def _run_to_first_poll(
    config: Path, environment: dict[str, str], telegram: TelegramStandIn
) -> tuple[Process, float]:
    calls = len(telegram.calls)
    began = time.perf_counter()
    command = (sys.executable, "-m", "bot", "run", "--config", str(config))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=_ROOT, env=environment, stdout=DEVNULL, stderr=DEVNULL
    )
    await telegram.called("getUpdates", after=calls, timeout=60)
    return process, time.perf_counter() - began


async def _measure(start: Callable[[dict[str, str]], Awaitable[tuple[Process, float]]]) -> Figures:
    """The second of two starts: the first one wrote what an installed program has, byte code and a
    database.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHONDONT")}
    figures: Figures = {}
    for _ in range(2):
        process, seconds = await start(environment)
        figures = {"s": seconds, "CPU s": _cpu_seconds(process.pid)}
        process.terminate()
        await process.wait()
    return figures


def _cpu_seconds(pid: int) -> float:
    """What the process has used so far, itself and for the system (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _now() -> datetime:
    return datetime.now(UTC)


IMPORTS = Baseline("the plain import of the five named libraries", import_libraries)

BENCH = Bench("start", start_program, IMPORTS, (Goal("s", AtMost(1.0)), Goal("CPU s")), rounds=9)
