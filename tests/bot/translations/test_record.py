"""The record of what each translation was made from."""

import tomllib

import pytest

from bot.translations import BadRecord, Book, Record, Status, Text, digest_of, parse_record
from flows.wording import Manner, Manners


def book_of(*wordings: dict[str, str], record: Record | None = None) -> Book:
    texts = tuple(Text(f"key{at}", ("phrases", f"key{at}"), each) for at, each in enumerate(wordings))
    return Book(texts, ("it", "en"), record=record or Record())


def test_it_is_a_line_for_each_text_in_the_order_of_keys() -> None:
    book = book_of({"it": "Uno", "en": "One"}, {"it": "Due", "fr": "Deux", "de": "Zwei"}).kept()
    heading, *lines = book.record.written().splitlines()
    assert heading.startswith("# From which text each translation was made")
    uno, due = digest_of("Uno"), digest_of("Due")
    assert lines == [
        "",
        f'"key0" = {{ en = "it:{uno}" }}',
        f'"key1" = {{ de = "it:{due}", fr = "it:{due}" }}',
    ]
    assert tomllib.loads(book.record.written())
    assert parse_record(book.record.written()) == book.record


def test_what_is_gone_is_forgotten_and_what_is_known_stays() -> None:
    old = book_of({"it": "Uno", "en": "One"}, {"it": "Due", "en": "Two", "fr": "Deux"}).kept().record
    new = book_of({"it": "Altro", "en": "One", "fr": "Un"}, record=old).kept().record
    assert new.bases["key0"]["en"].digest == digest_of("Uno")
    assert new.bases["key0"]["fr"].digest == digest_of("Altro")
    assert list(new.bases) == ["key0"]


def test_another_first_language_makes_nothing_stale() -> None:
    record = book_of({"it": "Uno", "en": "One"}).kept().record
    turned = Book(book_of({"it": "Uno", "en": "One"}).texts, ("en", "it"), record=record)
    assert not list(turned.stale())
    changed = Book(book_of({"it": "Un altro", "en": "One"}).texts, ("it", "en"), record=record)
    assert [tag for _, tag in changed.stale()] == ["en"]


def test_line_ends_are_no_change() -> None:
    record = book_of({"it": "Uno\r\ndue", "en": "One\ntwo"}).kept().record
    assert not list(book_of({"it": "Uno\ndue", "en": "One\ntwo"}, record=record).stale())


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<<<<<<< HEAD\n", "this is not TOML"),
        ('"a" = 1', '"a" is not followed by a table'),
        ('"a" = { en = 1 }', '"en" of "a" is not a language and a digest'),
        ('"a" = { en = "it" }', '"en" of "a" is not a language and a digest'),
        ("a = " + "[" * 5000, "this is not TOML"),
    ],
)
def test_a_broken_record_says_what_is_wrong(written: str, said: str) -> None:
    with pytest.raises(BadRecord, match=said):
        parse_record(written)


def test_manners_and_regions_serve_their_language() -> None:
    formal = Manners({"de": Manner.FORMAL})
    texts = (Text("a", ("phrases", "a"), {"it": "Ciao", "de-x-formal": "Guten Tag"}),)
    book = Book(texts, ("it", "de", "de-AT", "fr"), begun=("es",), manners=formal)
    told = {tag: cell.status for tag, cell in book.sheet().lines[0].cells.items()}
    assert told == {
        "de": Status.NOT_NEEDED,
        "de-AT": Status.NOT_NEEDED,
        "fr": Status.MISSING,
        "es": Status.MISSING,
        "de-x-formal": Status.OK,
    }


def test_a_text_without_the_first_language_is_translated_from_the_next() -> None:
    sheet = book_of({"it": "Uno", "en": "One"}, {"en": "Two", "fr": "Deux"}).sheet()
    assert sheet.columns == ("it", "en", "fr")
    assert [(line.language, line.text) for line in sheet.lines] == [("it", "Uno"), ("en", "Two")]
    assert sheet.lines[1].cells["it"].status == Status.MISSING
    assert sheet.lines[1].cells["en"].text == ""
