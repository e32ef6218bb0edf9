"""Stores the rows of a file, some hundred in one transaction, and tells what became of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError

from bot.config import Config
from bot.ports import Clock
from bot.purchases.csv_rows import BadLine, GoodLine, LeftOut, Line
from bot.purchases.event import PurchaseEvent
from bot.use_cases.register_purchase import Registered, register_purchase
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from flows.outreach import HeldBack, first_due
from storage.database import Database
from storage.errors import StoreUnavailable

BATCH = 250  # rows; about half a second, for which a running program may have to wait
_ROOM_S = 0.06
_PATIENCE_S = (1, 2, 5, 10)


class Fate(StrEnum):
    """What follows from an event that was not known before."""

    DUE = "a survey is due"
    PLANNED = "a survey is planned"
    TOO_OLD = "too old to be asked about"
    NO_TOUCHPOINT = "no touchpoint asks about it"


@dataclass(frozen=True, slots=True)
class Imported:
    """`fate` is None for an event that was known already."""

    number: int
    event: PurchaseEvent
    registered: Registered
    fate: Fate | None


Outcome = Imported | LeftOut | BadLine


@dataclass(frozen=True, slots=True)
class Importer:
    """`pause` waits for so many seconds."""

    database: Database
    setup: Setup
    source: str
    clock: Clock
    pause: Callable[[float], None]

    def store(self, lines: Iterable[Line]) -> Iterator[Outcome]:
        """What became of each line; what was yielded is stored.

        Raises `StoreUnavailable` when the database stays away.
        """
        batch: list[GoodLine] = []
        for line in lines:
            if not isinstance(line, GoodLine):
                yield line
                continue
            batch.append(line)
            if len(batch) == BATCH:
                yield from self._store_batch(batch)
                batch = []
        yield from self._store_batch(batch)

    def _store_batch(self, batch: Sequence[GoodLine]) -> list[Outcome]:
        try:
            outcomes = self._patiently(batch)
        except (SQLAlchemyError, ValueError, OverflowError):
            outcomes = [self._store_alone(line) for line in batch]
        self._make_room()
        return outcomes

    def _store_alone(self, line: GoodLine) -> Outcome:
        """A row that the database refuses spoils no other."""
        try:
            return self._patiently([line])[0]
        except (SQLAlchemyError, ValueError, OverflowError) as error:
            return BadLine(line.number, "cannot be stored", str(getattr(error, "orig", error)))

    def _patiently(self, batch: Sequence[GoodLine]) -> list[Outcome]:
        for seconds in _PATIENCE_S:
            try:
                return self._together(batch)
            except StoreUnavailable:
                self.pause(seconds)
        return self._together(batch)

    def _together(self, batch: Sequence[GoodLine]) -> list[Outcome]:
        with self.database.transaction() as session:
            turn = Turn(session, self.setup, self.clock.now())
            return [self._register(turn, line) for line in batch]

    def _register(self, turn: Turn, line: GoodLine) -> Outcome:
        registered = register_purchase(turn, self.source, line.event)
        fate = fate_of(line.event, turn) if registered.was_new else None
        return Imported(line.number, line.event, registered, fate)

    def _make_room(self) -> None:
        """SQLite wakes nobody who waits for the file; they look again, after 0.1 s at the latest."""
        if self.database.is_sqlite:
            self.pause(_ROOM_S)


def fate_of(event: PurchaseEvent, turn: Turn) -> Fate:
    """Whether the event starts a survey by the touchpoints of now, and whether the first is due already."""
    config: Config = turn.setup.config
    due = [
        first_due(touchpoint, event.occurred_at, config.outreach, turn.now)
        for touchpoint in config.touchpoints.values()
        if touchpoint.on is event.type
    ]
    if not due:
        return Fate.NO_TOUCHPOINT
    moments = [each for each in due if not isinstance(each, HeldBack)]
    if not moments:
        return Fate.TOO_OLD
    return Fate.DUE if min(moments) <= turn.now else Fate.PLANNED
