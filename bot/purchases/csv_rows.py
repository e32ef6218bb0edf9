"""Reads purchases from a CSV file, row by row: each is an event, left out on purpose, or wrong for a reason.

Nothing is skipped in silence, and no row spoils another. Line numbers are those of the file, where a quoted
cell may span several lines; a row is known by its first.
"""

import csv
import gzip
import io
import itertools
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

from bot.config import CsvSource
from bot.purchases.columns import Columns, Row, find_columns
from bot.purchases.event import PurchaseEvent
from bot.purchases.row_event import CellProblem, WrongRow, make_event
from flows.answers import clean

if TYPE_CHECKING:
    from _csv import Reader as CsvReader  # the type has no public name

_DELIMITERS = ",;\t|"
_GZIP = b"\x1f\x8b"
_LONGEST_SHOWN = 40
_DAMAGED = (EOFError, OSError, zlib.error)


class UnreadableFile(Exception):
    """No row of the file can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class GoodLine:
    number: int
    event: PurchaseEvent


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The source has chosen other rows."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """`reason` is the same for all lines with the same fault, `shown` is what stands in this one."""

    number: int
    reason: str
    shown: str = ""

    def __str__(self) -> str:
        return f"{self.reason} [{self.shown}]" if self.shown else self.reason


Line = GoodLine | LeftOut | BadLine


@contextmanager
def reading(file: BinaryIO, source: CsvSource, *, named_packed: bool = False) -> Iterator[Iterator[Line]]:
    """All rows of a file, which may be packed by gzip, in their order. Rows without any text are none.

    `file` is left open; `named_packed` when its name promises gzip. Raises `UnreadableFile`, and
    `WrongColumns` when the first line lacks what the source needs.
    """
    packed = file.read(len(_GZIP)) == _GZIP
    if named_packed and not packed:
        raise UnreadableFile("this is not a gzip file, although its name ends in .gz")
    file.seek(0)
    with gzip.GzipFile(fileobj=file) if packed else nullcontext(file) as unpacked:
        text = io.TextIOWrapper(unpacked, encoding="utf-8-sig", errors="surrogateescape", newline="")
        try:
            yield _read(text, source)
        finally:
            text.detach()


def _read(text: io.TextIOWrapper, source: CsvSource) -> Iterator[Line]:
    first = _first_line(text)
    delimiter = source.delimiter or max(_DELIMITERS, key=first.count)
    reader = csv.reader(itertools.chain([first], text), delimiter=delimiter)
    columns = find_columns(next(reader), source)
    return _lines(reader, columns, ZoneInfo(source.timezone) if source.timezone else None)


def _first_line(text: io.TextIOWrapper) -> str:
    try:
        first = text.readline()
    except _DAMAGED as error:
        raise UnreadableFile(f"the file is damaged: {error}") from error
    if not first.strip():
        raise UnreadableFile("the file is empty")
    if "\0" in first or _has_strange_bytes(first):
        raise UnreadableFile('the file is not UTF-8: save it as "CSV UTF-8"')
    return first


def _lines(reader: "CsvReader", columns: Columns, zone: ZoneInfo | None) -> Iterator[Line]:
    for number, row in _rows(reader):
        if isinstance(row, BadLine):
            yield row
        elif any(cell.strip() for cell in row):
            yield _line(number, row, columns, zone)


def _rows(reader: "CsvReader") -> Iterator[tuple[int, Row | BadLine]]:
    """Each row with the number of its first line. A file that breaks off is a bad line, and the last."""
    while True:
        number = reader.line_num + 1
        try:
            row: Row | BadLine = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = BadLine(number, f"is no CSV: {error}")
        except _DAMAGED as error:
            yield number, BadLine(number, "the file is damaged from here on", str(error))
            return
        yield number, row


def _line(number: int, row: Row, columns: Columns, zone: ZoneInfo | None) -> Line:
    if _has_strange_bytes("".join(row)):
        return BadLine(number, "is not UTF-8")
    if len(row) != len(columns.headers):
        return BadLine(
            number, "has more or fewer cells than the first line", f"{len(row)}, not {len(columns.headers)}"
        )
    row = [clean(cell) for cell in row]
    if reason := columns.why_left_out(row):
        return LeftOut(number, reason)
    try:
        return GoodLine(number, make_event(columns.read(row), columns.read_attributes(row), zone))
    except WrongRow as error:
        return _bad_line(number, error.problems, columns, row)


def _bad_line(number: int, problems: tuple[CellProblem, ...], columns: Columns, row: Row) -> BadLine:
    reasons = [
        f"{columns.name_of(each.column)} {each.problem}" if each.column else each.problem for each in problems
    ]
    cells = columns.read(row)
    shown = [cells[each.column] for each in problems if each.column in cells]
    return BadLine(number, "; ".join(reasons), ", ".join(map(_shortened, shown)))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _has_strange_bytes(text: str) -> bool:
    """Whether some bytes were no UTF-8; such bytes are decoded to lone surrogates (PEP 383)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
