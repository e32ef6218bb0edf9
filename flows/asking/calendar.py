"""One month as buttons, a row for each week, with a way to the months beside it."""

from calendar import Calendar
from datetime import date, timedelta
from functools import lru_cache

from flows.definition import DateNode
from flows.effects import Button
from flows.limits import days_of
from flows.moment import Moment
from flows.phrases import Phrase
from flows.run import Run
from flows.wording.locales import find_locale

Rows = tuple[tuple[Button, ...], ...]

NOTHING = "-"
"""The value of a button that only shows something, such as the name of the month."""

_BLANK = Button("·", NOTHING)
"""Telegram refuses a button whose label is blank."""


def calendar(node: DateNode, run: Run, moment: Moment) -> Rows:
    """Days that cannot be picked have a dot in their place."""
    today = moment.today
    first, last = _ends(node, today)
    month = _month_shown(run, first, last, today)
    return (
        _shortcuts(run, moment, first, last),
        _head(month, first, last, run.language),
        *(_week(week, month, first, last) for week in _weeks(month)),
    )


def _ends(node: DateNode, today: date) -> tuple[date, date]:
    """Without limits a calendar reaches ten years to both sides."""
    earliest, latest = days_of(node, today)
    return (
        earliest or (latest or today) - timedelta(days=3_650),
        latest or (earliest or today) + timedelta(days=3_650),
    )


def _month_shown(run: Run, first: date, last: date, today: date) -> date:
    shown = run.draft.get("month")
    day = date.fromisoformat(f"{shown}-01") if isinstance(shown, str) else today
    return max(first, min(day, last)).replace(day=1)


def _shortcuts(run: Run, moment: Moment, first: date, last: date) -> tuple[Button, ...]:
    days = ((Phrase.YESTERDAY, moment.today - timedelta(days=1)), (Phrase.TODAY, moment.today))
    return tuple(
        Button(moment.word(name, run), day.isoformat()) for name, day in days if first <= day <= last
    )


def _head(month: date, first: date, last: date, language: str) -> tuple[Button, ...]:
    before, after = _neighbours(month)
    return (
        Button("‹", f"{before:%Y-%m}") if before >= first.replace(day=1) else _BLANK,
        Button(_name(month, language), NOTHING),
        Button("›", f"{after:%Y-%m}") if after <= last else _BLANK,
    )


def _neighbours(month: date) -> tuple[date, date]:
    return (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=31)).replace(day=1)


def _week(week: list[int], month: date, first: date, last: date) -> tuple[Button, ...]:
    return tuple(_day(month, day, first, last) for day in week)


def _day(month: date, day: int, first: date, last: date) -> Button:
    if day == 0:
        return _BLANK
    moment = month.replace(day=day)
    return Button(str(day), moment.isoformat()) if first <= moment <= last else _BLANK


def _weeks(month: date) -> list[list[int]]:
    """Mondays first, with 0 for the days of other months (ISO 8601)."""
    return Calendar().monthdayscalendar(month.year, month.month)


@lru_cache(maxsize=256)
def _name(month: date, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415  calendars are loaded with the first of them

    return format_date(month, "LLLL yyyy", locale=find_locale(language))
