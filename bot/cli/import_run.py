"""One run of `riscontro import`: opens what it needs; shows, writes and counts what becomes of each row."""

import csv
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from bot.cli.bot_name import find_username
from bot.cli.excerpts import printable
from bot.cli.importing import Imported, Importer, Outcome
from bot.cli.store import database_of
from bot.cli.tally import Tally
from bot.config import Config, CsvSource
from bot.ports import SystemClock
from bot.purchases.csv_rows import BadLine, LeftOut, reading
from bot.use_cases.revise import set_up
from bot.use_cases.setup import Setup
from storage.database import Database

_TOLD_EVERY = 5000  # rows
_RISKY = ("=", "+", "-", "@", "\t", "\r")

Write = Callable[[Sequence[str]], object]


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for: the file, how to read it, and where to write what."""

    file: Path
    source: str
    mapping: CsvSource
    links: Path | None = None
    report: Path | None = None


def run_import(config: Config, job: Job) -> Tally:
    """Imports, and returns what became of the rows.

    Raises:
        WrongColumns, UnreadableFile, UnknownBot: before anything is stored.
        OSError: a file of the job cannot be opened or written.
        StorageError, OperationalError: the database; what was stored before stays.
    """
    tally = Tally()
    with ExitStack() as stack:
        raw = stack.enter_context(job.file.open("rb"))
        lines = stack.enter_context(reading(raw, job.mapping, named_packed=job.file.suffix == ".gz"))
        database = stack.enter_context(database_of(config, may_be_new=True))
        setup = _set_up(database, config, with_links=job.links is not None)
        importer = Importer(database, setup, job.source, SystemClock(), time.sleep)
        screen = stack.enter_context(_screen(job.file, raw))
        links = _Links(stack.enter_context(_table(job.links, ("purchase_id", "customer_id", "link"))))
        report = stack.enter_context(_table(job.report, ("line", "outcome", "reason", "cells")))
        for outcome in importer.store(lines):
            tally.add(outcome)
            screen.show(outcome, tally.rows)
            links.add(outcome)
            _report(outcome, report)
    return tally


def _set_up(database: Database, config: Config, *, with_links: bool) -> Setup:
    """Without links nobody reads the bot's username, and it is not asked for."""
    username = find_username(database, config) if with_links else ""
    with database.transaction() as session:
        return set_up(session, config, username)


@dataclass(slots=True)
class _Links:
    """A row for each purchase, however many events the file tells of it."""

    write: Write
    seen: set[str]

    def __init__(self, write: Write) -> None:
        self.write, self.seen = write, set()

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, Imported) and outcome.registered.purchase not in self.seen:
            self.seen.add(outcome.registered.purchase)
            self.write((outcome.registered.purchase, outcome.event.customer.id, outcome.registered.link))


def _report(outcome: Outcome, write: Write) -> None:
    match outcome:
        case LeftOut():
            write((str(outcome.number), "left out", outcome.reason, ""))
        case BadLine():
            write((str(outcome.number), "wrong", outcome.reason, outcome.shown))
        case _:
            pass


@contextmanager
def _table(path: Path | None, headers: Sequence[str]) -> Iterator[Write]:
    """Writes rows to a CSV file, or nowhere without a path."""
    if path is None:
        yield lambda _: None
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headers)
        yield lambda cells: writer.writerow([inert(cell) for cell in cells])


def inert(cell: str) -> str:
    """A cell that a spreadsheet takes for a formula gets an apostrophe before it, which makes it text."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


@dataclass(frozen=True, slots=True)
class _Screen:
    """A progress bar on a terminal, a line now and then elsewhere; bad lines on both."""

    file: Path
    raw: BinaryIO
    progress: Progress

    def show(self, outcome: Outcome, rows: int) -> None:
        if isinstance(outcome, BadLine):
            self._tell(f"{self.file}:{outcome.number}: {outcome}")
        if rows % _TOLD_EVERY == 0 and self.progress.disable:
            typer.echo(f"{rows:,} rows", err=True)
        if not self.progress.disable:
            self.progress.update(self.progress.task_ids[0], completed=self.raw.tell(), rows=f"{rows:,}")

    def _tell(self, line: str) -> None:
        plain = printable(line)
        if self.progress.disable:
            typer.echo(plain, err=True)
        else:
            self.progress.console.print(Text(plain), soft_wrap=True)


@contextmanager
def _screen(file: Path, raw: BinaryIO) -> Iterator[_Screen]:
    console = Console(stderr=True)
    columns = (
        TextColumn("Importing"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]} rows"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        progress.add_task("import", total=file.stat().st_size, rows="0")
        yield _Screen(file, raw, progress)
