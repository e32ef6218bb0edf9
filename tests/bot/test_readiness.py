"""A database that takes no answer makes the program unready, with the reason."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import aiohttp
import psycopg

from bot.ports import Check, SystemClock
from bot.purchases.event import PurchaseEvent
from bot.readiness import check_database
from bot.turns import Turns
from bot.use_cases.register_purchase import Registered
from bot.web import Health, Hooks, build_web
from storage import settings
from storage.database import Database
from tests.bot.web.conftest import serving


async def register_nothing(source: str, event: PurchaseEvent) -> Registered:
    raise AssertionError(f"nothing is registered here: {source} {event}")


NO_HOOKS = Hooks({}, SystemClock(), register_nothing)


async def ask(database: Database) -> tuple[int, Mapping[str, object]]:
    """The status of `/readyz`, and what it says of the database."""
    turns = Turns(database)

    async def look() -> Mapping[str, Check]:
        return {"database": await check_database(turns)}

    try:
        async with (
            serving(build_web(NO_HOOKS, Health(look))) as address,
            aiohttp.ClientSession() as http,
            http.get(f"{address}/readyz") as response,
        ):
            return response.status, json.loads(await response.text())["checks"]["database"]
    finally:
        turns.close()
        database.dispose()


async def test_a_database_that_takes_a_write_is_ready_and_keeps_its_secret(database: Database) -> None:
    with database.transaction() as session:
        secret = settings.instance_secret(session)
    assert await ask(database) == (200, {"ok": True, "reason": None})
    with database.transaction() as session:
        assert settings.instance_secret(session) == secret


async def test_a_server_that_only_reads_is_not_ready(postgresql_schema_url: str) -> None:
    with psycopg.connect(postgresql_schema_url, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{server.info.dbname}" SET default_transaction_read_only = on')
    status, said = await ask(Database(postgresql_schema_url))
    assert (status, said["ok"]) == (503, False)
    assert said["reason"] == "cannot execute UPDATE in a read-only transaction"


async def test_a_file_that_another_program_holds_is_not_ready(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url, busy_timeout=timedelta(milliseconds=1))
    assert database.path is not None
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert await ask(database) == (503, {"ok": False, "reason": "database is locked"})


async def test_a_database_without_our_tables_is_not_ready(database_url: str) -> None:
    status, said = await ask(Database(database_url))
    assert (status, said["ok"]) == (503, False)
    assert "setting" in str(said["reason"])


async def test_a_damaged_file_is_not_ready(tmp_path: Path) -> None:
    path = tmp_path / "riscontro.db"
    path.write_bytes(b"this is no database, though it lies where ours was")
    status, said = await ask(Database(f"sqlite:///{path}"))
    assert (status, said) == (503, {"ok": False, "reason": "file is not a database"})
