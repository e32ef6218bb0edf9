"""The limits that an admin sets to answers: how long, how many, how large, how early."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from flows.conditions import fits
from flows.definition import DateNode, MultiNode, NumberNode, QuestionNode, TextNode
from flows.phrases import Phrase
from flows.run import Value


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that was understood and cannot be taken; `why` says what would be, with what it names."""

    why: Phrase
    values: Mapping[str, object] = field(default_factory=dict)


def beyond_limits(node: QuestionNode, value: Value, today: date) -> Refused | None:
    """Why this answer to the node cannot be taken; None if it can. `today` is the customer's day."""
    match node, value:
        case TextNode(), str(text):
            return _text(node, text)
        case NumberNode(), int() | float():
            return _number(node, value)
        case DateNode(), str(day):
            return _day(node, date.fromisoformat(day), today)
        case MultiNode(), list(chosen):
            return _several(node, len(chosen))
        case _:
            return None


def _text(node: TextNode, text: str) -> Refused | None:
    if len(text) < node.min_length:
        return Refused(Phrase.TEXT_TOO_SHORT, {"least": node.min_length})
    if node.max_length is not None and len(text) > node.max_length:
        return Refused(Phrase.TEXT_TOO_LONG, {"most": node.max_length})
    if node.pattern is not None and not fits(node.pattern, text):
        return Refused(Phrase.TEXT_NOT_ACCEPTED)
    return None


def _number(node: NumberNode, number: float) -> Refused | None:
    low, high = node.min, node.max
    if (low is None or number >= low) and (high is None or number <= high):
        return None
    return Refused(Phrase.NUMBER_OUT_OF_RANGE, _ends(low, high))


def _day(node: DateNode, day: date, today: date) -> Refused | None:
    earliest, latest = days_of(node, today)
    if (earliest is None or day >= earliest) and (latest is None or day <= latest):
        return None
    ends = {"earliest": earliest, "latest": latest}
    return Refused(Phrase.DATE_OUT_OF_RANGE, {key: end for key, end in ends.items() if end})


def _several(node: MultiNode, count: int) -> Refused | None:
    if count == 0 and (node.none or node.min == 0):
        return None
    if count < node.min:
        return Refused(Phrase.CHOOSE_AT_LEAST, {"least": node.min})
    return Refused(Phrase.CHOOSE_AT_MOST, {"most": node.most}) if count > node.most else None


def _ends(low: float | None, high: float | None) -> dict[str, object]:
    """Whole numbers are written without decimals."""
    ends = {"lowest": low, "highest": high}
    return {key: int(end) if end == int(end) else end for key, end in ends.items() if end is not None}


def days_of(node: DateNode, today: date) -> tuple[date | None, date | None]:
    """The first and the last day that can be picked."""
    return _day_of(node.earliest, today), _day_of(node.latest, today)


_COUNTED = re.compile(r"([+-][0-9]+) days?")


def _day_of(written: str | None, today: date) -> date | None:
    """Raises `ValueError` for a date that no calendar has."""
    if written is None:
        return None
    if written == "today":
        return today
    if counted := _COUNTED.fullmatch(written):
        return today + timedelta(days=int(counted[1]))
    return date.fromisoformat(written)
