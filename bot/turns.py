"""Runs use cases on the database's own threads, so that the event loop never waits for a disk.

SQLite has one writer, so one thread owns writing and takes turns in the order in which they come. PostgreSQL
locks rows, so several turns run side by side.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlmodel import Session

from storage.database import Database

ResultT = TypeVar("ResultT")


class Turns:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._writers = ThreadPoolExecutor(1 if database.is_sqlite else 8, thread_name_prefix="turn")
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="look")

    async def take(self, turn: Callable[[Session], ResultT]) -> ResultT:
        """Runs `turn` in one transaction; when this returns, it is committed.

        Raises what `turn` raises (then nothing was changed), and `StoreUnavailable` if the database cannot
        take it.
        """
        return await asyncio.get_running_loop().run_in_executor(self._writers, self._in_transaction, turn)

    async def look(self, turn: Callable[[Session], ResultT]) -> ResultT:
        """Runs `turn`, which only reads."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._reading, turn)

    def close(self) -> None:
        """Waits for turns under way."""
        self._writers.shutdown()
        self._readers.shutdown()

    def _in_transaction(self, turn: Callable[[Session], ResultT]) -> ResultT:
        with self._database.transaction() as session:
            return turn(session)

    def _reading(self, turn: Callable[[Session], ResultT]) -> ResultT:
        with self._database.reading() as session:
            return turn(session)
