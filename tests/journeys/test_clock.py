"""The machine's clock jumps: nobody waits for a time that never was, and nothing is done twice."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from bot.demo.faults import Fault, SlowDown
from bot.demo.telegram import Call
from bot.relay import PLATFORM_LIMITS
from tests.journeys.conftest import OpenWorld
from tests.journeys.recovery import Recovery
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.trouble import faults_at_telegram, measured, nothing_waits, troubles
from tests.journeys.world import PATIENCE_S, World


class Slow:
    """Telegram takes its time with what it is sent, until it is told to go on."""

    def __init__(self) -> None:
        self.goes_on = asyncio.Event()
        self.calls: list[str] = []

    async def before(self, call: Call) -> None:
        if call.method == "sendMessage":
            self.calls.append(call.text("chat_id"))
            await self.goes_on.wait()

    async def after(self, call: Call, result: object) -> None:
        """Lets the answer through."""


async def test_what_is_on_its_way_when_the_machine_wakes_is_not_sent_again(world: World) -> None:
    """Its lease has run out by then, and who holds it is still there."""
    world.telegram.interference = slow = Slow()
    ada, bruno = world.customer("Ada"), world.customer("Bruno")
    ada.start(await world.delivers("1001"))
    await world.telegram.called("sendMessage", timeout=PATIENCE_S)
    world.clock.push(timedelta(hours=1))
    bruno.start(await world.delivers("1002", first_name="Bruno"))
    async with asyncio.timeout(PATIENCE_S):
        while f"{bruno.chat_id}" not in slow.calls:  # noqa: ASYNC110 - what is called twice rings no bell
            await asyncio.sleep(0.02)
    slow.goes_on.set()
    await world.settles()
    await world.passes(minutes=2)
    assert [len(words_to(person)) for person in (ada, bruno)] == [1, 1]


@pytest.mark.parametrize("jump", ["+1 hours", "+1 days", "-1 hours", "-1 days"])
async def test_the_clock_jumps_in_the_middle_of_a_survey(
    open_world: OpenWorld, recovery: Recovery, jump: str
) -> None:
    """With the limits of the platforms, and a letter that waits: both were counted on the old clock."""
    async with open_world(limits=PLATFORM_LIMITS) as world:
        world.telegram.limits = None
        ada, bruno = await world.asked(), await world.asked("1002", "Bruno")
        jumps = await measured(world, "clock_jumps_total")
        waits = faults_at_telegram(world).begin(Fault(SlowDown(3), calls={"sendMessage"}, times=1))
        ada.taps("2 ⭐")
        await waits.met.wait()
        await world.settles()
        count, unit = jump.split()
        world.clock.push(timedelta(**{unit: int(count)}))
        assert await measured(world, "clock_jumps_total") == jumps + 1
        bruno.taps("5 ⭐")
        took = await recovery.takes(
            world, f"the clock jumps by {jump}", "every letter", partial(nothing_waits, world)
        )
        assert took <= timedelta(seconds=3)
        for person in (ada, bruno):
            assert "What is the main reason" in last_word_to(person)
            assert len(words_to(person)) == 2
        ada.writes("The box was crushed")
        await world.passes(seconds=2)
        assert "We are sorry" in last_word_to(ada)
        assert len(world.complaints.messages) == len(await world.rows("ticket")) == 1
        assert await troubles(world) == {}


async def test_a_clock_that_was_set_back_while_the_program_was_down_silences_nobody(
    open_world: OpenWorld,
) -> None:
    """With the limits of the platforms, which the last program counted on the wrong clock."""
    async with open_world(limits=PLATFORM_LIMITS) as world:
        world.telegram.limits = None
        ada = await world.asked()
        await world.stops()
        world.clock.push(timedelta(hours=-2))
        await world.starts()
        ada.taps("2 ⭐")
        await ada.sees("What is the main reason")
