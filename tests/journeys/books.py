"""What the program has stored, read past it. Blocking: to be called from a thread."""

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
    return [
        *(f"timer: {row['purpose']}" for row in timers),
        *(
            f"{row['kind']} to {row['ordering_key']}"
            for row in first.values()
            if row["not_before"] <= now and held.isdisjoint({row["budget"], f"all of {row['channel']}"})
        ),
    ]


def _rows(session: Session, table: str, **where: object) -> list[Row]:
    known = METADATA.tables[table]
    query = known.select().filter_by(**where).order_by(*known.primary_key)
    return [dict(row) for row in session.connection().execute(query).mappings()]
