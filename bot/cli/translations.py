"""`riscontro translations …`: the texts as a table for translators, and back into the configuration."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.cli.options import DEFAULT_CONFIG, WRONG_USE, ConfigFile

if TYPE_CHECKING:
    from bot.cli.replacing import Replacement
    from bot.cli.translating import Desk
    from bot.translations import Record, Sheet

DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t"}

commands = typer.Typer(help="Hands the texts to translators and takes them back.", no_args_is_help=True)


def _language(value: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from bot.config.values import Language
    from flows.wording import Manner, private_part

    private = private_part(value)
    base = value[: -len(f"-x-{private}")] if private in list(Manner) else value
    try:
        TypeAdapter(Language).validate_python(base)
    except ValidationError as error:
        raise typer.BadParameter(f'"{value}" is not a language; use a code such as fr or pt-BR') from error
    return value


def _languages(values: list[str] | None) -> list[str] | None:
    return [_language(value) for value in values] if values else None


def _delimiter(value: str) -> str:
    if value not in DELIMITERS:
        raise typer.BadParameter(f"one of {' '.join(DELIMITERS)}")
    return value


OutFile = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE.csv]", dir_okay=False, help="Without it: the standard output."),
]
InFile = Annotated[
    Path,
    typer.Argument(metavar="FILE.csv", exists=True, dir_okay=False, help="As it came back from translators."),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language", metavar="CODE", callback=_languages, help="A language to begin. May be repeated."
    ),
]
Delimiter = Annotated[
    str,
    typer.Option(
        metavar="CHARACTER", callback=_delimiter, help="Between cells: , or ; or | or the word tab."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")]
AcceptStale = Annotated[
    bool, typer.Option("--accept-stale", help="Take translations of texts that have changed since.")
]


@commands.callback()
def _translations() -> None:
    """Hands the texts to translators and takes them back."""


@commands.command()
def export(
    file: OutFile = None,
    language: Languages = None,
    delimiter: Delimiter = ",",
    force: Force = False,
    config: ConfigFile = DEFAULT_CONFIG,
) -> None:
    """Writes every text and its translations as a table.

    Each line has a text's key, its language, the text itself, and for every
    other language the translation of today with its status: ok, missing, or
    stale where the text has changed since it was translated. Nothing stands
    where none is needed.

    What each translation was made from is kept beside the configuration, in
    config.translations.lock: put it under version control, too.
    """
    from bot.translations import write_sheet

    desk = _open(config, language)
    sheet = desk.book.sheet()
    content = write_sheet(sheet, DELIMITERS[delimiter])
    record = _record(desk, desk.book.kept().record)
    if file is None:
        _replace(record)
        sys.stdout.buffer.write(content)
        return
    _replace([_table(file, content, desk, force=force), *record])
    for line in _summary(sheet):
        typer.echo(line)


@commands.command("import")
def import_(
    file: InFile,
    language: Languages = None,
    dry_run: DryRun = False,
    accept_stale: AcceptStale = False,
    config: ConfigFile = DEFAULT_CONFIG,
) -> None:
    """Puts the translations of a table into the configuration.

    All or nothing: unless every line is right, no file is changed. Nothing
    but the texts is changed in them. Empty cells change nothing. A stale
    translation that is still right gets the status ok in the table.

    Exit codes: 0 imported, or nothing to import; 1 something is wrong in
    the table or the configuration, and nothing was changed; 2 the command
    was used wrongly.
    """
    from bot.cli.reports import print_findings
    from bot.cli.translation_import import plan

    desk = _open(config, language)
    planned = plan(desk, file, accept_stale=accept_stale)
    if planned.findings:
        code = print_findings(planned.findings)
        if code:
            _fail("Nothing was changed.", code)
    if dry_run:
        for line in planned.difference():
            typer.echo(line)
    else:
        _replace([*planned.replacements(), *_record(desk, planned.record)])
    for line in planned.summary(dry_run=dry_run):
        typer.echo(line)


def _open(config: Path, begun: Sequence[str] | None) -> "Desk":
    from bot.cli.reports import print_findings
    from bot.cli.translating import Unusable, open_desk

    try:
        return open_desk(config, begun or ())
    except Unusable as error:
        raise typer.Exit(print_findings(error.findings)) from error


def _table(file: Path, content: bytes, desk: "Desk", *, force: bool) -> "Replacement":
    from bot.cli.replacing import Replacement

    path = file.resolve()
    if path in {desk.record_path, *(document.path for document in desk.draft.documents())}:
        _fail(f"{file} is part of the configuration", WRONG_USE)
    if not path.exists():
        return Replacement(path, None, content)
    if not path.is_file():
        _fail(f"{file} is not a file", WRONG_USE)
    if not force:
        _fail(f"{file} is there already; it may hold translations. --force overwrites it.", WRONG_USE)
    return Replacement(path, path.read_bytes(), content)


def _record(desk: "Desk", record: "Record") -> list["Replacement"]:
    """What is to be written: nothing if the file says so already, or would be new and say nothing."""
    from bot.cli.replacing import Replacement

    content = record.written().encode()
    if content == desk.record_before or (desk.record_before is None and not record.bases):
        return []
    return [Replacement(desk.record_path, desk.record_before, content)]


def _replace(replacements: Sequence["Replacement"]) -> None:
    from bot.cli.replacing import ChangedMeanwhile, replace_all

    try:
        replace_all(replacements)
    except ChangedMeanwhile as error:
        _fail(f"{error} was changed by somebody else just now; nothing was written. Try again.", 1)
    except OSError as error:
        place = error.filename or replacements[0].path
        _fail(f"{place}: {error.strerror}; nothing was written.", 1)


def _summary(sheet: "Sheet") -> Iterator[str]:
    yield f"{len(sheet.lines)} texts."
    for column in sheet.columns:
        counts = Counter(line.cells[column].status for line in sheet.lines)
        told = ", ".join(
            f"{counts[status]} {status}" for status in ("ok", "missing", "stale") if counts[status]
        )
        yield f"{column}: {told or 'nothing needed'}"


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)
