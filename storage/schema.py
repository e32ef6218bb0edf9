"""Brings a database's schema to the one this program knows, safely with several programs starting at once.

Alembic is loaded where there is something to upgrade. Whether there is, is told by the names of the files:
`0004_reliable_delivery.py` makes revision 0004.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from storage.database import Database
from storage.errors import SchemaOutOfDate, StoreUnavailable
from storage.places import create_for_owner

if TYPE_CHECKING:
    from alembic.config import Config

_PLACE = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 0x5249_5343  # "RISC": any number that no other program on the server uses


def newest_revision() -> str:
    revisions = _known_revisions()
    if not revisions:
        raise SchemaOutOfDate("the program came without its migrations: install it again")
    return max(revisions)


def revision_of(database: Database) -> str | None:
    """The schema revision of the database, None when it is empty or not there, which does not create it."""
    if not database.is_there:
        return None
    with database.reading() as session:
        return _revision_in(session.connection())


def bring_up_to_date(database: Database, now: datetime) -> Path | None:
    """Upgrades what is not the newest, an SQLite file being copied aside before; returns where the copy lies.

    Raises `SchemaOutOfDate` when the database was made by a newer program, and `StoreUnavailable`.
    """
    if revision_of(database) == newest_revision():
        return None
    copy = copy_aside(database, now)
    upgrade(database)
    return copy


def upgrade(database: Database) -> bool:
    """Upgrades to the newest revision; whether anything was to be done.

    Of several programs that come at once, one upgrades while the others wait. All of it is one transaction.

    Raises `SchemaOutOfDate` when the database was made by a newer program: nothing is touched then.
    """
    if revision_of(database) == newest_revision():
        return False
    from alembic import command  # noqa: PLC0415  see above

    with database.transaction() as session:
        connection = session.connection()
        _wait_for_other_upgrades(connection)
        current = _revision_in(connection)
        if current == newest_revision():
            return False
        _refuse_newer(current)
        command.upgrade(_settings(connection), "head")
    return True


def is_newer(revision: str) -> bool:
    """Whether a program newer than this one made it."""
    return revision not in _known_revisions()


def require_newest(database: Database) -> None:
    """Raises `SchemaOutOfDate` unless the schema is the newest, saying what to do."""
    current = revision_of(database)
    if current is None:
        raise SchemaOutOfDate("there is no database yet; `riscontro run` sets it up")
    _refuse_newer(current)
    if current != newest_revision():
        raise SchemaOutOfDate("the database has an older schema: run `riscontro db upgrade`")


def copy_aside(database: Database, now: datetime) -> Path | None:
    """A copy of a SQLite file beside it, made while it may be in use; None when there is nothing to copy.

    Raises `StoreUnavailable` where none can be made.
    """
    path = database.path
    if path is None or not path.exists() or path.stat().st_size == 0:
        return None
    copy = path.with_name(f"{path.name}.{now:%Y%m%dT%H%M%SZ}.before-upgrade")
    partial = copy.with_name(f"{copy.name}.partial")
    create_for_owner(partial)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
        partial.replace(copy)
    except (sqlite3.Error, OSError) as error:
        raise StoreUnavailable(f"no copy from before the upgrade can be made: {error}") from error
    return copy


def _revision_in(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _wait_for_other_upgrades(connection: Connection) -> None:
    """However long they take. On SQLite the transaction itself has waited."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})


def _refuse_newer(current: str | None) -> None:
    if current is not None and is_newer(current):
        raise SchemaOutOfDate(
            f"the database was made by a newer Riscontro (schema {current}): "
            "use that version, or restore a copy from before the upgrade"
        )


def _known_revisions() -> frozenset[str]:
    return frozenset(path.name.partition("_")[0] for path in (_PLACE / "versions").glob("[0-9]*.py"))


def _settings(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  see above

    settings = Config()
    settings.set_main_option("script_location", str(_PLACE))
    settings.attributes["connection"] = connection
    return settings
