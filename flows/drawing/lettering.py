"""How wide words will be, whatever font shows them, and how they are broken or cut to fit.

The widths are those of DejaVu Sans, which is as wide as the fonts of any system get, Verdana alone being its
equal; in a narrower one there is more air. Scripts that it does not draw count as wide as its widest letter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

ELLIPSIS = "…"

Measure = Callable[[str], float]
"""How wide a text will be."""

_HUNDREDTHS = {
    28: "ijl'|",
    32: "IJ,. ·’‘",
    38: "/:;\\f-‐",
    42: "t()[]!‹›",
    46: 'r"',
    54: "*_`sz?“”„–°",
    59: "cLkF•",
    62: "vxyPaeoTY«»",
    65: "0123456789bdghnpquES${}€ß",
    71: "KABVXZCR",
    79: "UNHDG&OQ",
    88: "w#+<=>^~M≤≥≠→×ΉΜωϖΩ",
    101: "%mW@…—щшљжњЫМФфюЪ",
    110: "ЩЉЮЖШЊ",
}
"""Characters by the width of the widest among them, in hundredths of the font's size."""

_WIDTHS = {character: width / 100 for width, characters in _HUNDREDTHS.items() for character in characters}

_OTHER_ALPHABETS = {"GREEK": 0.8, "CYRILLIC": 0.8}
_WIDE = 1.1
_PICTURE = 1.45
_FIXED = 0.62
_BOLD = 1.14
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_JOINERS = "\u200d\ufe0f"
_VALUES = re.compile("‹[^›]*›")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The room that a line of text needs at most, in the unit of the font's `size`."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1)


def fixed_width_of(text: str, size: float) -> float:
    """The same in a font whose letters are all equally wide, as far as it has them."""
    return sum(_FIXED if character.isascii() else max(_FIXED, _width(character)) for character in text) * size


def _width(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    kind = unicodedata.category(character)
    if kind in _NO_WIDTH:
        return 0.0
    if kind in {"So", "Sk", "Cn", "Co"}:
        return _PICTURE
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    alphabet = unicodedata.name(character, "").partition(" ")[0]
    return _OTHER_ALPHABETS.get(alphabet, _WIDE)


def reads_from_right(text: str) -> bool:
    """Whether its first letter is of a script that is written from right to left (Unicode Standard Annex 9,
    rules P2 and P3); values in ‹…› do not count.
    """
    kinds = map(unicodedata.bidirectional, _VALUES.sub("", text))
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


def cut(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as leaves room for an ellipsis."""
    measure = partial(width_of, size=size, bold=bold)
    if measure(text) <= width:
        return text
    return f"{_beginning(text, measure, width - measure(ELLIPSIS)).rstrip()}{ELLIPSIS}"


def cut_fixed(text: str, size: float, width: float) -> str:
    """The same in a font whose letters are all equally wide."""
    while text and fixed_width_of(text, size) > width:
        text = f"{text.removesuffix(ELLIPSIS)[:-1].rstrip(_JOINERS + ' ')}{ELLIPSIS}"
    return text


def wrap(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """The text in at most so many lines; the last one tells by an ellipsis that there is more."""
    broken = list(_lines(text.split(), partial(width_of, size=size), width))
    if len(broken) <= lines:
        return tuple(broken)
    rest = " ".join(broken[lines - 1 :])
    return (*broken[: lines - 1], cut(rest, size, width))


def wrap_fixed(text: str, size: float, width: float, lines: int) -> tuple[str, ...]:
    """The same in a font whose letters are all equally wide. What is too long loses its middle, for of a
    condition both ends are needed: what it looks at, and what it compares that with.
    """
    measure, shown, half = partial(fixed_width_of, size=size), text, len(text) // 2
    while len(broken := list(_lines(shown.split(), measure, width))) > lines and half:
        half = half * 9 // 10
        shown = (
            f"{text[:half].rstrip(_JOINERS + ' ')}{ELLIPSIS}{text[len(text) - half :].lstrip(_JOINERS + ' ')}"
        )
    return tuple(broken)


def _lines(words: list[str], measure: Measure, width: float) -> Iterator[str]:
    """A word that is longer than a line is broken anywhere."""
    line = ""
    for word in words:
        joined = f"{line} {word}" if line else word
        if line and measure(joined) > width >= measure(word):
            yield line
            joined = word
        line = joined
        while measure(line) > width:
            piece = _beginning(line, measure, width) or line[0]
            yield piece.rstrip()
            line = line[len(piece) :].lstrip()
    if line:
        yield line


def _beginning(text: str, measure: Measure, room: float) -> str:
    """As many characters as fit; a picture that is joined from several is not torn apart after a joiner."""
    taken, used = 0, 0.0
    for character in text:
        used += measure(character)
        if used > room:
            break
        taken += 1
    return text[:taken].rstrip(_JOINERS)
