"""What a line of the table changes, and what is refused with a hint."""

import pytest

from bot.translations import Book, Cell, Comparison, Line, Record, Sheet, Text, compare

PLACE = ("phrases", "hi")
HI = Text("phrases.hi", PLACE, {"it": "Ciao {{ customer.first_name | default: 'tu' }}", "en": "Hi"})
BYE = Text("phrases.bye", ("phrases", "bye"), {"it": "Addio", "en": "Bye", "pt_BR": "Tchau"})
BOOK = Book((HI, BYE), ("it", "en", "pt-BR"))


def line(key: str, text: str, language: str = "it", **cells: str) -> Sheet:
    """One line of a table; a cell is `text` or `text|status`."""
    tags = {name.replace("_", "-"): cell for name, cell in cells.items()}
    made = {tag: Cell(*(cell.split("|") if "|" in cell else (cell, None))) for tag, cell in tags.items()}
    return Sheet(tuple(tags), (Line(7, key, language, text, made),))


def told(comparison: Comparison) -> list[str]:
    assert all(fault.hint and fault.line in {1, 7} for fault in comparison.faults)
    return [fault.message for fault in comparison.faults]


def test_only_what_is_new_is_a_change() -> None:
    found = compare(line("phrases.bye", "Addio", en="Farewell", pt_BR="Tchau", it=""), BOOK)
    assert [(change.tag, change.text, change.is_new) for change in found.changes] == [
        ("en", "Farewell", False)
    ]
    assert not found.faults + found.confirmed


def test_line_ends_are_no_change_and_become_line_feeds() -> None:
    lines = Text("phrases.lines", ("phrases", "lines"), {"it": "Uno\r\ndue", "en": "One\r\ntwo"})
    book = Book((lines,), BOOK.languages)
    assert compare(line(lines.key, "Uno\ndue", en="One\ntwo"), book) == Comparison((), (), ())
    (change,) = compare(line(lines.key, "Uno\rdue", en="One\r\nthree"), book).changes
    assert change.text == "One\nthree"


def test_a_tag_is_spelled_as_in_the_text_else_as_the_business_does() -> None:
    changed = compare(line("phrases.bye", "Addio", pt_br="Adeus"), BOOK).changes
    assert [(change.tag, change.is_new) for change in changed] == [("pt_BR", False)]
    hi = HI.wordings["it"]
    begun = compare(line("phrases.hi", hi, pt_br="Oi {{ customer.first_name }}"), BOOK).changes
    assert [(change.tag, change.is_new) for change in begun] == [("pt-BR", True)]


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        (line("phrases.by", "Addio", en="Bye!"), 'there is no text "phrases.by"'),
        (line("flows.gone.text", "Addio", en=""), 'there is no text "flows.gone.text"'),
        (line("phrases.bye", "Addio", fr="Adieu"), '"fr" is not among the languages of the business'),
        (
            line("phrases.bye", "Addio", "de", en="Bye!"),
            'phrases.bye has no wording in "de" to translate from',
        ),
        (
            line("phrases.bye", "Addio", it="Addio!"),
            'it: this is the text that the line is translated from ("it")',
        ),
        (line("phrases.bye", "Addio", en="Bye|done"), 'en: there is no status "done"'),
        (line("phrases.bye", "Ciao", en="Bye!"), 'the text of phrases.bye is another today: "Addio"'),
        (
            line("phrases.hi", HI.wordings["it"], en="Hi you"),
            "en: {{ customer.first_name }} of the text is lost in the translation",
        ),
    ],
)
def test_what_cannot_be_right_is_told(sheet: Sheet, message: str) -> None:
    found = compare(sheet, BOOK)
    assert told(found) == [message]
    assert not found.changes


def test_only_so_much_is_told() -> None:
    one = line("phrases.\x1b[31m" + "y" * 100_000, "Ciao", en="Bye").lines[0]
    found = compare(Sheet(("en",), (one,) * 5_000), BOOK)
    assert len(found.faults) == 100
    assert all(len(message) < 200 for message in told(found))


def test_a_text_that_has_changed_is_no_matter_where_nothing_is_new() -> None:
    assert compare(line("phrases.bye", "Ciao", en="Bye|ok", it=""), BOOK) == Comparison((), (), ())


def test_a_translation_of_a_text_that_has_changed_is_stale_where_it_is_taken() -> None:
    found = compare(line("phrases.bye", "Ciao", en="Hello"), BOOK, accept_stale=True)
    assert not found.faults
    bye = Text(BYE.key, BYE.place, {**BYE.wordings, "en": "Hello"})
    after = Book((HI, bye), BOOK.languages, record=found.record_in(BOOK))
    assert [(text.key, tag) for text, tag in after.stale()] == [("phrases.bye", "en")]


def test_a_stale_translation_is_confirmed_by_its_status_alone() -> None:
    old = Book((Text(BYE.key, BYE.place, {"it": "Arrivederci", "en": "Bye"}),), BOOK.languages).kept().record
    book = Book((BYE,), BOOK.languages, record=old)
    assert [tag for _, tag in book.stale()] == ["en"]
    for status, confirmed in [("stale", 0), ("", 0), ("ok", 1), ("OK ", 1)]:
        found = compare(line("phrases.bye", "Addio", en=f"Bye|{status}"), book)
        assert (len(found.changes), len(found.confirmed)) == (0, confirmed)
        after = Book((BYE,), BOOK.languages, record=found.record_in(book))
        assert len(list(after.stale())) == 1 - confirmed


def test_a_language_can_be_begun() -> None:
    begun = Book(BOOK.texts, BOOK.languages, ("fr",), record=Record())
    assert [change.tag for change in compare(line("phrases.bye", "Addio", fr="Adieu"), begun).changes] == [
        "fr"
    ]
