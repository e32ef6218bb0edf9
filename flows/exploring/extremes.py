"""The longest values that a text can be filled in with. Facts are as long as the purchase event lets them be
(`bot.purchases.event`), answers as long as the flow and Telegram do.

They are made of characters beyond the Basic Multilingual Plane, which count twice in UTF-16.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import assert_never

from flows.definition import (
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    ContactNode,
    DateNode,
    FileNode,
    Flow,
    LocationNode,
    MultiNode,
    NumberNode,
    QuestionNode,
    QuestionPiece,
    RatingNode,
    ScaleNode,
    TextNode,
)
from flows.definition.questions import LONGEST_REPLY
from flows.facts import REPLY_BY
from flows.names import Path, place
from flows.values import compute
from flows.wording import format_moment, format_money

WIDE = "\N{GRINNING FACE}"

LENGTHS: Mapping[Path, int] = {
    ("customer", "id"): 200,
    ("customer", "first_name"): 500,
    ("customer", "last_name"): 500,
    ("customer", "email"): 500,
    ("customer", "phone"): 500,
    ("purchase", "id"): 200,
    ("purchase", "summary"): 410,  # two names of items, and how many more
    ("purchase", "brand"): 500,
    ("purchase", "location"): 500,
    ("purchase", "sales_channel"): 500,
    ("purchase", "url"): 500,
}
"""In characters."""

_LANGUAGE_TAG = 35
"""RFC 5646 §4.4.1."""

_TIME_ZONE = "America/Argentina/ComodRivadavia"

_MOST_MONEY = "99999999999999.9999"

_MOST_ITEMS = 1_000_000_000

_TAGS, _ATTRIBUTE = 10, 500
"""A shop may send any number of tags of 500 characters, and any attributes; these are what we reckon with."""

_LONGEST_PHONE = 32
_MOST_DIGITS = 15

_A_LONG_DAY = "2026-09-30"

_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Only the distance to it matters: a promise is worded by its weekday and month."""


def longest_values(
    flow: Flow, scope: str, language: str, business: Mapping[str, object], attributes: Iterable[Path]
) -> dict[str, object]:
    """By name, as a scope of an expanded flow sees them. `attributes` are the paths of those in question."""
    values: dict[str, object] = {"business": dict(business)}
    for path, length in LENGTHS.items():
        place(values, path, WIDE * length)
    for path, value in _other_facts(language).items():
        place(values, path, value)
    for path in attributes:
        place(values, path, WIDE * _ATTRIBUTE)
    for node in flow.nodes:
        name = _within(scope, node.id)
        if name and isinstance(node, QuestionPiece):
            place(values, tuple(name.split(".")), _answer(node))
    for name, shares in flow.split.items():
        if name.rpartition(".")[0] == scope:
            values[name.rpartition(".")[2]] = max(shares, key=len)
    compute(flow, values, scope)
    return values


def _within(scope: str, node_id: str) -> str:
    if not scope:
        return node_id
    return node_id.removeprefix(f"{scope}.") if node_id.startswith(f"{scope}.") else ""


def _other_facts(language: str) -> dict[Path, object]:
    return {
        ("customer", "language"): "x" * _LANGUAGE_TAG,
        ("customer", "time_zone"): _TIME_ZONE,
        ("customer", "tags"): [WIDE * LENGTHS[("customer", "first_name")]] * _TAGS,
        ("purchase", "amount"): float(_MOST_MONEY),
        ("purchase", "currency"): "WWW",
        ("purchase", "total"): format_money(_MOST_MONEY, "WWW", language),
        ("purchase", "items_count"): _MOST_ITEMS,
        (REPLY_BY,): _longest_promise(language),
    }


def _longest_promise(language: str) -> str:
    """Over a year every weekday meets every month."""
    moments = (format_moment(_NOON + timedelta(days=days), "UTC", language, _NOON) for days in range(365))
    return max(moments, key=len)


def _answer(node: QuestionNode) -> object:
    match node:
        case ScaleNode() | RatingNode():
            return node.steps_shown[-1]
        case ChoiceNode():
            return max((option.id for option in node.options), key=len)
        case MultiNode():
            return sorted((option.id for option in node.options), key=len)[-node.most :]
        case AspectsNode():
            return {item.id: node.steps_shown[-1] for item in node.items}
        case TextNode():
            return WIDE * min(node.max_length or LONGEST_REPLY, LONGEST_REPLY // 2)
        case NumberNode():
            return _number(node)
        case DateNode():
            return _A_LONG_DAY
        case ContactNode():
            return "0" * _LONGEST_PHONE
        case ConsentNode() | FileNode() | LocationNode():
            return False
        case _:
            assert_never(node)


def _number(node: NumberNode) -> int | float:
    """A float keeps 15 digits apart (`sys.float_info.dig`)."""
    most = 10**_MOST_DIGITS - 1
    low, high = -most if node.min is None else node.min, most if node.max is None else node.max
    if node.decimals:
        return max((float(end) - 0.1**node.decimals for end in (low, high)), key=lambda end: len(str(end)))
    return max((int(low), int(high)), key=lambda end: len(str(end)))
