"""Reads a number on a scale: "4", "4/5", "four stars", "⭐⭐⭐⭐", "I'd say 4", in six languages."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from flows.answers import vocabulary
from flows.answers.letters import STAR_SIGNS, fold, smooth

LONGEST_ANSWER = 60
"""In characters. Whoever writes more says more than a number."""

LONGEST_LIST = 200
"""In characters, of several numbers."""

OUT_OF_STARS = 5
"""Stars are out of five everywhere, so that three stars are no three on another scale."""

_SIGNS = "".join(sorted(STAR_SIGNS))
_TOKEN = re.compile(rf"[{_SIGNS}](?:\s*[{_SIGNS}])*|\d+|[^\W\d_]+(?:'[^\W\d_]+)*|\S")
_BARE_DECIMAL = re.compile(r"(?:^|\s)[.,]\d")
_HYPHEN = re.compile(r"(?<=\w)-(?=[^\W\d_])")
_ANDS = "|".join(sorted(vocabulary.AND))
_NEXT = re.compile(rf"\s*[,;\n]+\s*|\s+(?:{_ANDS})\s+|\s+(?=\d)", re.IGNORECASE)
"""Where one number of several ends: "5 ⭐ 4 ⭐", "five and four"."""
_GRADE = re.compile(rf"\b(?:{vocabulary.GRADES})\b")


class _Kind(StrEnum):
    """What a token does in a scale answer, as the letter it has in the answer's shape."""

    NUMBER = "n"
    DRAWN_STARS = "d"
    STARS = "s"
    POINTS = "p"
    OUT_OF = "o"
    ARTICLE = "a"
    SILENT = ""


class _Token(NamedTuple):
    kind: _Kind
    number: int = 0


_KINDS: Mapping[str, _Kind] = {
    **dict.fromkeys((*vocabulary.FILLERS, *".,!;:()[]\"'“”«»¡"), _Kind.SILENT),
    **dict.fromkeys((*vocabulary.STARS, "*"), _Kind.STARS),
    **dict.fromkeys(vocabulary.POINTS, _Kind.POINTS),
    **dict.fromkeys(vocabulary.OUT_OF, _Kind.OUT_OF),
    **dict.fromkeys(vocabulary.ARTICLES, _Kind.ARTICLE),
}


def read_scale(text: str, lowest: int, highest: int) -> int | None:
    """The one number from `lowest` to `highest` that the text says, in digits, words or stars; else None."""
    tokens = _tokens(text)
    shape = "".join(token.kind for token in tokens)
    value = _number(tokens, shape, highest)
    if value is None or not lowest <= value <= highest:
        return None
    few_stars = value <= OUT_OF_STARS != highest and not {_Kind.STARS, _Kind.DRAWN_STARS}.isdisjoint(shape)
    return None if few_stars else value


def read_scales(text: str, lowest: int, highest: int) -> list[int] | None:
    """The numbers that the text says one after the other, "5 4" or "5 stars, 4 stars"; else None."""
    whole = read_scale(text, lowest, highest)
    if whole is not None:
        return [whole]
    if len(text) > LONGEST_LIST:
        return None
    said = [read_scale(part, lowest, highest) for part in _NEXT.split(text.strip(" \n,;"))]
    numbers = [number for number in said if number is not None]
    return numbers if len(numbers) == len(said) else None


def _number(tokens: Sequence[_Token], shape: str, highest: int) -> int | None:
    drawn = [token.number for token in tokens if token.kind is _Kind.DRAWN_STARS]
    numbers = [token.number for token in tokens if token.kind is _Kind.NUMBER]
    if not numbers:
        return _counted(shape, drawn)
    if any(count not in {1, numbers[0]} for count in drawn):
        return None
    out_of = re.fullmatch(r"n(o+n)?", re.sub("[^no]", "", shape))
    return numbers[0] if out_of and numbers[1:] in ([], [highest]) else None


def _counted(shape: str, drawn: Sequence[int]) -> int | None:
    """Stars that stand there as signs, or a single one in words."""
    if shape == _Kind.DRAWN_STARS:
        return drawn[0]
    single = {_Kind.ARTICLE + _Kind.STARS, _Kind.ARTICLE + _Kind.POINTS}
    return 1 if shape in single else None


def _tokens(text: str) -> Sequence[_Token]:
    """The tokens, or none at all if one of them says what no scale answer says."""
    plain = _HYPHEN.sub(" ", smooth(text))
    if len(text) > LONGEST_ANSWER or _BARE_DECIMAL.search(plain):
        return ()
    tokens = [_token(part) for part in _TOKEN.findall(_GRADE.sub(" ", plain))]
    known = [token for token in tokens if token is not None]
    return known if len(known) == len(tokens) else ()


def _token(part: str) -> _Token | None:
    if part[0] in STAR_SIGNS:
        return _Token(_Kind.DRAWN_STARS, sum(map(STAR_SIGNS.__contains__, part)))
    number = int(part) if part.isdecimal() else vocabulary.NUMBERS.get(part)
    if number is not None:
        return _Token(_Kind.NUMBER, number)
    kind = _KINDS.get(fold(part))
    return None if kind is None else _Token(kind)
