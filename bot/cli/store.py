"""Opens the database of a configuration for a command, and says in one line why it cannot."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.config import Config
    from storage.database import Database


@contextmanager
def database_of(config: "Config", *, may_be_new: bool = False) -> Iterator["Database"]:
    """The database, with the schema that this program knows; one that is new may get it. One in use is
    upgraded by `riscontro run`, never from beside it.

    Raises:
        StorageError: where it cannot be used.
    """
    from storage import schema

    with _database(config) as database:
        if may_be_new and schema.revision_of(database) is None:
            schema.upgrade(database)
        schema.require_newest(database)
        yield database


@contextmanager
def database_if_any(config: "Config") -> Iterator["Database | None"]:
    """The same for who only looks into it; None where there is none yet, and then none is made."""
    from storage import schema

    with _database(config) as database:
        is_set_up = schema.revision_of(database) is not None
        if is_set_up:
            schema.require_newest(database)
        yield database if is_set_up else None


@contextmanager
def opened(config: "Config", *, may_be_new: bool = False) -> Iterator["Database"]:
    """The same as `database_of`.

    Raises:
        typer.Exit: with code 1 and a sentence, where it cannot be used.
    """
    with _telling(config), database_of(config, may_be_new=may_be_new) as database:
        yield database


@contextmanager
def opened_if_any(config: "Config") -> Iterator["Database | None"]:
    """The same as `database_if_any`.

    Raises:
        typer.Exit: as `opened`.
    """
    with _telling(config), database_if_any(config) as database:
        yield database


@contextmanager
def _database(config: "Config") -> Iterator["Database"]:
    from storage.database import Database

    database = Database(config.database.url)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def _telling(config: "Config") -> Iterator[None]:
    from bot.cli.reports import tell_store
    from storage.errors import StorageError

    try:
        yield
    except StorageError as error:
        typer.echo(f"The database cannot be used: {tell_store(error, config.database.url)}", err=True)
        raise typer.Exit(1) from error
