"""Where each key and value of a TOML text stands, which the parser of the standard library does not tell."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from flows.problems import Place

_STRING_OPENING = re.compile(r'"""\n?|\'\'\'\n?|"|\'')

_STRING_UNIT = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|(?P<fold>\\[ \t]*\n[ \t\n]*)|\\.|.", re.DOTALL
)
"""What one character of a basic string is written as; a backslash at the end of a line folds it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column, both from 1; the column counts characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a key and its value begin, in bytes. The value of a table is its header or its opening brace."""

    key: int
    value: int
    literal: str | None = None


class Positions:
    """The places of one text, which must be valid TOML with line feeds only.

    What is not written anywhere is where its parent is.
    """

    def __init__(self, text: str) -> None:
        self._bytes = text.encode()
        self._spots: dict[Place, _Spot] = {(): _Spot(0, 0)}
        self._lengths: dict[Place, int] = {}
        self._read(Parser(Language(tree_sitter_toml.language())).parse(self._bytes).root_node)

    def of_key(self, place: Place) -> Position:
        """Where the key is written; for an item of a list, where the item begins."""
        return self._position(self._known(place).key)

    def of_value(self, place: Place, offset: int | None = None) -> Position:
        """Where the value begins; in a text, where its character `offset` is written, despite escapes."""
        spot = self._known(place)
        if spot.literal is None or offset is None:
            return self._position(spot.value)
        passed = spot.literal[: _written_length(spot.literal, offset)]
        return self._position(spot.value + len(passed.encode()))

    def _known(self, place: Place) -> _Spot:
        while place not in self._spots:
            place = place[:-1]
        return self._spots[place]

    def _position(self, byte: int) -> Position:
        before = self._bytes[:byte].decode(errors="replace")
        return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))

    def _read(self, document: Node) -> None:
        for child in document.named_children:
            match child.type:
                case "pair":
                    self._read_pair(child, ())
                case "table" | "table_array_element":
                    self._read_table(child)
                case _:  # a comment
                    continue

    def _read_table(self, table: Node) -> None:
        header, *pairs = table.named_children
        keys = list(_keys(header))
        place = self._named_by(keys, table)
        self._spots[place] = _Spot(keys[-1].start_byte, table.start_byte)
        for pair in pairs:
            if pair.type == "pair":
                self._read_pair(pair, place)

    def _named_by(self, keys: list[Node], table: Node) -> Place:
        """The table that a header speaks of: of an array of tables it is the newest one."""
        place: Place = ()
        for key in keys[:-1]:
            place = self._newest((*place, _name(key)))
            self._spots.setdefault(place, _Spot(key.start_byte, table.start_byte))
        place = (*place, _name(keys[-1]))
        if table.type == "table":
            return place
        self._lengths[place] = self._lengths.get(place, 0) + 1
        self._spots.setdefault(place, _Spot(keys[-1].start_byte, table.start_byte))
        return self._newest(place)

    def _newest(self, place: Place) -> Place:
        return (*place, self._lengths[place] - 1) if place in self._lengths else place

    def _read_pair(self, pair: Node, place: Place) -> None:
        written, *rest = (child for child in pair.named_children if child.type != "comment")
        keys = list(_keys(written))
        for key in keys[:-1]:
            place = (*place, _name(key))
            self._spots.setdefault(place, _Spot(key.start_byte, key.start_byte))
        if rest:
            self._read_value(rest[0], (*place, _name(keys[-1])), keys[-1].start_byte)

    def _read_value(self, value: Node, place: Place, key: int) -> None:
        literal = _text(value) if value.type == "string" else None
        self._spots[place] = _Spot(key, value.start_byte, literal)
        children = [child for child in value.named_children if child.type != "comment"]
        if value.type == "array":
            for at, item in enumerate(children):
                self._read_value(item, (*place, at), item.start_byte)
        elif value.type == "inline_table":
            for pair in children:
                self._read_pair(pair, place)


def _keys(written: Node) -> Iterator[Node]:
    """The pieces of a key, `a."b c".d`, in their order."""
    if written.type == "dotted_key":
        for piece in written.named_children:
            yield from _keys(piece)
    else:
        yield written


def _name(key: Node) -> str:
    written = _text(key)
    return next(iter(tomllib.loads(f"{written} = 0"))) if key.type == "quoted_key" else written


def _text(node: Node) -> str:
    return node.text.decode() if node.text is not None else ""


def _written_length(literal: str, offset: int) -> int:
    """How much of a string as written comes before its character `offset`, the opening quotes included."""
    opening = _STRING_OPENING.match(literal)
    start = opening.end() if opening else 0
    if literal.startswith("'"):
        return start + offset
    units = list(_STRING_UNIT.finditer(literal, start))
    counts = accumulate(0 if unit["fold"] else 1 for unit in units)
    return next(
        (unit.start() for unit, count in zip(units, counts, strict=True) if count > offset), len(literal)
    )
