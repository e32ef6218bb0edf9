"""The dead are told from the living: their letters are taken up soon, and those of the living never."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text

from bot.presence import LOOK_EVERY_S, LOOKS, SURE_FOR_S, Presence, seconds_since_boot
from bot.turns import Turns
from storage.database import Database
from tests.journeys.clock import ManualClock
from tests.storage.letters import claim, draft, queue

CLOCK = ManualClock()


@pytest.fixture
def database(postgresql_schema_url: str) -> Iterator[Database]:
    database = Database(postgresql_schema_url)
    yield database
    database.dispose()


@pytest.fixture
async def replicas(database: Database) -> AsyncIterator[tuple[Presence, Presence]]:
    """Two that live, of which the first has a letter in hand."""
    turns = Turns(database)
    replicas = Presence(database, turns, CLOCK, owner="one"), Presence(database, turns, CLOCK, owner="two")
    queue(database, draft(), at=CLOCK.now())
    claim(database, CLOCK.now(), owner="one")
    for one in replicas:
        await one.look()
    yield replicas
    for one in replicas:
        await one.release()
    turns.close()


async def looks(one: Presence, times: int) -> None:
    for _ in range(times):
        await one.look()


def break_connections_of_locks(database: Database) -> None:
    terminate = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    with database.transaction() as session:
        session.connection().execute(terminate)


async def test_what_the_dead_had_in_hand_is_taken_up_and_may_have_arrived(
    database: Database, replicas: tuple[Presence, Presence]
) -> None:
    queue(database, draft("b"), at=CLOCK.now())
    claim(database, CLOCK.now(), owner="somebody dead")
    await looks(replicas[1], LOOKS - 1)
    assert claim(database, CLOCK.now()) == []
    await replicas[1].look()
    (taken,) = claim(database, CLOCK.now())
    assert (taken.item.ordering_key, taken.item.attempts, taken.item.uncertain) == ("b", 2, True)


async def test_who_was_released_is_dead_to_the_others(
    database: Database, replicas: tuple[Presence, Presence]
) -> None:
    await replicas[0].release()
    await looks(replicas[1], LOOKS)
    assert len(claim(database, CLOCK.now())) == 1


async def test_the_living_keep_what_they_hold(
    database: Database, replicas: tuple[Presence, Presence]
) -> None:
    await looks(replicas[1], 2 * LOOKS)
    assert claim(database, CLOCK.now()) == []


async def test_a_broken_connection_is_no_death(
    database: Database, replicas: tuple[Presence, Presence]
) -> None:
    one, two = replicas
    break_connections_of_locks(database)
    await looks(two, LOOKS - 1)
    await looks(one, 2)  # the first finds it broken, the second has a new one
    assert one.is_sure()
    await looks(two, LOOKS)
    assert claim(database, CLOCK.now()) == []


async def test_a_look_that_fails_begins_the_count_anew(
    database: Database, replicas: tuple[Presence, Presence]
) -> None:
    """After an outage of the database everybody needs a moment to take their lock again."""
    one, two = replicas
    await one.release()
    await looks(two, LOOKS - 1)
    break_connections_of_locks(database)
    await looks(two, LOOKS)  # the first finds its own lock gone
    assert claim(database, CLOCK.now()) == []
    await two.look()
    assert len(claim(database, CLOCK.now())) == 1


async def test_who_is_not_sure_to_be_alive_for_the_others_says_so(database: Database) -> None:
    """And notices before anybody can believe in its death."""
    assert SURE_FOR_S < (LOOKS - 1) * LOOK_EVERY_S
    passed = [1000.0]
    turns = Turns(database)
    presence = Presence(database, turns, CLOCK, owner="one", seconds=lambda: passed[-1])
    assert not presence.is_sure()
    await presence.look()
    assert presence.is_sure()
    passed.append(1000.0 + SURE_FOR_S)
    assert not presence.is_sure()
    await presence.look()
    assert presence.is_sure()
    await presence.release()
    turns.close()


async def test_the_seconds_of_the_machine_grow() -> None:
    assert 0 < seconds_since_boot() <= seconds_since_boot()


async def test_on_sqlite_one_is_alone_and_always_sure(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url)
    turns = Turns(database)
    presence = Presence(database, turns, CLOCK, owner="one")
    await presence.look()
    assert presence.is_sure()
    await presence.release()
    turns.close()
    database.dispose()
