"""`python -m tests.soak`: an hour of traffic at 30 updates a second; is the program's memory flat?

The program is a process of its own, against local platforms in this one. The hour's 108,000 updates come as
fast as the machine handles them; with `--real` at 30 a second, and under the platforms' limits.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console

from bot.demo.slack import SlackStandIn
from bot.demo.telegram import TelegramStandIn
from tests.conftest import folder_of_servers
from tests.journeys.shop import Shop
from tests.simulation.program import Program
from tests.simulation.settings import CHANNELS, write_settings
from tests.simulation.simulation import environment
from tests.soak.crowd import Arrivals, Crowd
from tests.soak.desk import Desk
from tests.soak.gauge import MOST_GROWTH_KB, Sample, Verdict, judge, measure

HOUR = 108_000
A_SECOND = 30
_WARM_AFTER = 0.4
"""The share of the hour's updates after which every cache and pool is full. The largest is that of SQLite's
pages (`storage.database`), which is full when the file has outgrown it.
"""
_SAMPLES = 50
_FREES_EVERY_S = 0.5


@dataclass
class Soak:
    program: Program
    crowd: Crowd
    telegram: TelegramStandIn
    slack: SlackStandIn
    database: Path
    console: Console
    samples: list[Sample] = field(default_factory=list)

    async def runs(self, updates: int, rate: float, at_one_time: int) -> Verdict:
        await self.program.start()
        await self.program.listens()
        watching = asyncio.create_task(self._watches(updates))
        arrivals = Arrivals(self.crowd, at_one_time, rate)
        await arrivals.until(updates, lambda: self.crowd.comes(self.program.address or "", Shop()))
        watching.cancel()
        verdict = judge(self.samples, int(updates * _WARM_AFTER))
        code = await self.program.stop()
        assert code == 0, "\n".join(self.program.log[-40:])
        return verdict

    async def _watches(self, updates: int) -> None:
        """Takes samples, and keeps the platforms from remembering every call of the hour."""
        began = monotonic()
        while True:
            self.telegram.calls.clear()
            self.slack.calls.clear()
            if self.crowd.updates >= len(self.samples) * updates / _SAMPLES:
                self._takes_sample(monotonic() - began)
            await self.program.lives_for(_FREES_EVERY_S)

    def _takes_sample(self, seconds: float) -> None:
        files = self.database.parent.glob(f"{self.database.name}*")
        size = sum(file.stat().st_size for file in files)
        sample = measure(self.program.pid, self.crowd.updates, size)
        self.samples.append(sample)
        self.console.print(
            f"{seconds:7.0f} s {sample.updates:8,} updates {sample.memory_kb / 1024:7.1f} MiB "
            f"{sample.files:4} files {sample.threads:3} threads  database {size / 2**20:6.1f} MiB"
        )


@asynccontextmanager
async def a_soak(folder: Path, *, real: bool, console: Console) -> AsyncIterator[Soak]:
    def now() -> datetime:
        return datetime.now(UTC)

    async with AsyncExitStack() as stack:
        token = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET"
        limits = {} if real else {"limits": None}
        telegram = TelegramStandIn(
            username="bottega_rossi_bot", name="Bottega", token=token, now=now, **limits
        )
        slack = SlackStandIn(now)
        slack.post_limit.per_second = 1.0 if real else 0
        for platform in (telegram, slack):
            await platform.start()
            stack.push_async_callback(platform.stop)
        for name in CHANNELS:
            slack.channel(name)
        config_file, database = folder / "config.toml", folder / "soak.db"
        config_file.write_text(write_settings())
        command = ("bot", "run", "--config") if real else ("tests.soak.program",)
        program = Program(config_file, environment(telegram, slack, f"sqlite:///{database}"), command)
        stack.push_async_callback(program.close)
        telegram.interference = crowd = Crowd(telegram, Random(1))  # noqa: S311 - chances, no secrets
        Desk(slack).opens()
        yield Soak(program, crowd, telegram, slack, database, console)


def main(
    *,
    updates: Annotated[int, typer.Option(help="how many in all")] = HOUR,
    real: Annotated[bool, typer.Option(help="30 a second, under the platforms' limits")] = False,
    at_one_time: Annotated[int, typer.Option(help="customers in the middle of a survey")] = 100,
) -> None:
    """Prints what the program has in hand, and fails if that grows."""
    console = Console(width=120)
    with TemporaryDirectory(dir=folder_of_servers()) as folder:  # in memory, for no disk is on trial here
        verdict = asyncio.run(_soak(Path(folder), console, updates, A_SECOND if real else 0, at_one_time))
    console.print(
        f"growth {verdict.growth_kb:+.0f} KiB in 10,000 updates (at most {MOST_GROWTH_KB:.0f}), "
        f"{verdict.files:+} files, {verdict.threads:+} threads: {'flat' if verdict.is_flat else 'it grows'}"
    )
    sys.exit(0 if verdict.is_flat else 1)


async def _soak(folder: Path, console: Console, updates: int, rate: float, at_one_time: int) -> Verdict:
    async with a_soak(folder, real=bool(rate), console=console) as soak:
        return await soak.runs(updates, rate, at_one_time)


if __name__ == "__main__":
    typer.run(main)
