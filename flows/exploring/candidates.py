"""The values worth trying of what can be anything: all, where these are few; else those around every constant
of the conditions, and around every place where a condition turns.

Between two such places a comparison says the same of all values. So one value below, one above and the place
itself are enough; with the ends of what is possible, and nothing at all where it can be missing.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise
from math import ceil, floor

from flows.definition import DateNode, Flow, NumberNode, TextNode
from flows.definition.questions import LONGEST_REPLY
from flows.exploring.lines import points
from flows.exploring.looks import Truth, Variable
from flows.exploring.picks import Picks
from flows.exploring.words import Seen, numbers_named, texts_named, words
from flows.facts import FACTS
from flows.limits import days_of
from flows.names import Kind, Leaf

_FAR = 10**15 - 1
"""In steps; further than any constant that a survey compares with, where nothing limits a number."""

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)

_A_YEAR = 2024
"""With a leap day; for conditions that look at parts of a date."""

_MOST_TAGS = 1_000
"""Of a customer, whatever number a condition names."""

_MOOD_STEPS = 10**6

_MONEY_STEPS = 10**4
"""No currency has smaller units."""

_MOST_REST = 200
"""Of so many remainders each is tried."""

_LONGEST_PHONE = 32


def facts(variable: Variable, seen: Seen) -> list[object]:
    """Of a fact about customer, purchase or business. What nothing is known of may be of any kind."""
    leaf = FACTS.find(variable[1:])
    if not isinstance(leaf, Leaf):
        return [None]
    missing = [None] if leaf.optional else []
    return [*missing, *_of_kind(leaf.kind, seen)]


def _of_kind(kind: Kind, seen: Seen) -> list[object]:
    match kind:
        case Kind.INT:
            return [*_along(seen, 1, 0, _FAR)]
        case Kind.FLOAT:
            return [float(number) for number in _along(seen, _MONEY_STEPS, 0, _FAR)]
        case Kind.LIST:
            named = texts_named(seen.looks)
            counted = (number for number in numbers_named(seen.looks) if number < _MOST_TAGS)
            others = int(max(counted, default=0)) + 2
            return [Picks(undecided=named, others=others, most=others + len(named))]
        case Kind.ANY:
            return [*Truth, *_along(seen, 1, -_FAR, _FAR), *words(seen.looks, 0, LONGEST_REPLY)]
        case _:
            return [*words(seen.looks, 1, LONGEST_REPLY)]


def moods(seen: Seen) -> list[float | None]:
    """Of a text: from -1 to 1, or none where it was not scored. One of all alike neighbours."""
    found = _along(seen, _MOOD_STEPS, -_MOOD_STEPS, _MOOD_STEPS)
    return [None, *(float(next(alike)) for _, alike in groupby(found, lambda mood: _said(seen, float(mood))))]


def texts(node: TextNode, seen: Seen) -> list[str]:
    """Of an answer in words, as its limits allow them. One stands for all others that fit its pattern."""
    longest = LONGEST_REPLY if node.max_length is None else node.max_length
    return words(seen.looks, node.min_length, longest, node.pattern)


def phones(seen: Seen) -> list[str]:
    """Of a shared contact."""
    return words(seen.looks, 1, _LONGEST_PHONE)


def how_many(node: NumberNode | DateNode) -> int:
    """The values that such an answer can have."""
    low, high = _days(node) if isinstance(node, DateNode) else _steps(node)
    return high - low + 1


def numbers(node: NumberNode, seen: Seen, ends: Iterable[float]) -> list[int | float]:
    """Of an answer in figures; `ends` are those of the spans at which it branches."""
    size = 10**node.decimals
    low, high = _steps(node)
    if how_many(node) <= seen.most:
        return [_value(at, size) for at in range(low, high + 1)]
    return _along(seen, size, low, high, ends)


def _steps(node: NumberNode) -> tuple[int, int]:
    size = 10**node.decimals
    low = -_FAR if node.min is None else ceil(round(node.min * size, 6))
    high = _FAR if node.max is None else floor(round(node.max * size, 6))
    return low, max(low, high)


def _value(at: int, size: int) -> int | float:
    return at if size == 1 else at / size


def _along(seen: Seen, size: int, low: int, high: int, ends: Iterable[float] = ()) -> list[int | float]:
    """Numbers in steps of which `size` are 1."""
    named = {turn(number * size) for number in (*ends, *numbers_named(seen.looks)) for turn in (floor, ceil)}
    named |= _remainders(seen, named)
    says = [_of_step(say, size) for say in seen.says]
    return [_value(at, size) for at in points(says, named, low, high)]


def _of_step(say: Callable[[object], object], size: int) -> Callable[[int], object]:
    return lambda at: say(_value(at, size))


def _remainders(seen: Seen, named: set[int]) -> set[int]:
    """Where a condition asks for one: numbers behind each constant, for a whole round."""
    if not any("%" in look.source for look in seen.looks):
        return set()
    around = min(max(named, default=0), _MOST_REST)
    return {at + by for at in named for by in range(around)}


def _said(seen: Seen, value: object) -> tuple[object, ...]:
    return tuple(say(value) for say in seen.says)


def days(node: DateNode, seen: Seen) -> list[str]:
    """Of a date. Limits that move with the day of the question leave all days open."""
    low, high = _days(node)
    if how_many(node) <= seen.most:
        return [_day(at) for at in range(low, high + 1)]
    named = {*_days_named(seen)}
    found = dict.fromkeys(points([], (day.toordinal() for day in named), low, high))
    first: dict[tuple[object, ...], int] = {}
    for at in _days_of_years(seen):
        if low <= at <= high:
            first.setdefault(_said(seen, _day(at)), at)
    return [_day(at) for at in sorted({*found, *first.values()})]


def _day(at: int) -> str:
    return date.fromordinal(at).isoformat()


def _days(node: DateNode) -> tuple[int, int]:
    fixed = node.model_copy(update={key: _fixed(getattr(node, key)) for key in ("earliest", "latest")})
    first, last = days_of(fixed, _FIRST_DAY)
    return (first or _FIRST_DAY).toordinal(), (last or _LAST_DAY).toordinal()


def _fixed(day: str | None) -> str | None:
    return day if day is not None and day[:1].isdigit() else None


def _days_named(seen: Seen) -> Iterator[date]:
    for text in texts_named(seen.looks):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        if _FIRST_DAY < day < _LAST_DAY:
            yield day


def _days_of_years(seen: Seen) -> Iterator[int]:
    """Where a condition looks at parts of a date: each day of the years that it names, and of a leap year."""
    named = {int(year) for text in texts_named(seen.looks) for year in re.findall(r"(?:19|20|21)\d\d", text)}
    if seen.says:
        for year in sorted({_A_YEAR, *named}):
            yield from range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)


def places_in_split(flow: Flow, variable: Variable) -> list[object]:
    """One place between 0 and 1 for each way in which splits of this name may fall together."""
    borders = {0.0, 1.0}
    for name, shares in flow.split.items():
        if name.rpartition(".")[2] == variable[1]:
            whole, so_far = sum(shares.values()), 0
            for share in shares.values():
                so_far += share
                borders.add(so_far / whole)
    ordered = sorted(borders)
    return [(low + high) / 2 for low, high in pairwise(ordered)]
