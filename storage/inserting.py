"""Insert-or-ignore, spelled for both engines: the race for a unique key is decided by the database."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Inserts a row unless one with the same unique key is there; says whether it was new."""
    return insert_missing(session, table, [values]) == 1


def insert_missing(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> int:
    """Inserts those of the rows whose unique keys are not there yet, in this order; says how many they were.

    Each new row is returned and counted: SQLAlchemy keeps no count of inserted rows on PostgreSQL.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = (sqlite if is_sqlite else postgresql).insert(table).values(rows).on_conflict_do_nothing()
    return len(session.connection().execute(insert.returning(literal_column("1"))).all())
