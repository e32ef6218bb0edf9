"""Runs use cases on the database's own threads, so that the event loop never waits for a disk.

SQLite has one writer, so one thread owns writing: it takes all turns that wait, in the order in which they
came, into one commit. PostgreSQL locks rows, so several turns run side by side, each with its own commit.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

import structlog
from sqlmodel import Session

from bot.metrics import DATABASE_FAILURES, TURN_SECONDS
from storage.database import Database
from storage.errors import StoreDamaged, StoreUnavailable
from storage.together import Done, Outcome, Undone, commit_together

ResultT = TypeVar("ResultT")

log = structlog.get_logger(__name__)

MOST_TOGETHER = 100
"""Turns in one commit: more would make the first of them wait without making any cheaper."""

PARALLEL_TURNS = 8


class Turns:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._writers: _OneWriter | _ManyWriters = (
            _OneWriter(database) if database.is_sqlite else _ManyWriters(database)
        )
        self._readers = ThreadPoolExecutor(4, thread_name_prefix="look")
        self.damage: str | None = None
        """What the database said when it was found to be damaged: that does not mend itself."""

    async def take(self, turn: Callable[[Session], ResultT]) -> ResultT:
        """Runs `turn` in a transaction; when this returns, it is committed. Until then it may be run, and
        undone, more than once.

        Raises what `turn` raises (then nothing of it was changed), and `StoreUnavailable` if the database
        cannot take it.
        """
        with TURN_SECONDS.time(), DATABASE_FAILURES.count_exceptions(StoreUnavailable), self._noting_damage():
            result: ResultT = await self._writers.take(turn)
        return result

    async def look(self, turn: Callable[[Session], ResultT]) -> ResultT:
        """Runs `turn`, which only reads."""
        with self._noting_damage():
            return await asyncio.get_running_loop().run_in_executor(self._readers, self._reading, turn)

    def close(self) -> None:
        """Waits for turns under way."""
        self._writers.close()
        self._readers.shutdown()

    @contextmanager
    def _noting_damage(self) -> Iterator[None]:
        try:
            yield
        except StoreDamaged as error:
            if self.damage is None:
                log.critical("database.damaged", reason=str(error))
            self.damage = str(error)
            raise

    def _reading(self, turn: Callable[[Session], ResultT]) -> ResultT:
        with self._database.reading() as session:
            return turn(session)


class _ManyWriters:
    """One transaction for each turn."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._threads = ThreadPoolExecutor(PARALLEL_TURNS, thread_name_prefix="turn")

    async def take(self, turn: Callable[[Session], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._in_transaction, turn)

    def close(self) -> None:
        self._threads.shutdown()

    def _in_transaction(self, turn: Callable[[Session], Any]) -> Any:
        with self._database.transaction() as session:
            return turn(session)


@dataclass(frozen=True, slots=True)
class _Waiting:
    turn: Callable[[Session], Any]
    outcome: asyncio.Future[Any]


class _OneWriter:
    """One transaction for all turns that wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._open = True
        self._thread = Thread(target=self._write, name="turn", daemon=True)
        self._thread.start()

    async def take(self, turn: Callable[[Session], Any]) -> Any:
        if not self._open:
            raise RuntimeError("the database takes no more turns: the program ends")
        outcome: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._queue.put(_Waiting(turn, outcome))
        return await outcome

    def close(self) -> None:
        self._open = False
        self._queue.put(None)
        self._thread.join()

    def _write(self) -> None:
        while group := self._next_group():
            outcomes = self._commit([waiting.turn for waiting in group])
            loop = group[0].outcome.get_loop()
            with suppress(RuntimeError):  # the loop is closed: nobody is left to hear it
                loop.call_soon_threadsafe(_hand_out, list(zip(group, outcomes, strict=True)))

    def _next_group(self) -> list[_Waiting]:
        """Waits for a turn, and takes with it whatever else waits by then; nothing at the end."""
        group: list[_Waiting] = []
        while not group or (len(group) < MOST_TOGETHER and not self._queue.empty()):
            waiting = self._queue.get()
            if waiting is None:
                self._queue.put(None)
                break
            group.append(waiting)
        return group

    def _commit(self, turns: Sequence[Callable[[Session], Any]]) -> Sequence[Outcome]:
        """A commit that fails was nobody's."""
        try:
            return commit_together(self._database, turns)
        except StoreUnavailable as error:
            return [Undone(type(error)(str(error))) for _ in turns]
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it, and the next turns be taken
            return [Undone(error) for _ in turns]


def _hand_out(group: Sequence[tuple[_Waiting, Outcome]]) -> None:
    for waiting, outcome in group:
        if waiting.outcome.done():
            continue  # cancelled: whoever asked for it has gone
        match outcome:
            case Done(result):
                waiting.outcome.set_result(result)
            case Undone(error):
                waiting.outcome.set_exception(error)
