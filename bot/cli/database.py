"""`riscontro db …`: looking after the database by hand."""

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile

commands = typer.Typer(help="Looks after the database.", no_args_is_help=True)


@commands.callback()
def _db() -> None:
    """Looks after the database."""


@commands.command()
def upgrade(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Brings the schema up to date, as `riscontro run` does by itself; an SQLite file is copied aside
    before.
    """
    from bot.cli.reports import load_or_exit, tell_store
    from bot.ports import SystemClock
    from storage.database import Database
    from storage.errors import StorageError
    from storage.schema import bring_up_to_date, newest_revision, revision_of

    loaded = load_or_exit(config, needs_secrets=False)
    try:
        database = Database(loaded.database.url)
        was_newest = revision_of(database) == newest_revision()
        copy = bring_up_to_date(database, SystemClock().now())
    except StorageError as error:
        typer.echo(f"The database cannot be upgraded: {tell_store(error, loaded.database.url)}", err=True)
        raise typer.Exit(1) from error
    if copy is not None:
        typer.echo(f"A copy from before the upgrade lies in {copy}.")
    state = "already has" if was_newest else "now has"
    typer.echo(f"The database {state} the newest schema ({newest_revision()}).")
