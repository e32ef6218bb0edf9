"""Rows that are needed for a while only: finds the old ones and deletes them, in portions.

Each table is looked through in the order of its keys, a page at a time and as a mere reader, so that nobody
waits for it; what is old in a page is then deleted in one short transaction. No index is needed for it, which
every turn would pay for. What is *old* is written here, as one condition for each table; since when, the
caller says. The condition is part of the deletion too, for a row may be needed again by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, String, Table, and_, cast, delete, exists, or_, select, tuple_
from sqlmodel import Session, col

from flows.run import RunStatus
from storage.records import DeadLetterState, OutboxState
from storage.tables import METADATA, DeadLetterRow, InboxRow, OutboxRow, RunRow, SendBudgetRow

Key = tuple[Any, ...]


class Purged(StrEnum):
    """The tables whose rows go, by their names."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    SEND_BUDGET = "send_budget"
    DEAD_LETTER = "dead_letter"


@dataclass(frozen=True, slots=True)
class Page:
    """What a look through some rows found: the keys of old ones, and where to go on; None at the end."""

    old: Sequence[Key]
    last: Key | None


def look_through(session: Session, purged: Purged, before: datetime, after: Key | None, size: int) -> Page:
    """Looks at the next `size` rows behind the key `after` for what is older than `before`."""
    table = METADATA.tables[purged]
    key = _key(table)
    query = select(*key, _is_old(purged, before).label("is_old")).order_by(*key).limit(size)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after))
    rows = session.connection().execute(query).all()
    last = tuple(rows[-1][:-1]) if len(rows) == size else None
    return Page([tuple(row[:-1]) for row in rows if row.is_old], last)


def remove(session: Session, purged: Purged, before: datetime, keys: Sequence[Key]) -> int:
    """Deletes those of the rows that are still old; how many there were."""
    table = METADATA.tables[purged]
    chosen = or_(*(_has_key(table, key) for key in keys))
    statement = delete(table).where(chosen, _is_old(purged, before))
    return session.connection().execute(statement).rowcount


def _has_key(table: Table, key: Key) -> ColumnElement[bool]:
    """Column by column: of `(a, b) IN (…)` SQLite makes a look through the whole table."""
    return and_(*(column == value for column, value in zip(_key(table), key, strict=True)))


def _key(table: Table) -> list[Column[Any]]:
    return list(table.primary_key)


def _is_old(purged: Purged, before: datetime) -> ColumnElement[bool]:
    match purged:
        case Purged.INBOX:
            return col(InboxRow.handled_at) < before
        case Purged.OUTBOX:
            return and_(
                col(OutboxRow.queued_at) < before,
                col(OutboxRow.state) != OutboxState.PENDING.value,
                ~_is_of_open_survey(),
                ~_is_dead_letter(),
            )
        case Purged.SEND_BUDGET:
            return col(SendBudgetRow.free_at) < before
        case Purged.DEAD_LETTER:
            retried = col(DeadLetterRow.state) == DeadLetterState.RETRIED.value
            return and_(col(DeadLetterRow.state_since) < before, retried)


def _is_of_open_survey() -> ColumnElement[bool]:
    """Its buttons can still be pressed: what was asked is closed, and answered by replying to it."""
    waits = col(RunRow.status) == RunStatus.WAITING.value
    return exists().where(col(RunRow.id) == col(OutboxRow.run_id), waits)


def _is_dead_letter() -> ColumnElement[bool]:
    """It can still be taken up by a retry."""
    is_it = col(DeadLetterRow.key) == cast(col(OutboxRow.id), String)
    return exists().where(col(DeadLetterRow.source) == "outbox", is_it)
