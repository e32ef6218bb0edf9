"""Texts to try patterns with: some that are likely to fit one, and some that are not."""

import re
from functools import cache
from string import ascii_letters, digits

from flows.conditions import value_of

_LIKELY = (
    *ascii_letters,
    *digits,
    "~",
    "12",
    "123",
    "1234",
    "12345",
    "+390612345678",
    "AB1234",
    "ada@shop.example",
    "https://shop.example",
)


@cache
def samples(literal: str) -> tuple[str, ...]:
    """Of those that fit the pattern of this literal one, and of those that do not; else nothing. The plain
    letters of the pattern are tried, too.
    """
    plain = re.sub(r"\\(.)|[\^$\[\](){}*+?|.]", r"\1", literal.strip("rR").strip("\"'"))
    found: dict[object, str] = {}
    for text in (plain, *_LIKELY):
        found.setdefault(value_of(f"text.matches({literal})", {"text": text}), text)
    return (found[True], found[False]) if {True, False} <= set(found) else ()
