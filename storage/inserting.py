"""Insert-or-ignore, spelled for both engines: the race for a unique key is decided by the database."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel


def insert_new(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Inserts a row unless one with the same unique key is there; says whether it was new."""
    statement = _insert(table, session.get_bind().dialect.name)
    return session.connection().execute(statement, values).first() is not None


def insert_missing(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> int:
    """Inserts those of the rows whose unique keys are not there yet, in this order; says how many."""
    statement = _insert(table, session.get_bind().dialect.name).values(rows)
    return len(session.connection().execute(statement).all())


@cache
def _insert(table: type[SQLModel], dialect: str) -> ReturningInsert[tuple[int]]:
    """Built once per table: building it costs more than running it.

    Each new row is returned and counted: SQLAlchemy keeps no count of inserted rows on PostgreSQL.
    """
    one = literal_column("1", Integer)
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing().returning(one)
    return postgresql.insert(table).on_conflict_do_nothing().returning(one)
