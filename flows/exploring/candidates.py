"""The values worth trying of what can be anything: those around every constant of the conditions.

Between two neighbouring constants a comparison says the same of all values. So one value below, one above and
the constant itself are enough; with the ends of what is possible, and nothing at all where it can be missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor

from flows.conditions import fits
from flows.definition import DateNode, Flow, NumberNode, TextNode
from flows.definition.questions import LONGEST_REPLY
from flows.exploring.looks import Look, Truth, Variable
from flows.exploring.patterns import samples
from flows.exploring.picks import Picks
from flows.facts import FACTS
from flows.limits import days_of
from flows.names import Kind, Leaf

_FAR = 1_000_000_000
"""Further than any constant that a survey compares with, where nothing limits a number."""

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)

_MOST_TAGS = 1_000
"""Of a customer, whatever number a condition names."""

_LEAST_MOOD, _HIGHEST_MOOD, _SMALL_MOOD = -1.0, 1.0, 0.001


def facts(variable: Variable, looks: Sequence[Look]) -> list[object]:
    """Of a fact about customer, purchase or business. What nothing is known of may be of any kind."""
    leaf = FACTS.find(variable[1:])
    if not isinstance(leaf, Leaf):
        return [None]
    missing = [None] if leaf.optional else []
    return [*missing, *_of_kind(leaf.kind, looks)]


def _of_kind(kind: Kind, looks: Sequence[Look]) -> list[object]:
    match kind:
        case Kind.INT:
            return [int(number) for number in _around(looks, 1, 0, _FAR) if number == int(number)]
        case Kind.FLOAT:
            return [float(number) for number in _around(looks, 0.01, 0, _FAR)]
        case Kind.LIST:
            others = int(max((number for number in _numbers(looks) if number < _MOST_TAGS), default=0)) + 2
            return [Picks(undecided=_texts(looks), others=others, most=others + len(_texts(looks)))]
        case Kind.ANY:
            whole = [int(number) for number in _around(looks, 1, -_FAR, _FAR) if number == int(number)]
            return [*Truth, *whole, *_words(looks, 0, LONGEST_REPLY)]
        case _:
            return list(_words(looks, 1, LONGEST_REPLY))


def moods(looks: Sequence[Look]) -> list[float | None]:
    """Of a text: from -1 to 1, or none where it was not scored."""
    return [None, *_around(looks, _SMALL_MOOD, _LEAST_MOOD, _HIGHEST_MOOD)]


def texts(node: TextNode, looks: Sequence[Look]) -> list[str]:
    """Of an answer in words, as its limits allow them. One stands for all others that fit its pattern."""
    longest = LONGEST_REPLY if node.max_length is None else node.max_length
    found = list(_words(looks, node.min_length, longest))
    if node.pattern is None:
        return found
    return [found[0], *(text for text in found[1:] if fits(node.pattern, text))]


def numbers(node: NumberNode, looks: Sequence[Look], ends: Iterable[float]) -> list[int | float]:
    """Of an answer in figures; `ends` are those of the spans at which it branches."""
    size = 10**node.decimals
    low = -_FAR if node.min is None else ceil(node.min * size) / size
    high = _FAR if node.max is None else floor(node.max * size) / size
    found = _around(looks, 1 / size, low, high, ends)
    if node.decimals:
        return [float(number) for number in found]
    return [int(number) for number in found if number == int(number)]


def days(node: DateNode, looks: Sequence[Look]) -> list[str]:
    """Of a date. Limits that move with the day of the question leave all days open."""
    fixed = node.model_copy(update={key: _fixed(getattr(node, key)) for key in ("earliest", "latest")})
    first, last = days_of(fixed, _FIRST_DAY)
    first, last = first or _FIRST_DAY, last or _LAST_DAY
    near = {day + timedelta(days=by) for day in _days_named(looks) for by in (-1, 0, 1)}
    return [day.isoformat() for day in sorted({first, last, *near}) if first <= day <= last]


def _fixed(day: str | None) -> str | None:
    return day if day is not None and day[:1].isdigit() else None


def _days_named(looks: Sequence[Look]) -> Iterator[date]:
    for text in _texts(looks):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        if _FIRST_DAY < day < _LAST_DAY:
            yield day


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


def _around(
    looks: Sequence[Look], step: float, low: float, high: float, more: Iterable[float] = ()
) -> list[float]:
    named = {0.0, *more, *_numbers(looks)}
    near = {round(number + by, 6) for number in named for by in (-step, 0, step)}
    return sorted({number for number in near if low <= number <= high} | {low, high})


def _numbers(looks: Sequence[Look]) -> Iterator[float]:
    """The constants, and their opposites, for a minus before a number is a token of its own."""
    for look in looks:
        for constant in look.constants:
            if constant[-1] not in "\"'":
                number = (
                    float(int(constant.rstrip("uU"), 0))
                    if "x" in constant.lower()
                    else float(constant.rstrip("uU"))
                )
                yield from (number, -number)


def _texts(looks: Sequence[Look]) -> frozenset[str]:
    return frozenset(text for look in looks for text in look.texts)


def _words(looks: Sequence[Look], shortest: int, longest: int) -> Iterator[str]:
    """Texts that begin, end, contain, equal, come before or behind those that are named; and some of the
    lengths that are. The first is like none of them.
    """
    named = sorted(_texts(looks))
    plain = "~" * max(1, shortest)
    near = [form for text in named for form in (text, f"{text}~", f"~{text}", f"~{text}~", text[:-1])]
    near += [
        "!",
        "".join(named),
        *(text for look in looks for each in look.patterns for text in samples(each)),
    ]
    lengths = {int(number) + by for number in _numbers(looks) if abs(number) <= longest for by in (-1, 0, 1)}
    sized = [
        text.ljust(length, "~") for length in sorted({*lengths, shortest, longest}) for text in ("", *named)
    ]
    return (text for text in dict.fromkeys((plain, *near, *sized)) if shortest <= len(text) <= longest)


def phones(looks: Sequence[Look]) -> list[str]:
    """Of a shared contact."""
    return list(_words(looks, 1, 32))
