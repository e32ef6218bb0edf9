"""Where each key and value of a TOML text stands, which the parser of the standard library does not tell."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from flows.problems import Place

MOST_ENTRIES = 50_000

_DEEPEST = 32
"""Steps from the top. Our own keys lie at most a dozen deep, and each step costs memory for all below it."""

_DEEP_START = re.compile(
    r"""
    (?: \.[ \t]*+ (?: [\w-]++ | "[^"\n]*+" | '[^'\n]*+' ) [ \t]*+ ){32}   # a dotted key
    | (?: (?: \[ | \{[ \t]*+ [\w-]++ [ \t]*+ = ) \s*+ ){32}               # brackets in a row
    """,
    re.VERBOSE,
)
"""For a dotted key the standard library's parser takes a time that grows with the square of the depth."""

_STRING_OPENING = re.compile(r'"""\n?|\'\'\'\n?|"|\'')

_STRING_UNIT = re.compile(
    r"\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|(?P<fold>\\[ \t]*\n[ \t\n]*)|\\.|.", re.DOTALL
)
"""What one character of a basic string is written as; a backslash at the end of a line folds it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column, both from 1; the column counts characters. `length` goes up to the end of the line."""

    line: int
    column: int
    length: int | None = field(default=None, compare=False)


class TooMuch(Exception):
    """What stands at `position` is more than any configuration has."""

    def __init__(self, position: Position, message: str, hint: str) -> None:
        super().__init__(message)
        self.position, self.message, self.hint = position, message, hint


def nested_too_deeply(position: Position) -> TooMuch:
    hint = "give inner tables headers of their own, such as [flows.delivery]"
    return TooMuch(position, "lists or tables are nested too deeply", hint)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a key and its value are, in bytes. The value of a table is its header, or what braces enclose."""

    key: slice
    value: slice
    literal: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a text and the last piece of its key are, in bytes. `start` is where the first piece begins.

    `in_braces` in an inline table; else the pair stands on a line of its own.
    """

    start: int
    key: slice
    value: slice
    in_braces: bool


class Positions:
    """The places of one text, which must be valid TOML with line feeds only.

    What is not written anywhere is where its parent is. Raises `TooMuch`.
    """

    def __init__(self, text: str) -> None:
        self._bytes = text.encode()
        self._lines = [0, *(feed.end() for feed in re.finditer(b"\n", self._bytes))]
        self._spots: dict[Place, _Spot] = {(): _Spot(slice(0, 0), slice(0, 0))}
        self._pairs: dict[Place, Pair] = {}
        self._lengths: dict[Place, int] = {}
        self._read(Parser(Language(tree_sitter_toml.language())).parse(self._bytes).root_node)

    def __len__(self) -> int:
        """How many keys and items of lists the text has."""
        return len(self._spots)

    def of_key(self, place: Place) -> Position:
        """Where the key is written; for an item of a list, where the item begins."""
        return self._position(self._known(place).key)

    def of_value(self, place: Place, offset: int | None = None) -> Position:
        """Where the value begins; in a text, where its character `offset` is written, despite escapes."""
        spot = self._known(place)
        if spot.literal is None or offset is None:
            return self._position(spot.value)
        passed = spot.literal[: _written_length(spot.literal, offset)]
        return replace(self._position(slice(spot.value.start + len(passed.encode()), None)), length=None)

    def pair(self, place: Place) -> Pair | None:
        """The key and value that are written at exactly this place, if the value is a text."""
        return self._pairs.get(place)

    def _known(self, place: Place) -> _Spot:
        while place not in self._spots:
            place = place[:-1]
        return self._spots[place]

    def _position(self, stretch: slice) -> Position:
        line = bisect_right(self._lines, stretch.start)
        before = self._bytes[self._lines[line - 1] : stretch.start].decode(errors="replace")
        within = self._bytes[stretch].partition(b"\n")[0].decode(errors="replace")
        return Position(line, len(before) + 1, len(within) or None)

    def _add(self, place: Place, spot: _Spot) -> None:
        if len(place) > _DEEPEST:
            raise nested_too_deeply(self._position(spot.key))
        if len(self) >= MOST_ENTRIES:
            message = f"more than {MOST_ENTRIES:,} keys and values stand in this file"
            raise TooMuch(self._position(spot.key), message, "is this the right file?")
        self._spots[place] = spot

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
        self._add(place, _Spot(_stretch(keys[-1]), _header(table)))
        for pair in pairs:
            if pair.type == "pair":
                self._read_pair(pair, place)

    def _named_by(self, keys: list[Node], table: Node) -> Place:
        """The table that a header speaks of: of an array of tables it is the newest one."""
        place: Place = ()
        for key in keys[:-1]:
            place = self._newest((*place, _name(key)))
            self._mention(place, _Spot(_stretch(key), _header(table)))
        place = (*place, _name(keys[-1]))
        if table.type == "table":
            return place
        self._lengths[place] = self._lengths.get(place, 0) + 1
        self._mention(place, _Spot(_stretch(keys[-1]), _header(table)))
        return self._newest(place)

    def _mention(self, place: Place, spot: _Spot) -> None:
        """A part that is named before others in it; its own place is the first that is known."""
        if place not in self._spots:
            self._add(place, spot)

    def _newest(self, place: Place) -> Place:
        return (*place, self._lengths[place] - 1) if place in self._lengths else place

    def _read_pair(self, pair: Node, place: Place) -> None:
        written, *rest = (child for child in pair.named_children if child.type != "comment")
        keys = list(_keys(written))
        for key in keys[:-1]:
            place = (*place, _name(key))
            self._mention(place, _Spot(_stretch(key), _stretch(key)))
        if not rest:
            return
        place, name = (*place, _name(keys[-1])), _stretch(keys[-1])
        self._read_value(rest[0], place, name)
        if rest[0].type == "string":
            in_braces = pair.parent is not None and pair.parent.type == "inline_table"
            self._pairs[place] = Pair(pair.start_byte, name, _stretch(rest[0]), in_braces)

    def _read_value(self, value: Node, place: Place, key: slice) -> None:
        literal = _text(value) if value.type == "string" else None
        self._add(place, _Spot(key, _stretch(value), literal))
        children = [child for child in value.named_children if child.type != "comment"]
        if value.type == "array":
            for at, item in enumerate(children):
                self._read_value(item, (*place, at), _stretch(item))
        elif value.type == "inline_table":
            for pair in children:
                self._read_pair(pair, place)


def refuse_depth(text: str) -> None:
    """Raises `TooMuch` for what is nested far too deeply, as far as it can be seen without parsing."""
    if found := _DEEP_START.search(text):
        raise nested_too_deeply(end_of(text[: found.start()]))


def end_of(text: str) -> Position:
    """The place behind the last character."""
    return Position(text.count("\n") + 1, len(text) - text.rfind("\n"))


def _stretch(node: Node) -> slice:
    return slice(node.start_byte, node.end_byte)


def _header(table: Node) -> slice:
    """`[name]` without the pairs below it."""
    brackets = [child.end_byte for child in table.children if child.type in {"]", "]]"}]
    return slice(table.start_byte, brackets[0])


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
    passed = 0
    for unit in _STRING_UNIT.finditer(literal, start):
        passed += 0 if unit["fold"] else 1
        if passed > offset:
            return unit.start()
    return len(literal)
