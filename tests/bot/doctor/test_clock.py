"""The machine's clock is compared with that of whoever answers, and never held to more than a header says."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.config import Config, load_config
from bot.doctor.clock import examine_clock
from bot.doctor.findings import Finding
from tests.bot.doctor.test_online import EXAMPLE, environment
from tests.journeys.clock import ManualClock

NOW = datetime(2027, 3, 28, 11, 30, 15, 900_000, tzinfo=UTC)


@pytest.fixture
async def config() -> AsyncIterator[Config]:
    """Both platforms tell that it is now, each second told as a whole one."""

    async def tell(_: web.Request) -> web.Response:
        return web.Response(status=404, headers={"Date": format_datetime(NOW, usegmt=True)})

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", tell)
    async with TestServer(app) as server:
        loaded = load_config(EXAMPLE, environment(str(server.make_url("/")).rstrip("/")))
        assert loaded.config is not None
        yield loaded.config


async def said(config: Config, off: timedelta) -> list[Finding]:
    return [finding async for finding in examine_clock(config, ManualClock(NOW + off))]


@pytest.mark.parametrize("seconds", [-60, -1, 0, 0.09, 59])
async def test_a_clock_within_a_minute_is_well(config: Config, seconds: float) -> None:
    zone, clock = await said(config, timedelta(seconds=seconds))
    assert zone.well
    assert clock.well
    assert clock.sentence.startswith("this machine and Telegram agree on the time to ")


@pytest.mark.parametrize(("seconds", "side"), [(-90, "behind"), (90, "ahead of")])
async def test_a_clock_that_is_off_is_told_how_far_and_what_follows(
    config: Config, seconds: int, side: str
) -> None:
    _, clock = await said(config, timedelta(seconds=seconds))
    assert not clock.well
    assert clock.sentence in {f"this machine's clock is {n} s {side} that of Telegram" for n in (89, 90, 91)}
    assert "timedatectl set-ntp true" in str(clock.advice)


async def test_the_time_in_the_business_is_shown(config: Config) -> None:
    zone, _ = await said(config, timedelta(0))
    assert zone.sentence == f"it is 13:30 in {config.business.timezone}"


async def test_without_anybody_to_ask_nothing_is_held_against_the_clock() -> None:
    loaded = load_config(EXAMPLE, environment("http://127.0.0.1:1"))
    assert loaded.config is not None
    _, clock = await said(loaded.config, timedelta(days=400))
    assert clock.well
    assert "could not be compared" in clock.sentence
