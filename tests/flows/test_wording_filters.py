"""Numbers, plurals and days in the customer's language."""

import pytest

from flows.phrases import LANGUAGE_NAMES
from flows.wording import render
from flows.wording.filters import PLURALS

WORDS = ", ".join(f"{category}: '{category}'" for category in PLURALS)


@pytest.mark.parametrize(
    ("language", "by_count"),
    [
        ("en", {0: "other", 1: "one", 1.5: "other", 2: "other"}),
        ("fr", {0: "one", 1: "one", 1.5: "one", 2: "other", 1_000_000: "many"}),
        ("ru", {1: "one", 2: "few", 5: "many", 21: "one", 1.5: "other"}),
        ("ar", {0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 100: "other"}),
        ("ja", {0: "other", 1: "other"}),
        ("de-x-formal", {1: "one", 2: "other"}),
    ],
)
def test_each_language_has_its_own_plurals(language: str, by_count: dict[float, str]) -> None:
    source = f"{{{{ count | plural: {WORDS} }}}}"
    assert {count: render(source, {"count": count}, language) for count in by_count} == by_count


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_a_plural_that_has_no_word_of_its_own_takes_the_other(language: str) -> None:
    source = "{{ count }} {{ count | plural: one: 'mug', other: 'mugs' }}"
    shown = [render(source, {"count": count}, language) for count in (1, 3, 1_000_000)]
    assert shown == ["1 mug", "3 mugs", "1000000 mugs"]


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", 1249, "1,249"),
        ("en", 1249.5, "1,249.5"),
        ("it", 1249.5, "1.249,5"),
        ("fr", 1249.5, "1\N{NARROW NO-BREAK SPACE}249,5"),
        ("de-CH", 12490, "12’490"),
        ("en", "1249.50", "1,249.5"),
        ("en", "a dozen", "a dozen"),
        ("en", "NaN", "NaN"),
    ],
)
def test_a_number_is_written_as_usual_in_the_language(language: str, value: object, shown: str) -> None:
    assert render("{{ value | number }}", {"value": value}, language) == shown


@pytest.mark.parametrize(
    ("language", "filter_", "value", "shown"),
    [
        ("en", "date", "2026-11-22", "November 22, 2026"),
        ("en", "date: 'short'", "2026-11-22", "11/22/26"),
        ("it", "date", "2026-11-22", "22 novembre 2026"),
        ("it", "date: 'medium'", "2026-11-22", "22 nov 2026"),
        ("de", "date: 'full'", "2026-11-22", "Sonntag, 22. November 2026"),
        ("pt", "date", "2026-11-22T23:30:00+00:00", "22 de novembro de 2026"),
        ("en", "date", "next week", "next week"),
        ("en", "date", "2026-02-30", "2026-02-30"),
    ],
)
def test_a_day_is_written_as_usual_in_the_language(
    language: str, filter_: str, value: str, shown: str
) -> None:
    assert render(f"{{{{ value | {filter_} }}}}", {"value": value}, language) == shown


def test_a_count_that_is_no_number_takes_the_other_word() -> None:
    source = "{{ count | plural: one: 'mug', other: 'mugs' }}"
    assert render(source, {"count": "a few"}, "en") == "mugs"
