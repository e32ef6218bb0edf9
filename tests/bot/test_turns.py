"""Whoever asks for a turn hears of it after its commit, in order, and of no neighbour's failure."""

import asyncio
from collections.abc import AsyncIterator, Callable
from os import SEEK_END
from threading import Event

import pytest
from sqlmodel import Session

from bot.ports import Check
from bot.readiness import check_database
from bot.turns import Turns
from storage import inbox
from storage.database import Database
from storage.errors import StoreDamaged, StoreUnavailable
from tests.storage.seeds import NOW


@pytest.fixture
async def turns(database: Database) -> AsyncIterator[Turns]:
    turns = Turns(database)
    yield turns
    await asyncio.to_thread(turns.close)


def keeping(key: str) -> Callable[[Session], bool]:
    return lambda session: inbox.is_new(session, "telegram", key, NOW)


def is_kept(database: Database, key: str) -> bool:
    """As another connection sees it: only what is committed."""
    with database.transaction() as session:
        return not inbox.is_new(session, "telegram", key, NOW)


async def held_up(turns: Turns) -> tuple[Event, list[asyncio.Task[None]]]:
    """Every thread that takes turns is busy until the event is set, so that what comes now waits."""
    started, may_end = asyncio.Event(), Event()
    loop = asyncio.get_running_loop()

    def hold(_: Session) -> None:
        loop.call_soon_threadsafe(started.set)
        may_end.wait(60)

    holding = [asyncio.create_task(turns.take(hold))]
    await started.wait()
    return may_end, holding


async def test_results_come_after_the_commit(turns: Turns, database: Database) -> None:
    async def take(key: str) -> bool:
        await turns.take(keeping(key))
        return await asyncio.to_thread(is_kept, database, key)

    assert all(await asyncio.gather(*map(take, "abcdef")))


async def test_turns_that_wait_are_taken_in_order_and_fail_alone(turns: Turns, database: Database) -> None:
    order: list[str] = []

    def noting(key: str) -> Callable[[Session], None]:
        def note(session: Session) -> None:
            order.append(key)
            inbox.is_new(session, "telegram", key, NOW)
            if key == "c":
                raise ZeroDivisionError

        return note

    may_end, holding = await held_up(turns)
    waiting = [asyncio.create_task(turns.take(noting(key))) for key in "abcde"]
    await asyncio.sleep(0)
    may_end.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.gather(*holding)
    assert [type(outcome) for outcome in outcomes] == [type(None)] * 2 + [ZeroDivisionError] + [
        type(None)
    ] * 2
    assert order == list("abcabcde") if database.is_sqlite else sorted(order) == list("abcde")
    assert [is_kept(database, key) for key in "abcde"] == [True, True, False, True, True]


async def test_nobody_is_told_of_a_commit_that_failed(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url)
    turns = Turns(database)

    def fail_the_commit(session: Session) -> None:
        """Ends the transaction under everybody's feet, as SQLite itself does after some errors."""
        session.info["driver"].execute("ROLLBACK")
        raise StoreUnavailable("the disk is full")

    may_end, holding = await held_up(turns)
    waiting = [
        asyncio.create_task(turns.take(turn)) for turn in (keeping("a"), fail_the_commit, keeping("b"))
    ]
    await asyncio.sleep(0)
    may_end.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.gather(*holding)
    assert [type(outcome) for outcome in outcomes] == [StoreUnavailable] * 3
    assert await turns.take(keeping("a"))
    assert await turns.take(keeping("b"))
    await asyncio.to_thread(turns.close)
    database.dispose()


_READ_ALL = "SELECT sum(length(source)) FROM inbox NOT INDEXED"


async def test_damage_once_seen_is_not_forgotten(sqlite_schema_url: str) -> None:
    """Part of the file is whole still: a small write goes through, and is no proof of health."""
    database = Database(sqlite_schema_url)
    turns = Turns(database)
    await turns.take(lambda session: [inbox.is_new(session, "x" * 500, str(n), NOW) for n in range(1000)])
    assert (turns.damage, await check_database(turns)) == (None, Check(ok=True))
    database.dispose()
    assert database.path is not None
    with database.path.open("r+b") as file:
        file.seek(-40 * 4096, SEEK_END)
        file.write(bytes(range(256)) * 16 * 40)
    with pytest.raises(StoreDamaged, match="malformed"):
        await turns.look(lambda session: session.connection().exec_driver_sql(_READ_ALL).all())
    check = await check_database(turns)
    assert not check.ok
    assert "malformed" in str(check.reason)
    await asyncio.to_thread(turns.close)
    database.dispose()


async def test_whoever_goes_away_harms_nobody(turns: Turns) -> None:
    may_end, holding = await held_up(turns)
    gone, staying = (asyncio.create_task(turns.take(keeping(key))) for key in "ab")
    await asyncio.sleep(0)
    gone.cancel()
    may_end.set()
    assert await staying
    await asyncio.gather(*holding)


async def test_closing_takes_what_waits_first(database: Database) -> None:
    turns = Turns(database)
    waiting = [asyncio.create_task(turns.take(keeping(key))) for key in "abc"]
    await asyncio.sleep(0)
    await asyncio.to_thread(turns.close)
    assert await asyncio.gather(*waiting) == [True, True, True]
    with pytest.raises(RuntimeError):
        await turns.take(keeping("d"))
