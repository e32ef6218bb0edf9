"""What months and weekdays are called, and whether the day or the month comes first (CLDR, by Babel)."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from babel import Locale

from flows.answers import vocabulary
from flows.answers.letters import split_words
from flows.wording.locales import find_locale

LANGUAGES: Final = ("en", "it", "es", "fr", "de", "pt")
"""Their names are understood from everybody: no name is another month in another of them."""

_FORMS = tuple((context, width) for context in ("format", "stand-alone") for width in ("wide", "abbreviated"))
_SHORTEST_WEEKDAY = 3
"""In letters: the German "So", "Do" and "Di" are other words elsewhere."""


@lru_cache(maxsize=64)
def month_names(language: str) -> Mapping[str, int]:
    """The folded names and abbreviations of months, from 1 to 12."""
    named = {name: month for locale in _locales(language) for name, month in _months(locale)}
    return {**named, **vocabulary.MONTHS}


@lru_cache(maxsize=64)
def weekday_names(language: str) -> Mapping[str, int]:
    """The folded names and abbreviations of weekdays, from 0 (Monday) to 6; of "segunda-feira" the first."""
    named = {name: day for locale in _locales(language) for name, day in _weekdays(locale)}
    return {**named, **vocabulary.WEEKDAYS}


def day_comes_first(language: str) -> bool | None:
    """True for "22/11", False for "11/22", None where both are usual.

    That is so in English of no country, and where the year comes first when it is written (Canada).
    """
    locale = find_locale(language)
    pattern: str = locale.date_formats["short"].pattern
    if pattern.startswith("y") or (locale.language == "en" and locale.territory is None):
        return None
    return pattern.index("d") < pattern.index("M")


def _locales(language: str) -> Iterator[Locale]:
    """The six languages, and at last the customer's own, which has the last word."""
    yield from map(find_locale, (*LANGUAGES, language))


def _months(locale: Locale) -> Iterator[tuple[str, int]]:
    for context, width in _FORMS:
        for month, name in locale.months[context][width].items():
            words = split_words(name)
            if len(words) == 1 and words[0].isalpha():
                yield words[0], month


def _weekdays(locale: Locale) -> Iterator[tuple[str, int]]:
    for context, width in _FORMS:
        for day, name in locale.days[context][width].items():
            first, *_ = split_words(name) or ("",)
            if len(first) >= _SHORTEST_WEEKDAY:
                yield first, day
