"""Opens SQLite or PostgreSQL the safe way, and gives out transactions.

SQLite: every writing transaction begins with BEGIN IMMEDIATE, because the driver's own late BEGIN loses updates
and a read that is upgraded to a write fails at once; `synchronous=FULL`, because an acknowledged answer must
survive a power cut. WAL is used only where the library has the fix for the WAL-reset bug (SQLite change log:
3.51.3, back-ported to 3.50.7 and 3.44.6), the rollback journal elsewhere.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from storage.errors import StoreUnavailable, UnsuitablePlace

BUSY_TIMEOUT_S = 5.0
_NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph", "glusterfs"}


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite has the WAL-reset fix. 3.52.0 was withdrawn and counts as without."""
    if version[:2] == (3, 44):
        return version >= (3, 44, 6)
    if version[:2] == (3, 50):
        return version >= (3, 50, 7)
    return version >= (3, 51, 3) and version != (3, 52, 0)


class Database:
    """One engine. Blocking: call it from a thread of its own, never from the event loop."""

    def __init__(self, url: str) -> None:
        """`url` is `sqlite:///path` or `postgresql://…`. Raises `UnsuitablePlace` for a file on a network disk."""
        self.is_sqlite = url.startswith("sqlite")
        self.path = Path(make_url(url).database or "") if self.is_sqlite else None
        self.engine = _open_sqlite(url) if self.is_sqlite else _open_postgresql(url)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One write transaction: committed at the end, rolled back whole on any exception.

        Raises `StoreUnavailable` if the database cannot take it; nothing was changed then.
        """
        with _as_unavailable(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent look at the data that never blocks a writer for long. Nothing may be changed in it."""
        engine = self.engine.execution_options(reading=True)
        with _as_unavailable(), Session(engine, expire_on_commit=False) as session:
            yield session

    def dispose(self) -> None:
        self.engine.dispose()


@contextmanager
def _as_unavailable() -> Iterator[None]:
    """Driver errors that say nothing about our statement become `StoreUnavailable`."""
    try:
        yield
    except OperationalError as error:
        raise StoreUnavailable(str(error.orig)) from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise StoreUnavailable(str(error.orig)) from error


def _open_sqlite(url: str) -> Engine:
    path = Path(make_url(url).database or "")
    refuse_network_disk(path)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    journal = "WAL" if wal_is_safe() else "TRUNCATE"
    for pragma in (f"journal_mode = {journal}", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN DEFERRED" if reading else "BEGIN IMMEDIATE")


def _open_postgresql(url: str) -> Engine:
    parts = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(
        parts, pool_size=8, max_overflow=4, pool_pre_ping=True, connect_args={"options": "-c timezone=UTC"}
    )


def refuse_network_disk(path: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Raises `UnsuitablePlace` when `path` lies on a network file system, whose locks SQLite cannot trust."""
    if not mounts.exists():
        return
    inside = [line.split() for line in mounts.read_text().splitlines()]
    around = [fields for fields in inside if path.resolve().is_relative_to(fields[1])]
    nearest = max(around, key=lambda fields: len(fields[1]), default=None)
    if nearest is not None and nearest[2] in _NETWORK_FILE_SYSTEMS:
        raise UnsuitablePlace(
            f"{path} is on a network disk ({nearest[2]}), whose locks SQLite cannot rely on: "
            "put the database on a local disk, or use PostgreSQL"
        )
