"""Texts to try patterns with: some that fit one, as far as it can be read here, and some that do not."""

import re
from collections.abc import Callable
from functools import cache
from string import ascii_letters, digits

from flows.conditions import fits, value_of

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

Writer = Callable[[int], str]
"""Writes a text; another number, another text."""

_CLASSES = {"d": "059", "w": "aZ5", "s": " ", "D": "~a", "W": "~-", "S": "a5~"}
_PLACES = "bBAzZ"
_TIMES = re.compile(r"\{(\d+)(,?)(\d*)\}")
_ENDS = re.compile(r"\(\?(?:[a-zA-Z-]*\)|(?:[a-zA-Z-]*:|P?<[A-Za-z0-9_]+>))")
_MORE = 3
_VARIANTS = 60
_MOST = 8


@cache
def samples(literal: str) -> tuple[str, ...]:
    """Of those that fit the pattern of this literal one, and of those that do not; else nothing. The plain
    letters of the pattern are tried, too.
    """
    pattern = literal.strip("rR").strip("\"'")
    plain = re.sub(r"\\(.)|[\^$\[\](){}*+?|.]", r"\1", pattern)
    found: dict[object, str] = {}
    for text in (plain, *_LIKELY, *_written(pattern)):
        found.setdefault(value_of(f"text.matches({literal})", {"text": text}), text)
    return (found[True], found[False]) if {True, False} <= set(found) else ()


@cache
def matching(pattern: str) -> tuple[str, ...]:
    """Some texts that the pattern stands for as a whole; nothing where it is not understood."""
    return tuple(text for text in (*_written(pattern), *_LIKELY) if fits(pattern, text))[:_MOST]


def _written(pattern: str) -> list[str]:
    try:
        writer = _Reader(pattern).either()
    except (IndexError, ValueError):
        return []
    return list(dict.fromkeys(writer(number) for number in range(_VARIANTS)))[:_VARIANTS]


class _Reader:
    """Of what patterns are usually made of. What it takes for something else is found out by `fits`."""

    def __init__(self, pattern: str) -> None:
        self._rest = pattern

    def either(self) -> Writer:
        ways = [self._sequence()]
        while self._rest[:1] == "|":
            self._take()
            ways.append(self._sequence())
        return lambda number: ways[number % len(ways)](number // len(ways) if len(ways) > 1 else number)

    def _take(self, count: int = 1) -> str:
        taken, self._rest = self._rest[:count], self._rest[count:]
        if len(taken) < count:
            raise IndexError
        return taken

    def _sequence(self) -> Writer:
        parts: list[Writer] = []
        while self._rest and self._rest[0] not in "|)":
            parts.append(self._repeated(self._one()))
        return lambda number: "".join(part(number) for part in parts)

    def _repeated(self, writer: Writer) -> Writer:
        times = self._times()
        if self._rest[:1] == "?" and times != (1,):
            self._take()
        return lambda number: writer(number) * times[number // _MORE % len(times)]

    def _times(self) -> tuple[int, ...]:
        if (found := _TIMES.match(self._rest)) is not None:
            self._take(found.end())
            least = int(found[1])
            most = int(found[3]) if found[3] else least + _MORE if found[2] else least
            return tuple(dict.fromkeys((least, most, (least + most) // 2)))
        known = {"*": (1, 0, _MORE, 2 * _MORE), "+": (1, 2, _MORE, 2 * _MORE), "?": (1, 0)}
        return known[self._take()] if self._rest[:1] in known and self._rest else (1,)

    def _one(self) -> Writer:
        first = self._rest[0]
        if first == "(":
            return self._group()
        options = self._class() if first == "[" else self._character()
        return lambda number: options[number % len(options)] if options else ""

    def _group(self) -> Writer:
        head = _ENDS.match(self._rest)
        opened = self._take(head.end() if head is not None else 1)
        if opened.endswith(")"):
            return lambda _: ""
        inner = self.either()
        self._take()
        return inner

    def _character(self) -> str:
        first = self._take()
        if first != "\\":
            return "" if first in "^$" else "a5~" if first == "." else first
        escaped = self._take()
        return "" if escaped in _PLACES else _CLASSES.get(escaped, escaped)

    def _class(self) -> str:
        self._take()
        is_negated = self._rest[:1] == "^" and bool(self._take())
        options = ""
        while not options or self._rest[0] != "]":
            options += self._character_of_class()
        self._take()
        if not is_negated:
            return options
        return "".join(char for char in "a5~A -" if char not in options)

    def _character_of_class(self) -> str:
        first = self._take()
        if first == "\\":
            first = _CLASSES.get(escaped := self._take(), escaped)
        if self._rest[:1] != "-" or self._rest[1:2] in {"]", ""}:
            return first
        _, last = self._take(), self._take()
        return "".join(dict.fromkeys((first, chr((ord(first) + ord(last)) // 2), last)))
