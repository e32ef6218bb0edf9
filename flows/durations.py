"""Durations as admins write and read them: `"2 days 3 hours"`.

Own code rather than a parser from the shelf: those accept months, signs, clock times and bare numbers, and
what is refused here, with a word on what to write instead, is longer than what is accepted.
"""

import re
from datetime import timedelta

_UNITS = {
    timedelta(seconds=1): ("s", "sec", "secs", "second", "seconds"),
    timedelta(minutes=1): ("m", "min", "mins", "minute", "minutes"),
    timedelta(hours=1): ("h", "hr", "hrs", "hour", "hours"),
    timedelta(days=1): ("d", "day", "days"),
    timedelta(weeks=1): ("w", "week", "weeks"),
}

_SPELLINGS = {spelling: unit for unit, spellings in _UNITS.items() for spelling in spellings}

_PART = re.compile(r"([0-9]+)\s*([a-z]+)")
_PARTS = re.compile(r"([0-9]+\s*[a-z]+)((\s+|\s*,\s*|\s+and\s+)?[0-9]+\s*[a-z]+)*")

_EXAMPLES = 'write for example "90s", "30 minutes", "1 hour", "2 days 3 hours" or "1 week"'

_LONGEST = timedelta(days=36_500)
_LONGEST_TEXT = 100


def parse_duration(text: str) -> timedelta:
    """Reads `"90s"`, `"1h 30m"`, `"2 days 3 hours"`; `"0s"` is zero.

    Raises:
        ValueError: with a message that says what to write instead.
    """
    wanted = text.strip().lower()
    if reason := _refusal(wanted):
        raise ValueError(f"{reason}: {_EXAMPLES}")
    parts = [(int(number), unit) for number, unit in _PART.findall(wanted)]
    for _, unit in parts:
        if unit not in _SPELLINGS:
            raise ValueError(f'"{unit}" is not a unit of time here: {_EXAMPLES}')
    return _sum_up(text, parts)


def _refusal(wanted: str) -> str | None:
    if not wanted:
        return "a duration is missing"
    if len(wanted) > _LONGEST_TEXT:
        return "this is too long for a duration"
    if re.search(r"\bworking\b|\bbusiness\b", wanted):
        return "working time is not a duration, since it depends on opening hours"
    if re.search(r"[0-9 ](mo|month|months|y|yr|year|years)\b", wanted):
        return "months and years differ in length; count them in days or weeks"
    if "-" in wanted:
        return "a duration cannot be negative"
    if re.fullmatch(r"[0-9.]+", wanted):
        return f'"{wanted}" has no unit'
    return None if _PARTS.fullmatch(wanted) else f'"{wanted}" is not a duration'


def _sum_up(text: str, parts: list[tuple[int, str]]) -> timedelta:
    try:
        total = sum((number * _SPELLINGS[unit] for number, unit in parts), timedelta())
    except OverflowError:
        total = timedelta.max
    if total > _LONGEST:
        raise ValueError(f'"{text.strip()}" is longer than a hundred years: {_EXAMPLES}')
    return total


def describe_duration(duration: timedelta) -> str:
    """In English and in full, for staff: `"2 days 3 hours"`, `"0 seconds"`.

    Fractions of a second are dropped.

    Raises:
        ValueError: for a negative duration.
    """
    if duration < timedelta():
        raise ValueError(f"a duration cannot be negative: {duration}")
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    counts = {"day": days, "hour": hours, "minute": minutes, "second": seconds}
    return " ".join(_counted(count, unit) for unit, count in counts.items() if count) or "0 seconds"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
