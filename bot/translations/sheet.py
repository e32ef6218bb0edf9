"""The table that translators work in, and how it is written as CSV.

UTF-8 with a byte order mark, by which spreadsheets know the encoding; lines end as in RFC 4180. A cell that a
spreadsheet would take for a formula gets an apostrophe before it, which is taken off again when it is read.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

KEY, LANGUAGE, TEXT = "key", "language", "text"
STATUS = " status"
"""Behind the language, in the header of the column that tells how its translations are."""

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
"""https://owasp.org/www-community/attacks/CSV_Injection; apostrophes of the text's own are kept apart."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A translation with its status; `None` where the table has no column for that."""

    text: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A text and its translations. `number` is that of the line in the file; 0 for what is not read from one.

    `text` in `language` is what it is translated from.
    """

    number: int = field(compare=False)
    key: str
    language: str
    text: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` are the languages of the cells, as the first line spells them."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


MOST_FAULTS = 100
"""No more are looked for."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line of a CSV file, and what to do about it."""

    line: int
    message: str
    hint: str


def write_sheet(sheet: Sheet, delimiter: str = ",") -> bytes:
    """The CSV file."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    languages = [header for column in sheet.columns for header in (column, f"{column}{STATUS}")]
    writer.writerow([KEY, LANGUAGE, TEXT, *languages])
    for line in sheet.lines:
        cells = [line.cells[column] for column in sheet.columns]
        translations = [text for cell in cells for text in (cell.text, cell.status or "")]
        writer.writerow(map(inert, (line.key, line.language, line.text, *translations)))
    return file.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def original(cell: str) -> str:
    """The text of an inert cell."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
