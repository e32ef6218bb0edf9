"""The base of every table: named constraints, which migrations need, and ids that are never given twice."""

from collections.abc import Iterable
from typing import ClassVar

from sqlalchemy import JSON, CheckConstraint, MetaData
from sqlmodel import SQLModel

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

FRESH_IDS = {"sqlite_autoincrement": True}
"""SQLite gives the id of a deleted last row to the next one, unless told not to. A claimed timer, a button in
a chat and a card in Slack hold on to ids of rows that may be gone: they must never find another row there.
"""

NULLABLE_JSON = JSON(none_as_null=True)
"""None is SQL's null, not the JSON text `null`, so that `IS NULL` finds it."""


class Row(SQLModel):
    metadata = METADATA
    model_config = {"defer_build": True}  # no table validates, so what validates is not built
    __table_args__: ClassVar[object] = FRESH_IDS


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The column holds one of these words, or null where it may."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
