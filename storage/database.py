"""Opens SQLite or PostgreSQL the safe way, and gives out transactions.

SQLite: every writing transaction begins with BEGIN IMMEDIATE, because the driver's own late BEGIN loses
updates and a read that is upgraded to a write fails at once; `synchronous=FULL`, because an acknowledged
answer must survive a power cut. WAL is used only where the library has the fix for the WAL-reset bug (SQLite
change log: 3.51.3, back-ported to 3.50.7 and 3.44.6), the rollback journal elsewhere.

PostgreSQL: a lock is waited for as long as on SQLite, a client that fell silent inside a transaction or
vanished from the network loses its locks, and looks read one snapshot.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from storage.errors import StoreDamaged, StoreUnavailable, UnsuitablePlace
from storage.places import create_for_owner, refuse_network_disk
from storage.prepared import keep_driver

BUSY_TIMEOUT = timedelta(seconds=5)
"""How long a transaction waits for a connection, or for somebody else's lock, before it is given up."""

_SESSION_SETTINGS = {
    "timezone": "UTC",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "10s",
    "tcp_keepalives_interval": "5s",
    "tcp_keepalives_count": "3",
}
_ROOM_TO_WRITE = "PRAGMA cache_size = -32000"
"""KiB that the writer may keep of a large file. With SQLite's 2 MB a mailing takes a third longer."""

_CONNECT_WITHIN_S = 5
_GONE_AFTER_MS = 10_000
_ONLY_READS = "25006"
"""PostgreSQL's `read_only_sql_transaction`: a standby, or a server set so. psycopg counts it as internal."""

_SQLITE_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_SQLITE_REFUSALS = _SQLITE_DAMAGE | frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite has the WAL-reset fix. 3.52.0 was withdrawn and counts as without."""
    if version[:2] == (3, 44):
        return version >= (3, 44, 6)
    if version[:2] == (3, 50):
        return version >= (3, 50, 7)
    return version >= (3, 51, 3) and version != (3, 52, 0)


class Database:
    """One database. Blocking: call it from a thread of its own, never from the event loop."""

    def __init__(self, url: str, *, busy_timeout: timedelta = BUSY_TIMEOUT) -> None:
        """`url` is `sqlite:///path` or `postgresql://…`.

        Raises `UnsuitablePlace` for a file in memory, on a network disk, or in a folder that does not exist.
        """
        self.is_sqlite = url.startswith("sqlite")
        self.path = _usable_path(url) if self.is_sqlite else None
        if self.is_sqlite:
            self.engine = _open_sqlite(url, busy_timeout, "BEGIN IMMEDIATE", _ROOM_TO_WRITE)
            self._looks = _open_sqlite(url, busy_timeout, "BEGIN", "PRAGMA query_only = ON")
        else:
            self.engine = _open_postgresql(url, busy_timeout)
            self._looks = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @property
    def is_there(self) -> bool:
        """False for an SQLite file that is still to be created; opening it would do so."""
        try:
            return self.path is None or self.path.exists()
        except OSError:  # a folder that may not be looked into: opening tells
            return True

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One write transaction: committed at the end, rolled back whole on any exception.

        Raises `StoreUnavailable` if the database cannot take it. Nothing was changed then, but for one case
        that nobody can tell apart: a connection that breaks during the commit. A repeat is recognised by its
        inbox key.
        """
        with as_unavailable(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            keep_driver(session, session.connection())
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent look at the data. The database refuses any change in it.

        Raises `StoreUnavailable` if the database cannot be read.
        """
        with as_unavailable(), Session(self._looks, expire_on_commit=False) as session:
            keep_driver(session, session.connection())
            yield session

    def dispose(self) -> None:
        """Closes all connections that are not in use."""
        self.engine.dispose()
        self._looks.dispose()


@contextmanager
def as_unavailable() -> Iterator[None]:
    """Errors that say nothing about our statement become `StoreUnavailable`, or `StoreDamaged`."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreUnavailable("all connections to the database are in use") from error
    except DBAPIError as error:
        if (reason := next(filter(_lies_with_the_database, _with_earlier(error)), None)) is None:
            raise
        kind = StoreDamaged if _primary_code(reason) in _SQLITE_DAMAGE else StoreUnavailable
        raise kind(str(reason.orig)) from error


def _with_earlier(error: BaseException | None) -> Iterator[DBAPIError]:
    """The error, and those in whose handling it came up. When a disk is full SQLite undoes the whole
    transaction by itself (https://www.sqlite.org/lang_transaction.html, section 3.1); the savepoint that is
    undone next is gone then, and the error about it hides the first.
    """
    while error is not None:
        if isinstance(error, DBAPIError):
            yield error
        error = error.__context__


def _lies_with_the_database(error: DBAPIError) -> bool:
    """SQLite has one class of error for a full disk and a misspelt column: its primary code decides."""
    code = _primary_code(error)
    if code is not None:
        return code in _SQLITE_REFUSALS
    if getattr(error.orig, "sqlstate", None) == _ONLY_READS:
        return True
    return error.connection_invalidated or isinstance(error, OperationalError)


def _primary_code(error: DBAPIError) -> int | None:
    """SQLite's, which is the low byte of the extended one."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _usable_path(url: str) -> Path:
    path = Path(make_url(url).database or ":memory:")
    if path.name == ":memory:":
        raise UnsuitablePlace(
            "a database in memory forgets everything: name a file, as in sqlite:///riscontro.db"
        )
    try:
        is_there = path.parent.is_dir()
    except OSError as error:  # what it lies in may not be looked into
        raise UnsuitablePlace(
            f"the folder {path.parent} cannot be reached ({error.strerror}): "
            "let the user that runs Riscontro in, or name another in database.url"
        ) from error
    if not is_there:
        raise UnsuitablePlace(
            f"the folder {path.parent} does not exist: create it, or name another in database.url"
        )
    refuse_network_disk(path)
    return path


def _open_sqlite(url: str, busy_timeout: timedelta, begin: str, *pragmas: str) -> Engine:
    """`isolation_level=None` keeps the driver from beginning a transaction by itself, and too late."""
    arguments = {
        "timeout": busy_timeout.total_seconds(),
        "check_same_thread": False,
        "isolation_level": None,
    }
    engine = create_engine(url, **_common(busy_timeout), connect_args=arguments)
    journal = "WAL" if wal_is_safe() else "TRUNCATE"
    settings = (f"PRAGMA journal_mode = {journal}", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "do_connect")
    def create(*_: Any) -> None:
        create_for_owner(Path(engine.url.database or ""))

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        for statement in (*settings, *pragmas):
            connection.execute(statement)

    @event.listens_for(engine, "begin")
    def begin_at_once(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _open_postgresql(url: str, busy_timeout: timedelta) -> Engine:
    from storage.cursors import DiscreetCursor  # noqa: PLC0415 - SQLite needs no driver for PostgreSQL

    settings = _SESSION_SETTINGS | {"lock_timeout": f"{busy_timeout.total_seconds() * 1000:.0f}"}
    arguments = {
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        "connect_timeout": _CONNECT_WITHIN_S,
        "tcp_user_timeout": _GONE_AFTER_MS,
        "cursor_factory": DiscreetCursor,
    }
    parts = make_url(url).set(drivername="postgresql+psycopg")
    pool = {"pool_size": 8, "max_overflow": 8, "pool_pre_ping": True}
    return create_engine(parts, **_common(busy_timeout), **pool, connect_args=arguments)


def _common(busy_timeout: timedelta) -> dict[str, Any]:
    """JSON has no word for infinity; PostgreSQL would refuse Python's, and SQLite would keep it. Errors go to
    the log, so they quote nothing of what was to be stored.
    """
    return {
        "json_serializer": json.JSONEncoder(allow_nan=False).encode,
        "hide_parameters": True,
        "pool_timeout": busy_timeout.total_seconds(),
    }
