"""To translators and back: nothing is lost on the way, and nothing else changes."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.origins import Draft
from bot.translations import (
    Book,
    Cell,
    Edited,
    Line,
    Record,
    Sheet,
    Status,
    compare,
    edit_files,
    parse_record,
    read_sheet,
    write_sheet,
)
from tests.bot.translations.shops import EVERY_STYLE, MAIN, MORE, TRANSLATED, book_of, draft_of, files_of

Files = dict[Path, bytes]

WORDS = st.text(
    st.characters(exclude_characters="\0{}\r", exclude_categories=["Cs"]), min_size=1, max_size=30
).filter(str.strip)


def sent(book: Book, delimiter: str = ",") -> Sheet:
    """The sheet after a way through a CSV file."""
    sheet = read_sheet(write_sheet(book.sheet(), delimiter))
    assert isinstance(sheet, Sheet), sheet
    return sheet


def returned(files: Files, sheet: Sheet, record: Record, begun: tuple[str, ...] = ()) -> tuple[Files, Record]:
    """The files and the record once the sheet is imported."""
    draft = draft_of(files)
    book = book_of(draft, record, begun)
    comparison = compare(sheet, book)
    assert not comparison.faults
    edited = edit_files(comparison.changes, draft)
    new = {Path(each.document.path.name): each.content for each in edited if isinstance(each, Edited)}
    assert len(new) == len(edited), edited
    return {**files, **new}, comparison.record_in(book)


def translated(sheet: Sheet, translate: Callable[[str, str], str]) -> Sheet:
    """Each cell but those of the source itself is what the function makes of the text, for its column."""

    def cells(line: Line) -> dict[str, Cell]:
        return {
            column: Cell(translate(line.text, column), cell.status) if column != line.language else cell
            for column, cell in line.cells.items()
        }

    lines = (Line(line.number, line.key, line.language, line.text, cells(line)) for line in sheet.lines)
    return Sheet(sheet.columns, tuple(lines))


def in_windows_manner(files: Files) -> Files:
    return {path: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n") for path, content in files.items()}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_comes_back_as_it_was_changes_nothing(delimiter: str) -> None:
    files = files_of()
    book = book_of(draft_of(files)).kept()
    assert returned(files, sent(book, delimiter), book.record) == (files, book.record)
    assert parse_record(book.record.written()) == book.record


def test_each_text_is_known_by_ids() -> None:
    sheet = book_of(draft_of(files_of())).sheet()
    assert sheet.columns == ("en",)
    assert [line.key for line in sheet.lines] == [
        "flows.delivery.score.text",
        "flows.delivery.score.low",
        "flows.delivery.score.high",
        "flows.delivery.trouble.text",
        "flows.delivery.trouble.none",
        "flows.delivery.trouble.options.late",
        "flows.delivery.trouble.options.other",
        "flows.delivery.trouble+1.text",
        "flows.delivery.trouble+2.text",
        "flows.delivery.trouble+2.link",
        "flows.short.a.text",
        "flows.short.a.invalid",
        "phrases.skip",
    ]


def test_every_style_is_kept() -> None:
    files = files_of()
    book = book_of(draft_of(files), begun=("fr", "de"))
    sheet = translated(sent(book), lambda text, language: f"{language}: {text}")
    new, _ = returned(files, sheet, book.record, ("fr", "de"))
    assert new[MAIN].decode() == TRANSLATED
    assert new[Path("more.toml")].decode().endswith(EXPECTED_END)


EXPECTED_END = """
[phrases.skip]
en = "en: Avanti"
it = "Avanti"
fr = "fr: Avanti"
de = "de: Avanti\""""


@pytest.mark.parametrize("arrange", [lambda files: files, in_windows_manner])
@given(data=st.data())
def test_translations_are_exactly_those_that_came(
    arrange: Callable[[Files], Files], data: st.DataObject
) -> None:
    files = arrange(files_of())
    book = book_of(draft_of(files), begun=("fr",)).kept()
    given_words: dict[tuple[str, str], str] = {}

    def translate(text: str, language: str) -> str:
        return given_words.setdefault((text, language), data.draw(WORDS))

    sheet = sent_again(translated(sent(book), translate))
    new, record = returned(files, sheet, book.record, ("fr",))
    after = book_of(draft_of(new), record, ("fr",))
    for line in after.sheet().lines:
        for language, cell in line.cells.items():
            assert (cell.text, cell.status) == (given_words[line.text, language], Status.OK)
    for path, content in new.items():
        returns = content.count(b"\r\n")
        assert returns == (content.count(b"\n") if b"\r\n" in files[path] else 0)
    assert without_wordings(draft_of(new)) == without_wordings(draft_of(files))
    assert set(comments(files)) <= set(comments(new))  # a line of a text may look like one
    assert returned(new, sent(after), record, ("fr",)) == (new, record)


def sent_again(sheet: Sheet) -> Sheet:
    again = read_sheet(write_sheet(sheet))
    assert again == sheet
    assert isinstance(again, Sheet)
    return again


def without_wordings(draft: Draft) -> str:
    data = draft.data
    for text in book_of(draft).texts:
        here = data
        for step in text.place[:-1]:
            here = here[step]  # type: ignore[index]  # a place in a list is a number
        here[str(text.place[-1])] = text.wordings["it"]
    return str(data)


def comments(files: Files) -> list[str]:
    """Lines that are one, or have one behind a text that nobody translates."""
    return [
        line
        for content in files.values()
        for line in content.decode("utf-8-sig").splitlines()
        if line.startswith("#") or "# said first" in line
    ]


@given(changed=st.sets(st.sampled_from(range(13)), min_size=1))
def test_a_changed_text_makes_its_translations_stale_and_no_others(changed: set[int]) -> None:
    files = files_of()
    book = book_of(draft_of(files)).kept()
    new = files
    for at in changed:
        source = tomllib.loads(f"x = {SOURCES[at]}")["x"]
        assert source in [text.wordings["it"] for text in book.texts]
        new = {path: one_more_word(content.decode(), SOURCES[at]).encode() for path, content in new.items()}
    after = book_of(draft_of(new), book.record)
    stale = {text.key for text, tag in after.stale() if tag == "en"}
    assert stale == {list(after.by_key)[at] for at in changed}
    told = {line.key for line in after.sheet().lines if line.cells["en"].status == Status.STALE}
    assert told == stale


SOURCES = [
    '"Com\'è andata?"',
    '"Male"',
    '"Bene"',
    '"""\nChe cosa\nnon è andato?"""',
    '"Niente"',
    '"Tardi"',
    '"Altro"',
    "'''Grazie!'''",
    '"Fine"',
    '"Scrivi"',
    '"Perché?"',
    '"No"',
    '"Avanti"',
]


def one_more_word(content: str, source: str) -> str:
    quotes = 3 if source.startswith(('"""', "'''")) else 1
    return content.replace(source, f"{source[:-quotes]} davvero{source[-quotes:]}", 1)


def test_the_files_are_what_they_seem() -> None:
    """The styles are all there: the tests above speak of them."""
    for sign in ("text.it   =", "'it' =", '"""\nChe', "'''Grazie", "[flows.delivery.nodes.text]", "text = {"):
        assert sign in EVERY_STYLE
    assert not MORE.endswith("\n")
