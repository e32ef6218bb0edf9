"""A fault that one kind of row meets, and that goes away: the database itself refuses it."""

import asyncio

from sqlalchemy import text

from tests.journeys.world import World

TABLES = ("answer", "outbox", "ticket_event", "ticket_message")

_SQLITE = """
CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN CAST(NEW.{column} AS TEXT) LIKE '%' || '{words}' || '%'
BEGIN SELECT RAISE(ABORT, 'a fault that was planted'); END
"""
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a fault that was planted'; END $$;
CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW
WHEN (CAST(NEW.{column} AS TEXT) LIKE '%' || '{words}' || '%') EXECUTE FUNCTION refuse()
"""


async def poison(world: World, table: str, column: str, words: str) -> None:
    """From now on no row can be added to the table whose column holds these words."""
    statement = _SQLITE if world.database.is_sqlite else _POSTGRESQL
    filled = statement.format(name=f"poison_{table}", table=table, column=column, words=words)
    await asyncio.to_thread(_execute, world, filled)


async def cure(world: World) -> None:
    """The faults are gone."""
    for table in TABLES:
        where = "" if world.database.is_sqlite else f" ON {table}"
        await asyncio.to_thread(_execute, world, f"DROP TRIGGER IF EXISTS poison_{table}{where}")


def _execute(world: World, statement: str) -> None:
    with world.database.transaction() as session:
        session.connection().execute(text(statement))
