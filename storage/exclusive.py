"""What only one process may do at a time, such as polling Telegram for one bot.

Held by a lock that the operating system or PostgreSQL frees when its holder dies, so that the next can take
over at once: a row with an expiry time would make it wait, and a clock that jumps would make two hold it.
"""

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import IO
from zlib import crc32

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from storage.database import Database
from storage.errors import UnsuitablePlace

_NAMESPACE = 0x5249_5343 << 32  # "RISC" in the upper half: no other program on the server locks these numbers


class Exclusive:
    """A named right. Blocking calls, all from one thread."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._key = _key(name)
        self._file: IO[str] | None = None
        self._connection: Connection | None = None

    def hold(self) -> bool:
        """Takes the right, or makes sure of it; False while another has it, or while the database is away.

        Raises `UnsuitablePlace` where no lock can be made beside an SQLite file.
        """
        if self._database.path is not None:
            return self._hold_file(self._database.path)
        return self._hold_in_postgresql()

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            with suppress(
                SQLAlchemyError
            ):  # the server frees it anyway, but only once it misses the connection
                self._connection.execute(text("SELECT pg_advisory_unlock_all()"))
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _hold_file(self, database: Path) -> bool:
        if self._file is not None:
            return True
        path = database.with_name(f"{database.name}.{self._key & 0xFFFF_FFFF:08x}.lock")
        try:
            self._file = _lock(path)
        except OSError as error:
            raise UnsuitablePlace(
                f"{path} cannot be written and locked ({error.strerror}): "
                "let the user that runs Riscontro write there, or name another place in database.url"
            ) from error
        return self._file is not None

    def _hold_in_postgresql(self) -> bool:
        """The lock lives as long as its connection, which is asked each time whether it still does."""
        try:
            held = self._connection is not None and self._connection.scalar(text("SELECT true"))
            if self._connection is None:
                held = self._lock_in_postgresql(self._database.engine.connect())
        except SQLAlchemyError:
            held = False
        if not held:
            self.release()
        return bool(held)

    def _lock_in_postgresql(self, connection: Connection) -> bool:
        self._connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        query = text("SELECT pg_try_advisory_lock(:key)")
        return bool(self._connection.scalar(query, {"key": self._key}))


def is_free(session: Session, name: str) -> bool:
    """Whether nobody has this right, on PostgreSQL. If so, nobody takes it before the transaction ends."""
    query = text("SELECT pg_try_advisory_xact_lock(:key)")
    return bool(session.connection().scalar(query, {"key": _key(name)}))


def wait_for(session: Session, name: str) -> None:
    """Takes the right for the rest of the transaction, after whoever has it. On SQLite each is alone anyway.

    Raises `StoreUnavailable` when it takes longer than a lock may.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _key(name)})


def _key(name: str) -> int:
    return _NAMESPACE | crc32(name.encode())


def _lock(path: Path) -> IO[str] | None:
    """The file, which nobody else gets while it is open; None while somebody else has it."""
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
