"""Insert-or-ignore, spelled for both engines: the race for a unique key is decided by the database."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Inserts a row unless one with the same unique key is there; says whether it was new."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (sqlite if is_sqlite else postgresql).insert(table).values(**values).on_conflict_do_nothing()
    return bool(session.connection().execute(statement).rowcount)
