"""What a text can do with a value: the filters, those of Liquid that are kept and five of our own.

A wrong argument is an error. A value that a filter cannot read is shown as it is, for a customer waits: a key
of a free table may hold anything. Where the kind is known, `flows.wording.checks` refuses it beforehand.
"""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import get_args

from liquid.exceptions import FilterArgumentError
from liquid.filter import liquid_filter

from flows.wording.formats import (
    DateStyle,
    choose_plural,
    format_date,
    format_money,
    format_number,
    read_date,
    read_number,
)

FILTERS = (
    "default",
    "upcase",
    "downcase",
    "capitalize",
    "strip",
    "truncate",
    "join",
    "money",
    "number",
    "plural",
    "date",
)
"""Filters that texts may use:

- `{{ purchase.amount | money: purchase.currency }}`
- `{{ purchase.items_count | number }}`
- `{{ purchase.items_count | plural: one: 'article', other: 'articles' }}` gives the word alone
- `{{ visit | date: 'short' }}`, or medium, long, full; of an ISO 8601 date, as it stands in answers
"""

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR (https://cldr.unicode.org/index/cldr-spec/plural-rules)."""

MOST_JOINED = 100
"""Members of a list that are shown: a shop may send any number of tags, and a text is no place for all."""

_DATE_STYLES: tuple[DateStyle, ...] = get_args(DateStyle)

Filter = Callable[..., str]


def filters_of(language: str) -> Mapping[str, Filter]:
    """Our own filters, as they speak this language (BCP 47)."""
    return {
        "join": _join,
        "money": _money(language),
        "number": _number(language),
        "plural": _plural(language),
        "date": _date(language),
    }


@liquid_filter
def _join(members: object, separator: object = " ") -> str:
    if not isinstance(members, list | tuple):
        return str(members)
    return str(separator).join(map(str, islice(members, MOST_JOINED)))


def _money(language: str) -> Filter:
    @liquid_filter
    def money(amount: object, currency: object = None) -> str:
        if currency is None:
            raise FilterArgumentError("`money` needs a currency: money: purchase.currency", token=None)
        number = read_number(amount)
        return str(amount) if number is None else format_money(number, str(currency), language)

    return money


def _number(language: str) -> Filter:
    @liquid_filter
    def number(value: object) -> str:
        number = read_number(value)
        return str(value) if number is None else format_number(number, language)

    return number


def _plural(language: str) -> Filter:
    @liquid_filter
    def plural(count: object, **words: object) -> str:
        for category in words:
            if category not in PLURALS:
                message = f"`plural` knows no `{category}`, only {', '.join(PLURALS)}"
                raise FilterArgumentError(message, token=None)
        if "other" not in words:
            raise FilterArgumentError("`plural` needs a word for `other`", token=None)
        number = read_number(count)
        category = "other" if number is None else choose_plural(number, language)
        return str(words.get(category, words["other"]))

    return plural


def _date(language: str) -> Filter:
    @liquid_filter
    def date_(value: object, style: object = "long") -> str:
        known = next((known for known in _DATE_STYLES if known == style), None)
        if known is None:
            raise FilterArgumentError(f"`date` knows no `{style}`", token=None)
        day = read_date(value)
        return str(value) if day is None else format_date(day, known, language)

    return date_
