"""A database of every schema so far is upgraded with its rows, and what it holds goes on where it stood."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

import storage.migrations
from bot.demo.telegram import Person
from storage.database import Database
from storage.schema import newest_revision, revision_of
from tests.journeys.clock import ManualClock
from tests.journeys.opening import a_world
from tests.journeys.recovery import Recovery
from tests.journeys.settings import settings
from tests.journeys.world import PATIENCE_S, World

ROWS = Path(__file__).with_name("first_version.sql")
NAMED = settings(telegram='username = "bottega_rossi_bot"')


@pytest.fixture(params=["0001", "0002", "0003", "0004"])
def revision(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def old_url(database_url: str, revision: str) -> str:
    """A database as that revision made it, with the rows for which it has tables."""
    database = Database(database_url)
    with database.transaction() as session:
        connection = session.connection()
        migrate(connection, revision)
        fill(connection)
    database.dispose()
    return database_url


def migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(storage.migrations.__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def fill(connection: Connection) -> None:
    tables = inspect(connection).get_table_names()
    for statement in filter(str.strip, ROWS.read_text(encoding="utf-8").split(";\n")):
        table = statement.partition("INSERT INTO ")[2].split()[0]
        if table in tables:
            connection.exec_driver_sql(statement)
    if connection.dialect.name == "postgresql":  # SQLite counts on from the highest id by itself
        for table in tables:
            if "id" in {column["name"] for column in inspect(connection).get_columns(table)}:
                highest = f"(SELECT max(id) FROM {table})"  # noqa: S608 - a name of our own
                connection.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {highest})"
                )


async def test_what_an_old_database_holds_goes_on(old_url: str, revision: str, tmp_path: Path) -> None:
    async with a_world(tmp_path, old_url, NAMED, down=["telegram"]) as world:
        world.buries = 1 if revision >= "0004" else 0
        assert revision_of(world.database) == newest_revision()
        world.telegram.renumber_updates(700_000_100)  # after those that were handled
        ada, bruno = world.customer("Ada"), world.customer("Bruno")
        for person in (ada, bruno):
            person.unblocks()
        await world.telegram.start()
        await world.passes(seconds=10)  # for so long Telegram was to be left alone
        if revision < "0002":
            await is_asked(world, ada)
        ada.writes("The box was crushed")
        await ada.sees("We are sorry")
        await world.complaints.sees("Ada")
        bruno.writes("Is anybody there?")
        await world.passes(minutes=5)
        await bruno_is_heard(world, bruno, revision)
        _, card = await world.complaint("1003", "Carla")
        await world.giulia.clicks(card, "Claim")
        await card.shows("claimed")
        await world.settles()


@pytest.fixture
def recovery(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Recovery:
    """Notes how long an upgrade takes, for the table at the end of the tests."""
    return Recovery(request.node.callspec.params["database_url"], record_property)


async def test_an_old_database_takes_the_first_answer_soon(
    old_url: str, revision: str, tmp_path: Path, recovery: Recovery
) -> None:
    """Measured from the start of the program, which upgrades it; before surveys, one is asked first."""
    async with AsyncExitStack() as opened:

        async def takes_an_answer() -> None:
            when = ManualClock(datetime(2026, 11, 20, 12, 0, 10, tzinfo=UTC))  # Telegram may be asked again
            world = await opened.enter_async_context(a_world(tmp_path, old_url, NAMED, clock=when))
            world.buries = 1 if revision >= "0004" else 0
            world.telegram.renumber_updates(700_000_100)
            ada = world.customer("Ada")
            ada.unblocks()
            if revision < "0002":
                await is_asked(world, ada)
            ada.writes("The box was crushed")
            await ada.sees("We are sorry", timeout=PATIENCE_S)

        await recovery.takes_really(
            f"an upgrade from schema {revision}", "the first answer", takes_an_answer()
        )


async def is_asked(world: World, ada: Person) -> None:
    """There were no surveys yet; she opened a link before, and is asked about her next purchase."""
    await world.delivers("1004", id="c-1001")
    await ada.sees("how was the delivery")
    await world.settles()
    ada.taps("2 ⭐")
    await world.settles()


async def bruno_is_heard(world: World, bruno: Person, revision: str) -> None:
    """In his ticket where there was one, and the reply that waited has reached him."""
    assert len(await world.rows("ticket")) == 2
    where = world.complaints if revision >= "0003" else world.feedback
    card = await where.sees("Bruno")
    assert "Is anybody there?" in card.shown + "".join(reply.shown for reply in card.thread)
    if revision >= "0004":
        await bruno.sees("A new mug leaves today.")
        replies = [row["delivery"] for row in await world.rows("ticket_message") if row["author"]]
        assert replies == ["delivered"]
