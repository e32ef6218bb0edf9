"""Whether the database opens, its schema, what was set aside in it; for SQLite the library, file and disk."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.config import Config
from bot.doctor.files import is_open_to_all
from bot.doctor.findings import Finding, bad, good
from bot.readiness import NEARLY_FULL
from flows.problems import Place
from storage import dead_letters
from storage.database import Database, wal_is_safe
from storage.errors import StorageError
from storage.schema import is_newer, newest_revision, revision_of

_PLACE: Place = ("database", "url")
_NOT_YET = "there is no database yet; `riscontro run` sets it up"
_UNOPENED = "see that the address is right, its server up, and that you may read and write there"


def examine_database(config: Config) -> Iterator[Finding]:
    """The findings in the order in which one would look."""
    try:
        database = Database(config.database.url)
    except StorageError as error:
        yield _unopened(error)
        return
    try:
        yield from _examine(database)
    except (StorageError, SQLAlchemyError, OSError) as error:
        yield _unopened(error)
    finally:
        database.dispose()


def _unopened(error: Exception) -> Finding:
    reason, _, _ = str(error).partition("\n")
    return bad(_PLACE, f"it cannot be opened: {reason}", _UNOPENED)


def _examine(database: Database) -> Iterator[Finding]:
    revision = revision_of(database)
    yield _schema(revision) if database.is_there else good(_PLACE, _NOT_YET)
    if revision == newest_revision():
        yield from _dead_letters(database)
    if database.path is not None:
        yield _library()
        yield from _file(database.path)
        yield _disk(database.path)


def _schema(revision: str | None) -> Finding:
    newest = newest_revision()
    if revision is None:
        return good(_PLACE, "it is empty; `riscontro run` sets it up")
    if revision == newest:
        return good(_PLACE, f"its schema is up to date ({newest})")
    if is_newer(revision):
        advice = "use that version, or restore a copy from before the upgrade"
        return bad(_PLACE, f"it was made by a newer Riscontro (schema {revision})", advice)
    advice = "`riscontro run` or `riscontro db upgrade` brings it up to date"
    return bad(_PLACE, f"its schema is {revision}, this program knows {newest}", advice)


def _dead_letters(database: Database) -> Iterator[Finding]:
    with database.reading() as session:
        count = dead_letters.count(session)
    if count:
        things = "1 thing was set aside that" if count == 1 else f"{count} things were set aside that"
        yield bad(_PLACE, f"{things} could not be handled", "see `riscontro dead list`")


def _library() -> Finding:
    version = sqlite3.sqlite_version
    if wal_is_safe():
        return good(_PLACE, f"SQLite {version}, with write-ahead log")
    advice = "it is safe, and costs about a third of the speed under load; 3.51.3 or newer lifts it"
    return good(_PLACE, f"SQLite {version} lacks the WAL-reset fix, so the rollback journal is used", advice)


def _file(path: Path) -> Iterator[Finding]:
    if is_open_to_all(path):
        yield bad(
            _PLACE, f"everybody on this machine can read what customers wrote in {path}", f"chmod 600 {path}"
        )


def _disk(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    sentence = f"{free / 2**30:.1f} GiB are free beside {path}"
    if free >= NEARLY_FULL:
        return good(_PLACE, sentence)
    return bad(_PLACE, sentence, "make room: when the disk is full, nothing can be stored")
