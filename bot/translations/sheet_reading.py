"""Reads the table of a CSV file that comes back from translators, whatever a spreadsheet did to it."""

import csv
import io
from collections.abc import Iterator, Sequence

from bot.translations.sheet import (
    KEY,
    LANGUAGE,
    MOST_FAULTS,
    STATUS,
    TEXT,
    Cell,
    Fault,
    Line,
    Sheet,
    original,
)
from flows.wording import normal_tag

_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 500
_NEEDED = (KEY, LANGUAGE, TEXT)
_SAVE = 'save it as "CSV UTF-8" in your spreadsheet'
_EXPORT = "keep the columns as `riscontro translations export` writes them"


def read_sheet(content: bytes) -> Sheet | list[Fault]:
    """The table of a file, or everything that keeps it from being one."""
    text = _decoded(content)
    if isinstance(text, Fault):
        return [text]
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(_DELIMITERS, key=first.count)
    rows = list(_rows(text, delimiter))
    broken = [row for _, row in rows if isinstance(row, Fault)]
    good = [(number, row) for number, row in rows if not isinstance(row, Fault)]
    if broken or not good:
        return broken or [Fault(1, "the file is empty", _EXPORT)]
    headers = _headers(good[0][1])
    if faults := list(_wrong_headers(headers)):
        return faults
    return _sheet(headers, good[1:])


def _decoded(content: bytes) -> str | Fault:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Fault(line, "the file is not UTF-8", _SAVE)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Fault(line, "the file holds a NUL character, so it is no CSV in UTF-8", _SAVE)
    return text


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Each row that is not blank, with the number of its first line. What is no CSV ends the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            hint = 'a cell with quotes stands in quotes, and each quote in it twice: "so ""quoted"" it is"'
            yield number, Fault(number, f"this is no CSV: {error}", hint)
            return
        if any(cell.strip() for cell in row):
            yield number, row


def _headers(row: Sequence[str]) -> list[str]:
    """Spreadsheets may leave empty columns behind the last one."""
    headers = [header.strip() for header in row]
    while not headers[-1]:
        headers.pop()
    return headers


def _wrong_headers(headers: Sequence[str]) -> Iterator[Fault]:
    if len(headers) > _MOST_COLUMNS:
        yield Fault(1, f"there are {len(headers):,} columns", _EXPORT)
        return
    for needed in _NEEDED:
        if needed not in headers:
            yield Fault(1, f'there is no column "{needed}"', _EXPORT)
    seen: set[str] = set()
    for at, header in enumerate(headers, start=1):
        if not header:
            yield Fault(1, f"column {at} has no name", "name its language, or remove it")
        elif normal_tag(header) in seen:
            yield Fault(1, f'there are several columns "{header}"', "keep one of them")
        seen.add(normal_tag(header))
    for header in headers:
        language = header.removesuffix(STATUS)
        if header.endswith(STATUS) and language not in headers:
            yield Fault(1, f'there is a column "{header}", and none for "{language}" itself', _EXPORT)


def _sheet(headers: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> Sheet | list[Fault]:
    columns = tuple(header for header in headers if header not in _NEEDED and not header.endswith(STATUS))
    faults, lines, first = [], [], dict[str, int]()
    for number, row in rows:
        line = _line(number, headers, columns, row)
        if isinstance(line, Fault):
            faults.append(line)
            continue
        if line.key in first:
            message = f'"{line.key}" stands in line {first[line.key]} already'
            faults.append(Fault(number, message, "keep one of the lines"))
        if len(faults) >= MOST_FAULTS:
            break
        first.setdefault(line.key, number)
        lines.append(line)
    return faults or Sheet(columns, tuple(lines))


def _line(number: int, headers: Sequence[str], columns: Sequence[str], row: list[str]) -> Line | Fault:
    """Spreadsheets leave out empty cells at the end of a row."""
    if any(cell.strip() for cell in row[len(headers) :]):
        message = f"this line has {len(row)} cells, and the first line {len(headers)}"
        return Fault(number, message, "put a text that holds the delimiter in quotes")
    padded = row + [""] * (len(headers) - len(row))
    cells = dict(zip(headers, map(original, padded), strict=False))
    translations = {column: Cell(cells[column], cells.get(f"{column}{STATUS}")) for column in columns}
    return Line(number, cells[KEY].strip(), cells[LANGUAGE].strip(), cells[TEXT], translations)
