"""What the program has stored, read past it. Blocking: to be called from a thread."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.database import Database
from storage.tables import METADATA

Row = Mapping[str, Any]


def read_rows(database: Database, table: str) -> list[Row]:
    """All rows of a table in the order of their keys."""
    with database.reading() as session:
        return _rows(session, table)


def read_work(database: Database, now: datetime) -> list[str]:
    """What the program has to do by `now`: timers to fire, and letters that neither order nor limits hold."""
    with database.reading() as session:
        timers = [row for row in _rows(session, "timer") if row["due_at"] <= now]
        held = {row["name"] for row in _rows(session, "send_budget") if row["free_at"] > now}
        pending = _rows(session, "outbox", state="pending")
    first = {row["ordering_key"]: row for row in reversed(pending)}
    ready = [
        row
        for row in first.values()
        if row["lease_owner"] or (row["not_before"] <= now and held.isdisjoint(_budgets(row)))
    ]
    return [
        *(f"timer: {row['purpose']}" for row in timers),
        *(f"{row['kind']} to {row['ordering_key']}" for row in ready),
    ]


def read_next_moment(database: Database, now: datetime) -> datetime | None:
    """When the next timer, letter or place in a limit falls due, after `now`; None if nothing waits."""
    with database.reading() as session:
        moments = [
            *(row["due_at"] for row in _rows(session, "timer")),
            *(row["not_before"] for row in _rows(session, "outbox", state="pending")),
            *(row["free_at"] for row in _rows(session, "send_budget")),
        ]
    return min((moment for moment in moments if moment > now), default=None)


def _rows(session: Session, table: str, **where: object) -> list[Row]:
    known = METADATA.tables[table]
    query = known.select().filter_by(**where).order_by(*known.primary_key)
    return [dict(row) for row in session.connection().execute(query).mappings()]


def _budgets(letter: Row) -> set[str]:
    return {letter["budget"], f"all of {letter['channel']}"}


FLEETING = {"id", "traceback", "platform_id", "card_ts", "thread_ts", "token_hash", "lease_owner"}
"""Columns that name a row, a message or a process, which need not be the same in two worlds."""

COMPARED = (
    "answer",
    "conversation",
    "customer",
    "dead_letter",
    "link",
    "purchase",
    "purchase_event",
    "run",
    "ticket",
    "ticket_event",
    "ticket_message",
    "timer",
)


def read_books(database: Database) -> dict[str, list[str]]:
    """The final state, for a comparison with another world: every fact, and how many letters.

    Times stay: on clocks that stand still they are the same. What a row points at is named by its rank. How
    letters ended is told of those to customers only: for staff, one may show what another would have shown.
    """
    with database.reading() as session:
        ranks = {table: _ranks(session, table) for table in METADATA.tables}
        books = {
            table: sorted(str(_facts(table, row, ranks)) for row in _rows(session, table))
            for table in COMPARED
        }
        letters = Counter(_ending(row) for row in _rows(session, "outbox"))
    return books | {"letters": sorted(f"{count} × {letter}" for letter, count in letters.items())}


def differences(books: Mapping[str, list[str]], expected: Mapping[str, list[str]]) -> list[str]:
    """What one of them says and the other does not, line by line."""
    return [
        f"{table}: {sign} {line}"
        for table in expected
        for sign, more, less in (("+", books, expected), ("-", expected, books))
        for line in (Counter(more[table]) - Counter(less[table])).elements()
    ]


def _ending(letter: Row) -> str:
    return f"{letter['kind']} {letter['state']}" if letter["channel"] == "telegram" else str(letter["kind"])


def _ranks(session: Session, table: str) -> dict[object, int]:
    return {row["id"]: rank for rank, row in enumerate(_rows(session, table)) if "id" in row}


def _facts(table: str, row: Row, ranks: Mapping[str, Mapping[object, int]]) -> Row:
    facts = {name: value for name, value in row.items() if name not in FLEETING}
    for column in METADATA.tables[table].columns:
        for key in column.foreign_keys:
            facts[column.name] = ranks[key.column.table.name].get(row[column.name])
    return facts
