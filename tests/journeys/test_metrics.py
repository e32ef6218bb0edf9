"""What `/metrics` says is what happened."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from tests.journeys.conftest import OpenWorld
from tests.journeys.test_messages import a_message
from tests.journeys.test_outages import LosesAnswers
from tests.journeys.trouble import measured, says, troubles
from tests.journeys.world import World


async def gained(world: World, act: Callable[[], Awaitable[None]], name: str, **labels: str) -> float:
    """By how much a counter grows while something happens."""
    before = await measured(world, name, **labels)
    await act()
    return await measured(world, name, **labels) - before


async def test_what_comes_once_more_is_counted(world: World) -> None:
    ada = await world.asked()
    update = {"update_id": 800_000_001, "message": a_message(ada, 900, text="Where is my parcel, please?")}

    async def thrice() -> None:
        for _ in range(3):
            world.telegram.push_update(update)
        await world.settles()

    assert await gained(world, thrice, "duplicates_dropped_total", source="telegram") == 2

    async def told_again() -> None:
        await world.delivers()

    assert await gained(world, told_again, "duplicates_dropped_total", source="shop") == 1


async def test_each_attempt_to_send_is_counted_by_what_came_of_it(world: World) -> None:
    async def asks() -> None:
        await world.asked()

    assert await gained(world, asks, "sends_total", channel="telegram", outcome="sent") == 1
    world.telegram.interference = LosesAnswers("how was the delivery")

    async def loses_an_answer() -> None:
        await world.asked("1002", "Bruno")

    assert await gained(world, loses_an_answer, "sends_total", channel="telegram", outcome="unknown") == 1

    async def sends_again() -> None:
        await world.passes(minutes=1)

    assert await gained(world, sends_again, "sends_repeated_total", channel="telegram") == 1


async def test_silence_is_measured_until_somebody_is_heard(world: World) -> None:
    ada, card = await world.complaint()
    world.clock.push(timedelta(minutes=5))
    assert await measured(world, "telegram_silence_seconds") == 300
    ada.writes("Still nothing")
    await card.thread_sees("Still nothing")
    await world.settles()
    assert await measured(world, "telegram_silence_seconds") == 0
    await world.giulia.clicks(card, "Claim")
    await card.shows("claimed")
    await world.settles()
    assert await measured(world, "socket_age") == 0


async def test_who_was_never_heard_of_is_silent_since_the_start(open_world: OpenWorld) -> None:
    async with open_world(down=["telegram", "slack"]) as world:
        world.clock.push(timedelta(minutes=5))
        for name in ("telegram_silence_seconds", "socket_age"):
            assert await measured(world, name) == 300


async def test_letters_that_wait_make_the_program_unready_until_they_are_sent(world: World) -> None:
    await world.asked()
    await world.telegram.stop()
    world.clock.push(timedelta(days=2))
    await world.app.catch_up()
    assert await measured(world, "outbox_waiting") == 1
    world.clock.push(timedelta(minutes=11))
    assert await measured(world, "outbox_age") == 660
    said = (await troubles(world))["outbox"]
    assert said.startswith("letters that wait to be sent: 1, the oldest for 11 minutes")
    await world.telegram.start()
    world.clock.push(timedelta(minutes=1))  # the pause after the last attempt
    await says(world)
    await world.settles()
    assert await measured(world, "outbox_age") == 0


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("bot.readiness.check_database", "database"),
        ("bot.slack.side.SlackSide.health", "slack"),
        ("bot.measures.Measures.backlog", "outbox"),
    ],
)
async def test_what_does_not_say_how_it_is_makes_the_program_unready_and_keeps_nothing_else_unsaid(
    world: World, monkeypatch: pytest.MonkeyPatch, what: str, name: str
) -> None:
    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr(what, hang)
        patch.setattr("bot.readiness.PATIENCE_S", 0.1)
        found = await says(world, name)
    assert "has not answered within 0.1 seconds" in found[name]
    _, body = await world.gets("/readyz")
    assert {"database", "telegram", "slack", "disk", "clock", "outbox"} <= {*json.loads(body)["checks"]}


async def test_a_machine_that_slept_says_so_and_stays_ready(world: World) -> None:
    jumps = await measured(world, "clock_jumps_total")
    world.clock.push(timedelta(hours=8))
    assert await measured(world, "clock_jumps_total") == jumps + 1
    status, body = await world.gets("/readyz")
    assert status == 200
    assert "the clock jumped by 2880" in body
