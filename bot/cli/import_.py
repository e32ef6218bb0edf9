"""`riscontro import`: purchases from a CSV file, beside a running program or without one."""

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile

if TYPE_CHECKING:
    from bot.config import Config, CsvSource

WRONG_USE = 2

File = Annotated[
    Path,
    typer.Argument(metavar="FILE.csv", exists=True, dir_okay=False, readable=True, help="May be a .gz, too."),
]
SourceName = Annotated[
    str, typer.Option("--source", metavar="NAME", help="The source in the configuration, of kind csv.")
]
LinksFile = Annotated[
    Path | None,
    typer.Option("--links", metavar="OUT.csv", dir_okay=False, help="Write the link of each purchase here."),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="OUT.csv", dir_okay=False, help="Write each row not imported here."),
]


def import_(
    file: File,
    source: SourceName,
    links: LinksFile = None,
    report: ReportFile = None,
    config: ConfigFile = DEFAULT_CONFIG,
) -> None:
    """Imports purchases from a file. Running it again changes nothing."""
    from sqlalchemy.exc import OperationalError

    from bot.cli.bot_name import UnknownBot
    from bot.cli.import_run import Job, run_import
    from bot.cli.reports import load_or_exit
    from bot.purchases.columns import WrongColumns
    from bot.purchases.csv_rows import UnreadableFile
    from storage.errors import StorageError, StoreUnavailable

    loaded = load_or_exit(config)
    mapping = _csv_source(loaded, source)
    for out in filter(None, (links, report)):
        _refuse_overwriting(out, (file, config))
    try:
        tally = run_import(loaded, Job(file, source, mapping, links, report))
    except (WrongColumns, UnreadableFile) as error:
        raise _failure(f"{file}: {error}", WRONG_USE) from error
    except OSError as error:
        raise _failure(f"{error.filename}: {error.strerror}", WRONG_USE) from error
    except (StoreUnavailable, OperationalError) as error:
        told = getattr(error, "orig", error)
        raise _failure(f"The database is away: {told}. What was imported stays; run it again.", 1) from error
    except (StorageError, UnknownBot) as error:
        raise _failure(str(error), 1) from error
    for line in tally.tell():
        typer.echo(line)
    raise typer.Exit(1 if tally.bad.counts else 0)


def _csv_source(config: "Config", name: str) -> "CsvSource":
    from bot.config import CsvSource

    found = config.sources.get(name)
    if isinstance(found, CsvSource):
        return found
    of_kind_csv = [each for each, source in config.sources.items() if isinstance(source, CsvSource)]
    if found is not None:
        raise _failure(
            f'the source "{name}" is of kind "{found.kind}", and a file needs one of kind "csv"', 2
        )
    close = get_close_matches(name, of_kind_csv, n=1)
    hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(of_kind_csv) or 'none'}"
    raise _failure(f'there is no source "{name}" of kind "csv"; {hint}', WRONG_USE)


def _refuse_overwriting(out: Path, inputs: tuple[Path, ...]) -> None:
    if any(out.exists() and out.samefile(each) for each in inputs):
        raise _failure(f"{out} would be overwritten, and it is read from", WRONG_USE)


def _failure(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)
