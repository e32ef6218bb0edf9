"""The table of translators: safe in a spreadsheet, read back as it was, and refused where it is broken."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.translations import Cell, Fault, Line, Sheet, read_sheet, write_sheet

HEADER = "key,language,text,en,en status\r\n"

CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20) | st.builds(
    "".join, st.lists(st.sampled_from(["'", "=", "+", "-", "@", "\t", "\r", "\n", '"', ",", ";", "1"]))
)


def sheet_of(*texts: tuple[str, str]) -> Sheet:
    """Each text with its translation."""
    lines = (
        Line(0, f"key{at}", "it", text, {"en": Cell(translation, "ok"), "pt-BR": Cell("", "missing")})
        for at, (text, translation) in enumerate(texts)
    )
    return Sheet(("en", "pt-BR"), tuple(lines))


@given(texts=st.lists(st.tuples(CELLS, CELLS)), delimiter=st.sampled_from(",;\t|"))
def test_whatever_is_written_is_read_back(texts: list[tuple[str, str]], delimiter: str) -> None:
    sheet = sheet_of(*texts)
    assert read_sheet(write_sheet(sheet, delimiter)) == sheet


@given(texts=st.lists(st.tuples(CELLS, CELLS)))
def test_no_cell_is_a_formula(texts: list[tuple[str, str]]) -> None:
    written = write_sheet(sheet_of(*texts)).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(written, newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_spreadsheets_know_the_encoding_by_a_mark() -> None:
    assert write_sheet(sheet_of(("Perché?", "Why?"))) == (
        b"\xef\xbb\xbf"
        + "key,language,text,en,en status,pt-BR,pt-BR status\r\nkey0,it,Perché?,Why?,ok,,missing\r\n".encode()
    )


def test_what_a_spreadsheet_does_to_a_table_is_no_trouble() -> None:
    """Other delimiters, missing cells at the end, blank lines, columns in another order, no mark."""
    written = "text;key; en ;language;;\n\nCiao;a;Hi;it\n;;;\nDue\rrighe;b\n"
    line = Line(3, "a", "it", "Ciao", {"en": Cell("Hi", None)})
    other = Line(5, "b", "", "Due", {"en": Cell("", None)})
    assert read_sheet(written.replace("\rrighe", "").encode()) == Sheet(("en",), (line, other))


def test_lines_are_counted_as_an_editor_does() -> None:
    written = HEADER + 'a,it,"Due\r\nrighe",,\r\nb,it,Una,,\r\n'
    sheet = read_sheet(written.encode())
    assert isinstance(sheet, Sheet)
    assert [line.number for line in sheet.lines] == [2, 4]


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"", {1: "the file is empty"}),
        (b"\xef\xbb\xbf \r\n", {1: "the file is empty"}),
        (HEADER.encode("utf-16"), {1: "the file is not UTF-8"}),
        (HEADER.encode() + "a,it,Perché,,\r\n".encode("latin-1"), {2: "the file is not UTF-8"}),
        (
            HEADER.encode() + b"a,it,Ci\0ao,,\r\n",
            {2: "the file holds a NUL character, so it is no CSV in UTF-8"},
        ),
        (HEADER.encode() + b'a,it,"Ciao,,\r\nb,it,', {2: "this is no CSV: unexpected end of data"}),
        (HEADER.encode() + b'a,it,"Ci"ao,,\r\n', {2: "this is no CSV: ',' expected after '\"'"}),
        (
            HEADER.encode() + b"a,it," + b"x" * 140_000,
            {2: "this is no CSV: field larger than field limit (131072)"},
        ),
        (b"language,text,en\r\n", {1: 'there is no column "key"'}),
        (b"key,language,text,en,EN\r\n", {1: 'there are several columns "EN"'}),
        (b"key,language,,text,en\r\n", {1: "column 3 has no name"}),
        (b"key,language,text,en status\r\n", {1: 'there is a column "en status", and none for "en" itself'}),
        (b"key,language,text" + b",x" * 600, {1: "there are 603 columns"}),
        (HEADER.encode() + b"a,it,Ciao,Hi,ok,more\r\n", {2: "this line has 6 cells, and the first line 5"}),
        (
            HEADER.encode() + b"a,it,Ciao,,\r\nb,it,Ciao,,\r\na,it,Ciao,Hi,\r\n",
            {4: '"a" stands in line 2 already'},
        ),
    ],
)
def test_a_broken_table_is_refused_at_its_line(content: bytes, faults: dict[int, str]) -> None:
    found = read_sheet(content)
    assert isinstance(found, list)
    assert {fault.line: fault.message for fault in found} == faults
    assert all(fault.hint for fault in found)


@given(content=st.binary(max_size=200) | st.binary(max_size=200).map(lambda tail: HEADER.encode() + tail))
def test_no_bytes_are_too_strange(content: bytes) -> None:
    found = read_sheet(content)
    assert isinstance(found, Sheet) or all(isinstance(fault, Fault) for fault in found)
