"""The machine's clock jumps: nobody waits for a time that never was, and nothing is done twice."""

from datetime import timedelta
from functools import partial

import pytest

from bot.demo.faults import Fault, SlowDown
from bot.relay import PLATFORM_LIMITS
from tests.journeys.conftest import OpenWorld
from tests.journeys.recovery import Recovery
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.trouble import faults_at_telegram, measured, nothing_waits, troubles


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
