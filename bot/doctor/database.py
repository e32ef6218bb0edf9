"""Whether the database opens, its schema, what was set aside in it; for SQLite its file."""

from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from bot.config import Config
from bot.doctor.findings import Finding, bad, good
from bot.doctor.sqlite import examine_sqlite, find_trouble
from flows.problems import Place
from storage import dead_letters
from storage.database import Database
from storage.errors import StorageError
from storage.schema import is_newer, newest_revision, revision_of

_PLACE: Place = ("database", "url")
_NOT_YET = "there is no database yet; `riscontro run` sets it up"
_SERVER = "see that the address is right, its server up, and that you may read and write there"
_FILE = "see that nothing else keeps it locked and that its disk is well"


def examine_database(config: Config) -> Iterator[Finding]:
    """The findings in the order in which one would look."""
    try:
        database = Database(config.database.url)
    except StorageError as error:
        yield bad(_PLACE, str(error), "where it lies is told by `url` in [database]")
        return
    try:
        yield from _examine(database)
    except (StorageError, SQLAlchemyError, OSError) as error:
        reason, _, _ = str(error).partition("\n")
        yield bad(_PLACE, f"it cannot be opened: {reason}", _FILE if database.is_sqlite else _SERVER)
    finally:
        database.dispose()


def _examine(database: Database) -> Iterator[Finding]:
    trouble = find_trouble(database.path) if database.path is not None else None
    if trouble is not None:
        yield trouble
        return
    revision = revision_of(database)
    yield _schema(revision) if database.is_there else good(_PLACE, _NOT_YET)
    if revision == newest_revision():
        yield from _dead_letters(database)
    if database.path is not None:
        yield from examine_sqlite(database.path)


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
