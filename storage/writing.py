"""Insert-or-ignore and change-by-id, spelled for both engines and prepared: every turn does some of each.

The race for a unique key is decided by the database.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, literal_column, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from storage.prepared import Prepared


def insert_new(session: Session, table: type[SQLModel], **values: Any) -> bool:
    """Inserts a row unless one with the same unique key is there; says whether it was new."""
    return _insert(table, tuple(values), session.info["dialect"].name).first(session, **values) is not None


def insert_missing(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Inserts those of the rows whose unique keys are not there yet, in this order."""
    if rows:
        _insert(table, tuple(rows[0]), session.info["dialect"].name, says=False).run_for_all(session, rows)


def change(session: Session, table: type[SQLModel], row_id: int, **columns: Any) -> None:
    """Sets these columns of the row with this id."""
    _update(table, tuple(columns)).run(session, row_id=row_id, **columns)


@cache
def _insert(table: type[SQLModel], columns: tuple[str, ...], dialect: str, *, says: bool = True) -> Prepared:
    """Each new row is returned where it matters: on PostgreSQL nothing else tells that it was new."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(table).values({name: bindparam(name) for name in columns}).on_conflict_do_nothing()
    if not says:
        return Prepared(statement.inline())
    return Prepared(statement.returning(literal_column("1", Integer).label("new")))


@cache
def _update(table: type[SQLModel], columns: tuple[str, ...]) -> Prepared:
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    this = table.__table__.c.id == bindparam("row_id")  # type: ignore[attr-defined]  # SQLModel adds it
    return Prepared(update(table).where(this).values(values))
