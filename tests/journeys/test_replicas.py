"""Two programs on one PostgreSQL: everything happens once, and what one cannot finish the other does."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import running
from storage import outbox
from tests.journeys.balancer import BehindABalancer, balancing
from tests.journeys.books import Row
from tests.journeys.opening import a_world
from tests.journeys.screens import words_to
from tests.journeys.trouble import measured
from tests.journeys.world import World


@pytest.fixture
async def world(tmp_path: Path, postgresql_schema_url: str) -> AsyncIterator[World]:
    """With one program, as most are."""
    async with a_world(tmp_path, postgresql_schema_url) as world:
        yield world


@pytest.fixture
async def shared_world(world: World) -> AsyncIterator[World]:
    """With a second program beside the first."""
    async with running(world.load_config(), world.clock, limits=world.limits):
        await world.slack.connected(2)
        yield world


def break_connections_of_locks(world: World) -> None:
    terminate = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    with world.database.transaction() as session:
        session.connection().execute(terminate)


async def letters_in_doubt(world: World) -> list[Row]:
    """Those of which somebody thought that their sender had died."""
    return [row for row in await world.rows("outbox") if row["uncertain"] or row["attempts"] > 1]


async def test_two_replicas_do_everything_once(shared_world: World) -> None:
    ada, card = await shared_world.complaint()
    await shared_world.replies(shared_world.giulia, card, "A new mug leaves today.")
    await shared_world.resolves(shared_world.giulia, card)
    assert len(words_to(ada)) == len(set(words_to(ada)))
    assert len(shared_world.complaints.messages) == 1
    assert await letters_in_doubt(shared_world) == []


async def test_updates_that_reach_either_or_both_are_handled_once_and_in_order(
    tmp_path: Path, postgresql_schema_url: str
) -> None:
    doors = BehindABalancer("webhook")
    async with (
        balancing(doors) as balancer,
        a_world(tmp_path, postgresql_schema_url, doors=doors) as world,
        running(world.load_config(), world.clock, limits=world.limits) as second,
    ):
        await world.slack.connected(2)
        balancer.serve_from(world.app.address, second.address)
        repeats = await measured(world, "duplicates_dropped_total", source="telegram")
        ada, card = await world.complaint()
        words = [f"And number {number}?" for number in range(9)]
        for word in words:
            ada.writes(word)
        await world.settles()
        assert [row["text"] for row in await world.rows("ticket_message")] == words
        assert [reply.shown for reply in card.thread] == [f"Ada wrote:\n{word}" for word in words]
        assert len(words_to(ada)) == len(set(words_to(ada)))
        assert len(world.complaints.messages) == len(await world.rows("ticket")) == 1
        assert await measured(world, "duplicates_dropped_total", source="telegram") > repeats


async def test_a_connection_that_breaks_makes_no_replica_dead(shared_world: World) -> None:
    ada = await shared_world.asked()
    break_connections_of_locks(shared_world)
    ada.taps("2 ⭐")
    ada.writes("It came late")
    await ada.sees("We are sorry")
    await shared_world.complaints.sees("Ada")
    await shared_world.settles()
    assert await letters_in_doubt(shared_world) == []


async def test_what_a_dead_replica_had_in_hand_is_done_while_its_leases_still_run(world: World) -> None:
    """The clock stands still, so no lease runs out. A reply may have left: staff are told."""
    ada, card = await world.complaint()
    await world.telegram.stop()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.stops()
    world.clock.push(timedelta(minutes=10))
    limits = {"telegram": {"each": timedelta(0)}}
    with world.database.transaction() as session:
        assert outbox.claim(session, "a replica that was killed", limits, world.clock.now())
    await world.telegram.start()
    await world.starts()
    await card.thread_sees("unknown whether it arrived")
    assert "A new mug leaves today." not in words_to(ada)
