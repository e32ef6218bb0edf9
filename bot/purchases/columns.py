"""Finds our columns in the first line of a file, by the names that the source gives them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.config import Column, CsvSource

ATTRIBUTE = "attributes."
"""Before the name of an attribute in a header: `attributes.gift_wrap`."""

_NEEDED = (Column.TYPE, Column.OCCURRED_AT, Column.PURCHASE_ID, Column.AMOUNT, Column.CURRENCY)
_ONE_IDENTIFIES = (Column.CUSTOMER_ID, Column.EMAIL, Column.PHONE)

Row = Sequence[str]


class WrongColumns(Exception):
    """The file lacks columns that the source needs. The message names them all."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where to find what in the rows of one file. `headers` are the file's own names, in its order."""

    headers: tuple[str, ...]
    places: Mapping[Column, int]
    attributes: Mapping[str, int]
    chosen: Mapping[int, frozenset[str]]
    fixed: Mapping[Column, str]

    def read(self, row: Row) -> dict[Column, str]:
        """What the row tells, without empty cells."""
        told = {column: row[place].strip() for column, place in self.places.items()}
        return {column: text for column, text in (told | dict(self.fixed)).items() if text}

    def read_attributes(self, row: Row) -> dict[str, str]:
        told = {name: row[place].strip() for name, place in self.attributes.items()}
        return {name: text for name, text in told.items() if text}

    def why_left_out(self, row: Row) -> str | None:
        """The first of the source's choices that the row does not meet."""
        for place, wanted in self.chosen.items():
            found = row[place].strip()
            if found not in wanted:
                return f'{self.headers[place]} is "{found}"' if found else f"{self.headers[place]} is empty"
        return None

    def name_of(self, column: Column) -> str:
        """The column as an admin knows it: by our name, and by the file's where that is another."""
        header = self.headers[self.places[column]] if column in self.places else column
        return column.value if header == column else f'{column.value} (column "{header}")'


def find_columns(headers: Sequence[str], source: CsvSource) -> Columns:
    """Raises `WrongColumns`."""
    headers = tuple(header.strip() for header in headers)
    wanted = {
        column: source.columns.get(column, column.value) for column in Column if column not in source.fixed
    }
    if problems := [*_lost(headers, source), *_missing(headers, wanted, source), *_double(headers, wanted)]:
        raise WrongColumns("; ".join(problems))
    at = {header: place for place, header in reversed(list(enumerate(headers)))}
    own = {header.removeprefix(ATTRIBUTE): header for header in headers if header.startswith(ATTRIBUTE)}
    return Columns(
        headers,
        places={column: at[header] for column, header in wanted.items() if header in at},
        attributes={name: at[header] for name, header in (own | source.attributes).items()},
        chosen={at[header]: frozenset(cells) for header, cells in source.only.items()},
        fixed=source.fixed,
    )


def _lost(headers: Row, source: CsvSource) -> Iterator[str]:
    """Headers that the source names and the file lacks."""
    named = [*source.columns.values(), *source.attributes.values(), *source.only]
    for header in dict.fromkeys(named):
        if header not in headers:
            yield f'there is no column "{header}", which the source names{_hint(header, headers)}'


def _missing(headers: Row, wanted: Mapping[Column, str], source: CsvSource) -> Iterator[str]:
    """Columns of ours that nothing stands for."""
    absent = [c for c in _NEEDED if c in wanted and c not in source.columns and wanted[c] not in headers]
    for column in absent:
        yield f'there is no column "{column}"{_hint(column, headers)}'
    known = (*source.fixed, *source.columns)
    if not any(column in known or column in headers for column in _ONE_IDENTIFIES):
        yield f'there is no column "{Column.CUSTOMER_ID}"{_hint(Column.CUSTOMER_ID, headers)}'


def _double(headers: Row, wanted: Mapping[Column, str]) -> Iterator[str]:
    for header in dict.fromkeys(wanted.values()):
        if headers.count(header) > 1:
            yield f'the column "{header}" is there {headers.count(header)} times'


def _hint(header: str, headers: Row) -> str:
    by_folded = {each.casefold(): each for each in headers}
    close = get_close_matches(header.casefold(), list(by_folded), n=1, cutoff=0.6)
    return f' (did you mean "{by_folded[close[0]]}"?)' if close else ""
