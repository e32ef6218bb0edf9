"""Moments, days, numbers and sums of money in the customer's language, by the CLDR data of Babel.

Babel's calendars and numbers are loaded with the first of them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from flows.wording.locales import find_locale

DateStyle = Literal["short", "medium", "long", "full"]
"""How much of a date is written out, as CLDR has it."""

MOST_DIGITS = 18
"""Before the decimal point, as 64 bits hold them; with `_DECIMALS` behind it they stay within the 28 digits
with which `decimal` and Babel reckon. What has more is no number that anybody would read."""

_DECIMALS = Decimal("1e-9")

_DAYS_NAMED_BY_WEEKDAY = range(2, 7)


@dataclass(frozen=True, slots=True)
class _MomentWords:
    """`str.format` patterns for the nearness of a moment; `date` is a CLDR date pattern."""

    today: str
    tomorrow: str
    weekday: str
    later: str
    date: str


# Worded to follow "by": en "by", it "entro", es "a más tardar", fr "au plus tard", de "bis", pt "até".
_MOMENT_WORDS = {
    "en": _MomentWords(
        "{time}", "tomorrow at {time}", "{weekday} at {time}", "{date} at {time}", "EEEE d MMMM"
    ),
    "it": _MomentWords(
        "le {time}", "domani alle {time}", "{weekday} alle {time}", "{date} alle {time}", "EEEE d MMMM"
    ),
    "es": _MomentWords(
        "a las {time}",
        "mañana a las {time}",
        "el {weekday} a las {time}",
        "el {date} a las {time}",
        "EEEE d 'de' MMMM",
    ),
    "fr": _MomentWords("à {time}", "demain à {time}", "{weekday} à {time}", "{date} à {time}", "EEEE d MMMM"),
    "de": _MomentWords(
        "{time} Uhr",
        "morgen um {time} Uhr",
        "{weekday} um {time} Uhr",
        "{date} um {time} Uhr",
        "EEEE, d. MMMM",
    ),
    "pt": _MomentWords(
        "às {time}",
        "amanhã às {time}",
        "{weekday} às {time}",
        "{date} às {time}",
        "EEEE, d 'de' MMMM",
    ),
}


def format_moment(moment: datetime, time_zone: str, language: str, now: datetime) -> str:
    """A moment (UTC) near `now` (UTC), on the clock of an IANA zone, by when something is promised.

    `"18:30"` today, `"tomorrow at 10:00"`, `"Tuesday at 10:00"` within six days, else `"Tuesday 24 November
    at 10:00"`. Beyond the six languages with words of their own the date is written in full.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: for an unknown zone.
    """
    from babel.dates import format_date, format_datetime, format_time  # noqa: PLC0415  see above

    zone, locale = ZoneInfo(time_zone), find_locale(language)
    local = moment.astimezone(zone)
    words = _MOMENT_WORDS.get(locale.language)
    if words is None:
        return format_datetime(local, "short", locale=locale)
    pattern = _pattern(words, local.date() - now.astimezone(zone).date())
    return pattern.format(
        time=format_time(local, "HH:mm", locale=locale),
        weekday=format_date(local, "EEEE", locale=locale),
        date=format_date(local, words.date, locale=locale),
    )


def _pattern(words: _MomentWords, ahead: timedelta) -> str:
    if ahead.days == 0:
        return words.today
    if ahead.days == 1:
        return words.tomorrow
    return words.weekday if ahead.days in _DAYS_NAMED_BY_WEEKDAY else words.later


def read_number(value: object) -> Decimal | None:
    """The number that a value is or spells, to nine decimals; None where it is none, or has more than
    `MOST_DIGITS`.
    """
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):  # `str` refuses whole numbers of more than 4,300 digits
        return None
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        return None
    return number.quantize(_DECIMALS).normalize()


def read_date(value: object) -> date | None:
    """The day that an ISO 8601 text begins with: of a moment, as its own offset tells it."""
    try:
        return date.fromisoformat(str(value)[: len("2026-11-22")])
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def format_money(amount: Decimal | str, currency: str, language: str) -> str:
    """An amount such as `"49.90"` in an ISO 4217 currency: `"€49.90"`, `"49,90 €"`.

    Raises:
        ValueError: when the amount is not a number.
    """
    from babel.numbers import format_currency  # noqa: PLC0415  see above

    number = read_number(amount)
    if number is None:
        raise ValueError(f'"{amount}" is not an amount of money')
    return format_currency(number, currency, locale=find_locale(language))


def is_currency(code: str) -> bool:
    """Whether this is the code of a currency of today or of before (ISO 4217, as CLDR has it)."""
    from babel.numbers import is_currency as is_known  # noqa: PLC0415  see above

    return is_known(code)


def format_number(number: Decimal, language: str) -> str:
    """A finite number with the separators of the language: `"1,249.5"`, `"1.249,5"`."""
    from babel.numbers import format_decimal  # noqa: PLC0415  see above

    return format_decimal(number, locale=find_locale(language))


def choose_plural(number: Decimal, language: str) -> str:
    """The CLDR category of plural to which so many belong: `"one"`, `"few"`, …, `"other"`."""
    shortest = int(number) if number == number.to_integral_value() else number.normalize()
    return find_locale(language).plural_form(shortest)


def format_date(day: date, style: DateStyle, language: str) -> str:
    """A day as the language writes it: `"22 novembre 2026"`."""
    from babel.dates import format_date as write  # noqa: PLC0415  see above

    return write(day, style, locale=find_locale(language))
