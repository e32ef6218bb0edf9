"""What runs until the program is told to stop: it finishes, is cut off in the end, and never fails unseen."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.stopping import unless_stopped, working


@pytest.fixture
def stopping() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def broken() -> asyncio.Event:
    return asyncio.Event()


async def test_parts_finish_what_they_have_in_hand(stopping: asyncio.Event, broken: asyncio.Event) -> None:
    done = []

    async def part() -> None:
        await stopping.wait()
        await asyncio.sleep(0)
        done.append("what was in hand")

    with capture_logs() as log:
        async with working(stopping, part(), broken=broken, finish_s=20):
            assert not stopping.is_set()
    assert (done, log) == (["what was in hand"], [])
    assert not broken.is_set()


async def test_a_part_that_never_ends_is_cut_off_and_named(
    stopping: asyncio.Event, broken: asyncio.Event
) -> None:
    async def endless() -> None:
        await asyncio.Event().wait()

    with capture_logs() as log:
        async with working(stopping, endless(), broken=broken, finish_s=0):
            pass
    (entry,) = log
    assert not broken.is_set()
    assert entry["event"] == "app.stopped_in_the_middle"
    assert entry["part"].endswith("endless")


async def test_a_part_that_fails_is_told_of_at_once_and_the_others_go_on(
    stopping: asyncio.Event, broken: asyncio.Event
) -> None:
    done = asyncio.Event()

    async def failing() -> None:
        raise LookupError("a fault of our own")

    async def part() -> None:
        await stopping.wait()
        done.set()

    with capture_logs() as log:
        async with working(stopping, failing(), part(), broken=broken, finish_s=20):
            await asyncio.sleep(0)  # it fails
            await asyncio.sleep(0)  # and that is told
            assert log
            assert broken.is_set()
            assert not done.is_set()
    (entry,) = log
    assert (entry["event"], entry["log_level"]) == ("app.part_failed", "critical")
    assert isinstance(entry["exc_info"], LookupError)
    assert done.is_set()


async def test_work_is_left_when_told_to_stop(stopping: asyncio.Event) -> None:
    async def work() -> str:
        return "done"

    assert await unless_stopped(stopping, work()) == "done"
    stopping.set()
    assert await unless_stopped(stopping, asyncio.sleep(3600, "never")) is None
