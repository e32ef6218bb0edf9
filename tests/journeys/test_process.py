"""The program as a process of its own: the machine sleeps under it, and it is told to stop in the rush."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from signal import SIGCONT, SIGSTOP, SIGTERM

import pytest
from sqlalchemy import text

from bot.demo.slack import NotAcknowledged
from bot.demo.telegram import Person
from tests.journeys.clock import RunningClock
from tests.journeys.conftest import OpenWorld
from tests.journeys.recovery import Recovery
from tests.journeys.screens import words_to
from tests.journeys.shop import a_delivery
from tests.journeys.world import PATIENCE_S, World
from tests.simulation.program import Program

CROWD = 5


@pytest.fixture
async def world(open_world: OpenWorld) -> AsyncIterator[World]:
    """On the machine's clock, as the process is; the program of the world itself does not run."""
    async with open_world(clock=RunningClock(datetime.now(UTC))) as world:
        await world.stops()
        yield world


@pytest.fixture
async def program(world: World) -> AsyncIterator[Program]:
    """Runs, and hears both platforms."""
    program = Program(world.config_file, world.environment)
    await starts(world, program)
    yield program
    await program.close()


async def starts(world: World, program: Program) -> None:
    await program.start()
    await program.listens()
    await world.slack.connected()


async def asks(world: World, program: Program, number: int) -> Person:
    """Somebody with the first question before them."""
    told = a_delivery(f"{number}", world.clock.now(), {"first_name": f"Ada {number}"})
    assert program.address is not None
    status, answer = await world.shop.tells(program.address, told, world.clock.now())
    assert status == 202
    person = world.customer(f"Ada {number}")
    person.start(answer["link"].partition("?start=")[2])
    await person.sees("how was the delivery", timeout=PATIENCE_S)
    return person


async def all_see(people: list[Person], words: str) -> None:
    for person in people:
        await person.sees(words, timeout=PATIENCE_S)


async def test_a_program_without_its_outbox_ends_so_that_it_is_started_anew(
    world: World, program: Program
) -> None:
    with world.database.transaction() as session:
        session.connection().execute(text("ALTER TABLE outbox RENAME TO lost"))
    code = await program.stopped()
    with world.database.transaction() as session:
        session.connection().execute(text("ALTER TABLE lost RENAME TO outbox"))
    assert code == 1
    assert any("app.part_failed" in line for line in program.log)


async def test_a_machine_that_sleeps_and_a_stop_in_the_rush_lose_nothing(
    world: World, program: Program, recovery: Recovery
) -> None:
    people = [await asks(world, program, number) for number in range(CROWD)]
    program.signal(SIGSTOP)
    for person in people:
        person.taps("1 ⭐")
    world.slack.line.ack_seconds = 0.3
    with pytest.raises(NotAcknowledged):
        await world.giulia.commands("/riscontro")
    program.signal(SIGCONT)
    await recovery.takes_really(
        "the machine sleeps (SIGSTOP)", "every answer taken up", all_see(people, "What is the main reason")
    )
    people[0].writes("The box was crushed")
    await people[0].sees("We are sorry", timeout=PATIENCE_S)  # by now it has loaded what reads moods
    for person in people[1:]:
        person.writes("The box was crushed")
    program.signal(SIGTERM)
    stopping = asyncio.create_task(program.stopped())
    await recovery.takes_really("told to stop in the rush (SIGTERM)", "the program's end", stopping)
    assert stopping.result() == 0
    await starts(world, program)
    await recovery.takes_really(
        "told to stop in the rush (SIGTERM)",
        "what was left, by the next one",
        all_see(people[1:], "We are sorry"),
    )
    await world.slack.until(lambda: len(world.complaints.messages) == CROWD, "every card")
    assert len(await world.rows("ticket")) == CROWD
    for person in people:
        assert len(words_to(person)) == 3
    assert await program.stop() == 0
