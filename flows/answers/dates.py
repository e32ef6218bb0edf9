"""Reads a day: "2026-11-22", "22/11", "Nov 22nd", "yesterday", "last Tuesday", "3 days ago".

The words become a shape of a letter each, as on a scale; a shape says what its numbers are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from flows.answers import vocabulary
from flows.answers.almanac import day_comes_first, month_names, weekday_names
from flows.answers.echoes import repeats, words_to_repeat
from flows.answers.letters import Words, fold, is_question, smooth, split_phrases, split_words

LONGEST_ANSWER = 60
"""In characters. Whoever writes more says more than a day."""

FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2200, 12, 31)
"""A day before or after these is a slip of the finger."""

_YEARS_AHEAD = 20
"""Of two digits is the latest year that is no further ahead, as in Java's `SimpleDateFormat`."""

_YEARS_AROUND = 8
"""So far is it at most from one 29 February to the next."""

_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s*([./-])\s*(?=\d)")
_ELSEWHERE = re.compile(r"(?<!\d)[./-]|[./-](?!\d)")
_PART = re.compile(r"\d+|[^\W\d_]+|\S")
_SILENT_SIGNS = frozenset(",;:!()\"'“”«»¡")
_AROUND = vocabulary.FILLERS | vocabulary.AROUND_DATES


class _Kind(StrEnum):
    """What a part of the text may be, as the letter it has in the text's shape."""

    NUMBER = "n"
    YEAR = "y"
    COMPACT = "c"
    MONTH = "m"
    WEEKDAY = "w"
    MONTH_OR_WEEKDAY = "x"
    MONTH_OR_AGO = "b"
    DAYS = "u"
    AGO = "g"
    LAST = "l"
    SLASH = "/"
    DOT = "."
    DASH = "-"
    SILENT = ""
    UNKNOWN = "?"


_KINDS: Final[Mapping[str, _Kind]] = {
    **dict.fromkeys(vocabulary.AGO, _Kind.AGO),
    **dict.fromkeys(vocabulary.LAST, _Kind.LAST),
    **dict.fromkeys(vocabulary.DAY_UNITS, _Kind.DAYS),
    **{kind.value: kind for kind in (_Kind.SLASH, _Kind.DOT, _Kind.DASH)},
}
_KINDS_BY_LENGTH: Final[Mapping[int, _Kind]] = {
    1: _Kind.NUMBER,
    2: _Kind.NUMBER,
    4: _Kind.YEAR,
    8: _Kind.COMPACT,
}

_YEAR_FIRST = re.compile(r"y-n-n|y/n/n|y\.n\.n")
_IN_DIGITS = re.compile(r"[wx]?u?(?:n/n(?:/[ny])?|n\.n(?:\.[ny])?|n-n-[ny]|nny)")
_WITH_MONTH = re.compile(r"[wx]?u?(?:n[mxb][ny]?|mny?)")
_WEEKDAY = re.compile(r"l?[wx]|[wx]l")
_DAYS_AGO = re.compile(r"gnug?|nu[gb]")


class _Part(NamedTuple):
    kind: _Kind
    said: str


class _Question(NamedTuple):
    """What a reading of a day depends on beside the text."""

    language: str
    today: date
    words: frozenset[str]


def read_date(
    text: str,
    language: str,
    today: date,
    earliest: date = FIRST,
    latest: date = LAST,
    question: str = "",
) -> date | None:
    """The one day that the text says, from 1900 to 2200.

    "22/11" is what it is in the language (BCP 47); in English of no country "5/6" may mean two days. What
    leaves open which of several days it is, is the nearest ("22 November"), or the most recent ("Tuesday"),
    of those from `earliest` to `latest`, if there are any; a day beyond them is read, and not judged, here.
    `question` is what was asked: its words may stand around the day ("it arrived yesterday").
    """
    if len(text) > LONGEST_ANSWER or is_question(text):
        return None
    asked = _Question(language, today, words_to_repeat(question))
    days = [day for day in _days(text, asked) if FIRST <= day <= LAST]
    return next((day for day in days if earliest <= day <= latest), next(iter(days), None))


def _days(text: str, asked: _Question) -> Sequence[date]:
    """All days that the text may be, the likeliest first."""
    near = _near(split_words(text), asked)
    if near is not None:
        return [near]
    parts = [part for part in _parts(text, asked) if part.kind != _Kind.SILENT]
    shape = "".join(part.kind for part in parts)
    if _WEEKDAY.fullmatch(shape):
        return _by_weekday(parts, asked)
    numbers = [part.said for part in parts if part.said.isdecimal()]
    if _DAYS_AGO.fullmatch(shape):
        return [asked.today - timedelta(days=int(numbers[0]))]
    days = _by_number(shape, numbers, asked) or _by_month(shape, parts, asked)
    if shape[:1] in {_Kind.WEEKDAY, _Kind.MONTH_OR_WEEKDAY}:
        named = weekday_names(asked.language)[parts[0].said]
        return [day for day in days[:1] if day.weekday() == named]
    return days


def _near(words: Words, asked: _Question) -> date | None:
    """The day that is named by its distance from today."""
    silent = {(word,) for word in words if word in _AROUND or repeats(word, asked.words)}
    phrases = split_phrases(words, vocabulary.DISTANCES.keys() | silent) or ()
    named = [vocabulary.DISTANCES[phrase] for phrase in phrases if phrase in vocabulary.DISTANCES]
    return asked.today + timedelta(days=named[0]) if len(named) == 1 else None


def _parts(text: str, asked: _Question) -> Iterator[_Part]:
    plain = _ELSEWHERE.sub(" ", _BETWEEN_DIGITS.sub(r"\1", fold(smooth(text))))
    for word in _PART.findall(plain):
        is_month = word in month_names(asked.language)  # the Portuguese "dez" is December before it is ten
        said = word if is_month else str(vocabulary.NUMBERS.get(word, word))
        by_length = _KINDS_BY_LENGTH.get(len(said), _Kind.UNKNOWN)
        yield _Part(by_length if said.isdecimal() else _kind(said, asked), said)


def _kind(said: str, asked: _Question) -> _Kind:
    """The kind of what is no number."""
    weekday = said in weekday_names(asked.language)
    if said in month_names(asked.language):
        other = _Kind.MONTH_OR_AGO if said in vocabulary.AGO else _Kind.MONTH
        return _Kind.MONTH_OR_WEEKDAY if weekday else other
    if weekday:
        return _Kind.WEEKDAY
    silent = said in _AROUND or said in _SILENT_SIGNS or repeats(said, asked.words)
    return _KINDS.get(said, _Kind.SILENT if silent else _Kind.UNKNOWN)


def _by_weekday(parts: Sequence[_Part], asked: _Question) -> Sequence[date]:
    """The most recent, then the next; on that very weekday only "last" says which."""
    names = weekday_names(asked.language)
    weekday = next(names[part.said] for part in parts if part.said in names)
    back = (asked.today.weekday() - weekday) % 7
    last = any(part.kind == _Kind.LAST for part in parts)
    if back == 0 and not last:
        return []
    recent = asked.today - timedelta(days=back or 7)
    return [recent] if last else [recent, recent + timedelta(days=7)]


def _by_number(shape: str, numbers: Sequence[str], asked: _Question) -> Sequence[date]:
    """The days that numbers alone say, in the order that is usual in the language."""
    if shape == _Kind.COMPACT:
        return _dates(numbers[0][6:], numbers[0][4:6], numbers[0][:4], asked)
    if _YEAR_FIRST.fullmatch(shape):
        return _dates(numbers[2], numbers[1], numbers[0], asked)
    if not _IN_DIGITS.fullmatch(shape):
        return []
    one, other, year = [*numbers, ""][:3]
    day_first, month_first = _dates(one, other, year, asked), _dates(other, one, year, asked)
    match day_comes_first(asked.language):
        case True:
            return day_first
        case False:
            return month_first
        case None if day_first and month_first and day_first != month_first:
            return []
        case None:
            return day_first or month_first


def _by_month(shape: str, parts: Sequence[_Part], asked: _Question) -> Sequence[date]:
    """The days that a number and the name of a month say."""
    if not _WITH_MONTH.fullmatch(shape):
        return []
    names = month_names(asked.language)
    *_, month = (names[part.said] for part in parts if part.said in names)
    day, year, *_ = *(part.said for part in parts if part.said.isdecimal()), ""
    return _dates(day, str(month), year, asked)


def _dates(day: str, month: str, year: str, asked: _Question) -> Sequence[date]:
    """The days of the calendar that may be meant, the likeliest first."""
    dates = []
    for candidate in _years(year, asked.today):
        with suppress(ValueError):  # 29 February, or no day at all
            dates.append(date(candidate, int(month), int(day)))
    return dates if year else sorted(dates, key=lambda found: abs(found - asked.today))


def _years(year: str, today: date) -> Iterable[int]:
    """The years that are meant: of two digits first that of now; without any those around it."""
    match len(year):
        case 0:
            return range(today.year - _YEARS_AROUND, today.year + _YEARS_AROUND + 1)
        case 4:
            return [int(year)]
        case _:
            latest = today.year + _YEARS_AHEAD
            recent = latest - (latest - int(year)) % 100
            return [recent, recent + 100, recent - 100]
