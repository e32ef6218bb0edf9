"""Opens a world for a journey, and looks at its end whether anything went wrong unseen."""

import sys
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from bot.demo.telegram import Limits, TelegramStandIn
from bot.relay import Limits as SendLimits
from storage.database import Database
from tests.journeys.clock import ManualClock
from tests.journeys.doors import Doors
from tests.journeys.screens import draw_all
from tests.journeys.settings import settings
from tests.journeys.shop import Shop
from tests.journeys.world import NO_WAITING, PATIENCE_S, World


@asynccontextmanager
async def a_world(  # noqa: PLR0913  # each is something that a journey may want otherwise
    folder: Path,
    database_url: str,
    config: str = "",
    *,
    limits: SendLimits = NO_WAITING,
    clock: ManualClock | None = None,
    down: Collection[str] = (),
    doors: Doors | None = None,
) -> AsyncIterator[World]:
    """A running program in its world. Both platforms are up before it, but for those named in `down`.

    At the end nothing may have gone wrong unseen: no error in the log, no dead letter that the journey did
    not announce.
    """
    doors = doors or Doors()
    world = _create(folder, database_url, limits, clock or ManualClock(), doors)
    world.config_file.write_text(doors.adapt(config or settings()), encoding="utf-8")
    with structlog.testing.capture_logs() as log:
        try:
            await _open(world, down)
            yield world
            buried = await world.rows("dead_letter")
            assert len(buried) == world.buries, [row["traceback"] for row in buried]
        finally:
            sys.stdout.write(draw_all(world.customers, (world.complaints, world.feedback)))
            await _close(world)
    errors = [entry for entry in log if entry["log_level"] in {"error", "critical"}]
    assert world.buries or not errors, errors


async def _open(world: World, down: Collection[str]) -> None:
    await world.telegram.start()
    await world.slack.start()
    for name in ("#feedback", "#complaints-delivery"):
        world.slack.channel(name)
    if "telegram" in down:
        await world.telegram.stop()
    if "slack" in down:
        await world.slack.stop()
    await world.starts()
    if "slack" not in down:
        await world.hears_slack()


async def _close(world: World) -> None:
    await world.stops()
    await world.slack.stop()
    await world.telegram.stop()
    world.database.dispose()


def _create(folder: Path, database_url: str, limits: SendLimits, clock: ManualClock, doors: Doors) -> World:
    telegram = TelegramStandIn(
        username="bottega_rossi_bot",
        name="Bottega Rossi",
        token="1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET",
        now=clock.now,
        limits=None if limits is NO_WAITING else Limits(),
    )
    slack = doors.open_slack(clock.now)
    telegram.deliveries.retry_seconds = 0.05
    slack.line.ack_seconds = PATIENCE_S  # a busy machine is not what the journeys are about
    if limits is NO_WAITING:
        slack.post_limit.per_second = 0
    database = Database(database_url)
    return World(clock, telegram, slack, Shop(), database, folder / "config.toml", limits, doors)
