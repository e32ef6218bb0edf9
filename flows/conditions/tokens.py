"""The tokens of a condition with their places: what the CEL library knows but does not tell.

The library says whether a source is CEL and evaluates it; it names no place for a wrong name or a wrong type,
and reports variables without what follows their dots. This module reads only sources that the library has
accepted, so it may trust that brackets match and strings end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from flows.names import Path


class TokenKind(Enum):
    STRING = auto()
    NUMBER = auto()
    NAME = auto()
    SYMBOL = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `offset` counts characters from the start of the source. A string keeps its quotes."""

    kind: TokenKind
    text: str
    offset: int

    @property
    def end(self) -> int:
        return self.offset + len(self.text)

    def is_symbol(self, *symbols: str) -> bool:
        return self.text in symbols


@dataclass(frozen=True, slots=True)
class Mention:
    """A path in a condition, and where each of its pieces stands."""

    path: Path
    offsets: tuple[int, ...]


Tokens = Sequence[Token]

_PATTERN = re.compile(
    r"""
      (?P<BLANK>  \s+ | //[^\n]* )
    | (?P<STRING> (?P<raw>[rR][bB]?|[bB][rR])(?:\"{3}.*?\"{3}|'{3}.*?'{3}|"[^"\n]*"|'[^'\n]*')
                | [bB]?(?:\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}
                         |"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*') )
    | (?P<NUMBER> 0[xX][0-9a-fA-F]+[uU]? | (?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[uU]? )
    | (?P<NAME>   [_a-zA-Z][_a-zA-Z0-9]* )
    | (?P<SYMBOL> && | \|\| | [<>=!]= | . )
    """,
    re.VERBOSE | re.DOTALL,
)

_PLAIN_KEY = re.compile(r"""(?P<quote>["'])[^\\"']+(?P=quote)""")

_OPENING, _CLOSING = "([{", ")]}"

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "in")

_WORD_OPERATORS = frozenset({"in", "true", "false", "null"})


def scan(source: str) -> list[Token]:
    """The tokens of a source that the CEL library accepts; blanks and comments are left out."""
    return [
        Token(TokenKind[found.lastgroup], found.group(), found.start())
        for found in _PATTERN.finditer(source)
        if found.lastgroup is not None and found.lastgroup != "BLANK"
    ]


def mentions(tokens: Tokens) -> Iterator[Mention]:
    """The paths: a name that is no call and follows no dot, with `.name` and `["name"]` after it."""
    for at, token in enumerate(tokens):
        starts = token.kind is TokenKind.NAME and token.text not in _WORD_OPERATORS
        if starts and not _follows_dot(tokens, at) and not is_call(tokens, at):
            yield _mention(tokens, at)


def calls(tokens: Tokens) -> Iterator[int]:
    """Positions of the names that are called."""
    return (at for at in range(len(tokens)) if is_call(tokens, at))


def is_call(tokens: Tokens, at: int) -> bool:
    named = tokens[at].kind is TokenKind.NAME and tokens[at].text not in _WORD_OPERATORS
    return named and at + 1 < len(tokens) and tokens[at + 1].is_symbol("(")


def _follows_dot(tokens: Tokens, at: int) -> bool:
    return at > 0 and tokens[at - 1].is_symbol(".")


def _mention(tokens: Tokens, at: int) -> Mention:
    path, offsets = [tokens[at].text], [tokens[at].offset]
    at += 1
    while (found := _next_piece(tokens, at)) is not None:
        name, offset, at = found
        path.append(name)
        offsets.append(offset)
    return Mention(tuple(path), tuple(offsets))


def _next_piece(tokens: Tokens, at: int) -> tuple[str, int, int] | None:
    """The piece of a path that stands here, its offset, and where to go on."""
    if at + 1 >= len(tokens):
        return None
    following = tokens[at + 1]
    if tokens[at].is_symbol(".") and not is_call(tokens, at + 1):
        return following.text, following.offset, at + 2
    if tokens[at].is_symbol("[") and _PLAIN_KEY.fullmatch(following.text) and tokens[at + 2].is_symbol("]"):
        return following.text[1:-1], following.offset, at + 3
    return None


def split(tokens: Tokens, *operators: str) -> list[Tokens]:
    """The parts between these operators, where these stand outside all brackets."""
    parts: list[Tokens] = []
    depth = start = 0
    for at, token in enumerate(tokens):
        depth += token.is_symbol(*_OPENING) - token.is_symbol(*_CLOSING)
        if depth == 0 and token.text in operators:
            parts.append(tokens[start:at])
            start = at + 1
    return [*parts, tokens[start:]]


def groups(tokens: Tokens) -> Iterator[Tokens]:
    """What stands in the outermost round brackets."""
    depth = start = 0
    for at, token in enumerate(tokens):
        if token.is_symbol("("):
            start = start if depth else at + 1
            depth += 1
        elif token.is_symbol(")"):
            depth -= 1
            if depth == 0:
                yield tokens[start:at]


def deepest(tokens: Tokens) -> int:
    """How deep the brackets nest."""
    depth = most = 0
    for token in tokens:
        depth += token.is_symbol(*_OPENING) - token.is_symbol(*_CLOSING)
        most = max(most, depth)
    return most


def clauses(tokens: Tokens) -> Iterator[Tokens]:
    """The smallest parts that must be true or false by themselves: what `&&`, `||`, `!` and brackets join."""
    tokens = _without_negations(tokens)
    parts = split(tokens, "&&", "||")
    if len(parts) > 1:
        for part in parts:
            yield from clauses(part)
    elif _is_bracketed(tokens):
        yield from clauses(tokens[1:-1])
    else:
        yield tokens
        yield from _inner_clauses(tokens)


def _without_negations(tokens: Tokens) -> Tokens:
    """`!(a && b)` as `(a && b)`, but `!a == b` as it is, for there the `!` belongs to `a` alone."""
    start = 0
    while tokens[start].is_symbol("!"):
        start += 1
    return tokens[start:] if _is_bracketed(tokens[start:]) else tokens


def _is_bracketed(tokens: Tokens) -> bool:
    return tokens[0].is_symbol("(") and len(next(groups(tokens))) == len(tokens) - 2


def _inner_clauses(tokens: Tokens) -> Iterator[Tokens]:
    for group in groups(tokens):
        if len(split(group, "&&", "||")) > 1:
            yield from clauses(group)
        else:
            yield from _inner_clauses(group)


def relation(clause: Tokens) -> tuple[Tokens, str, Tokens] | None:
    """Left side, operator and right side of a clause that compares once, outside all brackets."""
    match split(clause, *COMPARISONS):
        case [left, right]:
            return left, clause[len(left)].text, right
        case _:
            return None


def is_risky(tokens: Tokens) -> bool:
    """Whether it calculates what may come to nothing: a division by what may be 0, a product that may be
    beyond 64 bits, a member that a list may not have.
    """
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.is_symbol("/", "%") and not _is_amount(after):
            return True
        if token.is_symbol("*") and not (_is_small(before) or _is_small(after)):
            return True
        if token.is_symbol("[") and before.kind is TokenKind.NAME and after.kind is TokenKind.NUMBER:
            return True
    return False


def _is_small(token: Token) -> bool:
    """Whether it is a number by which an answer of 15 digits stays within 64 bits, or has decimals."""
    return token.kind is TokenKind.NUMBER and re.fullmatch(r"\d{1,3}|\d*\.\d+", token.text) is not None


def _is_amount(token: Token) -> bool:
    """Whether it is a number, and not 0."""
    return token.kind is TokenKind.NUMBER and re.match(r"[0.]*[1-9]", token.text) is not None
