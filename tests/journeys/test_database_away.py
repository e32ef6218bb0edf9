"""The database takes nothing for a while: nothing is acknowledged, the program says so, and goes on."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, event, text

from storage.database import Database
from storage.tables import METADATA
from tests.journeys.conftest import OpenWorld
from tests.journeys.recovery import Recovery
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.shop import a_delivery
from tests.journeys.trouble import measured, says, troubles
from tests.journeys.world import PATIENCE_S, World

SHORT = timedelta(milliseconds=150)
"""How long the program waits for a lock here; its own patience of 5 s takes about thirty times as long."""

HOLDS = """
import sys
if sys.argv[1].startswith("sqlite"):
    import sqlite3
    connection = sqlite3.connect(sys.argv[1].removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
else:
    import psycopg
    connection = psycopg.connect(sys.argv[1])
    connection.execute("LOCK TABLE " + sys.argv[2] + " IN ACCESS EXCLUSIVE MODE")
print("held", flush=True)
sys.stdin.readline()
"""


@asynccontextmanager
async def locked_by_another_process(world: World) -> AsyncIterator[None]:
    """Another program has the whole database for itself."""
    url = world.database.engine.url.set(drivername=world.database.engine.dialect.name)
    tables = ", ".join(f'"{name}"' for name in METADATA.tables)
    holder = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDS, url.render_as_string(hide_password=False), tables),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"held\n"
    try:
        yield
    finally:
        await holder.communicate(b"\n")


@pytest.fixture
async def impatient_world(open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Its program waits for a lock for a short time only."""
    monkeypatch.setattr("bot.app.Database", partial(Database, busy_timeout=SHORT))
    async with open_world() as world:
        yield world


async def test_the_database_is_locked_by_another_process(impatient_world: World, recovery: Recovery) -> None:
    """For as long as a dozen tries to write take: a minute at the program's own patience, here 1.8 s."""
    world = impatient_world
    bruno = await world.asked("1002", "Bruno")
    async with locked_by_another_process(world):
        bruno.taps("1 ⭐")
        await says(world, "database", "telegram")
        await asyncio.sleep(12 * SHORT.total_seconds())
        assert world.telegram.pending_updates == 1
        assert "What is the main reason" not in last_word_to(bruno)
    answered = bruno.sees("What is the main reason", timeout=PATIENCE_S)
    await recovery.takes_really("a locked database (33 × as fast)", "the customer's next question", answered)
    await says(world)
    assert await measured(world, "database_failures_total") > 0
    bruno.writes("The box was crushed")
    await world.complaints.sees("Bruno")
    await world.settles()
    assert len(world.complaints.messages) == len(await world.rows("ticket")) == 1


async def test_a_lock_does_not_keep_the_health_page_waiting_for_its_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program itself waits its five seconds for the lock; whoever asks hears of it before."""
    monkeypatch.setattr("bot.readiness.PATIENCE_S", 0.3)
    async with locked_by_another_process(world):
        found = await troubles(world)
        assert found["database"].startswith("the database (locked, or slow?) has not answered")
        assert not {"slack", "disk", "clock"} & {*found}
    await says(world)


async def test_staff_and_the_shop_are_told_while_the_database_is_locked(impatient_world: World) -> None:
    world = impatient_world
    ada, card = await world.complaint()
    await world.giulia.clicks(card, "Reply")
    form = await world.giulia.sees_modal("Reply")
    delivery = a_delivery("1003", world.clock.now(), {})
    async with locked_by_another_process(world):
        await world.marco.clicks(card, "Claim")
        await world.marco.sees_ephemeral("try again in a moment")
        (problem,) = (await world.giulia.submits(form, {"text": "A new mug leaves today."}) or {}).values()
        assert "try again in a moment" in problem
        assert (await world.shop.tells(world.app.address, delivery, world.clock.now()))[0] == 503
    assert await world.giulia.submits(form, {"text": "A new mug leaves today."}) is None
    assert await world.tells(delivery)
    await world.settles()
    assert words_to(ada).count("A new mug leaves today.") == 1
    await says(world)


async def test_the_bots_name_is_learned_while_the_database_takes_nothing(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else shops would be told to come again until the next start."""
    monkeypatch.setattr("bot.app.Database", partial(Database, busy_timeout=SHORT))
    monkeypatch.setattr("bot.app.NAMED_WITHIN_S", 0.0)
    async with open_world(down=["telegram"]) as world:
        async with locked_by_another_process(world):
            await world.telegram.start()
            async with asyncio.timeout(PATIENCE_S):
                await world.app.office.named.wait()
            await says(world, "database")
        assert await world.tells(a_delivery("1001", world.clock.now(), {}))
        await says(world)


class SmallDisk(Database):
    """An SQLite database whose file may not grow while `is_full`."""

    is_full = False

    def __init__(self, url: str) -> None:
        super().__init__(url)
        event.listen(self.engine, "begin", self._limit)

    def _limit(self, connection: Connection) -> None:
        """With 1 the file stays as it is, for it cannot be made smaller by this."""
        pages = 1 if SmallDisk.is_full else 2**30
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


FILLS_GAPS = """
CREATE TABLE ballast AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
LIMIT (SELECT freelist_count FROM pragma_freelist_count)) SELECT zeroblob(4000) FROM n
"""
REFUSES = 'CREATE TRIGGER full_disk BEFORE INSERT ON "{}" EXECUTE FUNCTION no_room()'
NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$
"""
ROOM_AGAIN = """
CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$
"""


@asynccontextmanager
async def a_full_disk(world: World) -> AsyncIterator[None]:
    """SQLite's file cannot grow; PostgreSQL answers each insert as it does when it has no room."""
    if world.database.is_sqlite:
        await asyncio.to_thread(_execute, world.database, FILLS_GAPS)
        SmallDisk.is_full = True
    else:
        await asyncio.to_thread(_execute, world.database, NO_ROOM, *map(REFUSES.format, METADATA.tables))
    try:
        yield
    finally:
        SmallDisk.is_full = False
        if not world.database.is_sqlite:
            await asyncio.to_thread(_execute, world.database, ROOM_AGAIN)


def _execute(database: Database, *statements: str) -> None:
    """Each by itself: together they would lock tables in another order than the program."""
    for statement in statements:
        with database.engine.begin() as connection:
            connection.execute(text(statement))


@pytest.fixture
async def small_world(open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Its program opens an SQLite file on a disk that can be full."""
    monkeypatch.setattr("bot.app.Database", lambda url: (SmallDisk if "sqlite" in url else Database)(url))
    async with open_world() as world:
        yield world


async def test_the_disk_is_full(small_world: World, recovery: Recovery) -> None:
    world = small_world
    ada, card = await world.complaint()
    words = [f"{number}. And another thing. " + "Really! " * 400 for number in range(4)]
    async with a_full_disk(world):
        for word in words:
            ada.writes(word)
        await says(world, "telegram")
        reason = (await troubles(world))["telegram"]
        assert "full" in reason or "No space left" in reason
        assert world.telegram.pending_updates > 0
    shown = card.thread_sees("3. And another thing")
    await recovery.takes_really("the disk is full", "the customer's words in the thread", shown)
    await says(world)
    await world.settles()
    assert [row["text"] for row in await world.rows("ticket_message")] == words


async def test_a_table_that_is_gone_is_told_of(world: World) -> None:
    _rename(world, "dead_letter", "lost")
    found = await says(world, "outbox")
    _rename(world, "lost", "dead_letter")
    assert "dead_letter" in found["outbox"]
    await says(world)


def _rename(world: World, table: str, name: str) -> None:
    with world.database.transaction() as session:
        session.connection().execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
