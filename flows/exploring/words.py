"""Texts worth trying: those that begin with, end with, contain, equal, or stand just before or behind what
the conditions name; of the lengths that they name; and such as a pattern lets through.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from flows.conditions import fits
from flows.exploring.looks import Look
from flows.exploring.patterns import matching, samples

_FILL = "~"

_MOST_TEXTS, _MOST_FORMS, _MOST_FITTED = 5, 3_000, 1_500
"""Of one condition, of a question, and of those that a pattern is asked for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What looks at a variable: conditions, and what each of their clauses says of it alone. Of so many
    values at `most` all are tried.
    """

    looks: Sequence[Look] = ()
    says: Sequence[Callable[[object], object]] = ()
    most: int = 0


UNSEEN = Seen()


def numbers_named(looks: Sequence[Look]) -> Iterator[float]:
    """The constants, and their opposites, for a minus before a number is a token of its own; those in quotes,
    too.
    """
    for look in looks:
        for constant in (*look.constants, *look.texts):
            try:
                number = float(int(constant, 0) if "x" in constant.lower() else float(constant.rstrip("uU")))
            except ValueError:
                continue
            yield from (number, -number)


def texts_named(looks: Sequence[Look]) -> frozenset[str]:
    return frozenset(text for look in looks for text in look.texts)


def words(looks: Sequence[Look], shortest: int, longest: int, pattern: str | None = None) -> list[str]:
    """Of so many characters. The first is like none that is named."""
    plain = _FILL * max(1, shortest)
    forms = [
        text
        for text in islice(dict.fromkeys((plain, *_forms(looks, shortest, longest))), _MOST_FORMS)
        if shortest <= len(text) <= longest
    ]
    if pattern is None:
        return forms
    bases = [text for text in matching(pattern) if shortest <= len(text) <= longest]
    fitted = islice(dict.fromkeys(_fitted(looks, forms, bases)), _MOST_FITTED)
    found = [text for text in fitted if shortest <= len(text) <= longest and fits(pattern, text)]
    return [*bases, *found] if bases else [plain, *found]


def _forms(looks: Sequence[Look], shortest: int, longest: int) -> Iterator[str]:
    named = sorted(texts_named(looks))
    for text in named:
        yield from (text, f"{text}{_FILL}", f"{_FILL}{text}", f"{_FILL}{text}{_FILL}", text[:-1])
    yield from ("!", "".join(named))
    yield from (text for look in looks for each in look.patterns for text in samples(each))
    for length in (shortest, longest, *_lengths(looks, longest)):
        yield from (text.ljust(length, _FILL) for text in ("", *named))
    yield from _figures(looks)
    for look in looks:
        yield from _joined(look, longest)


def _lengths(looks: Sequence[Look], longest: int) -> list[int]:
    near = (
        int(number) + by for number in numbers_named(looks) if abs(number) <= longest for by in (-1, 0, 1)
    )
    return sorted({length for length in near if 0 < length <= longest})


def _figures(looks: Sequence[Look]) -> Iterator[str]:
    """Numbers in words, as a condition may convert them."""
    for number in numbers_named(looks):
        yield from (f"{number + by:g}" for by in (-1, 0, 1, 0.5) if abs(number) < 10**6)


def _joined(look: Look, longest: int) -> Iterator[str]:
    """All that one condition names, or some of it, in either order, close together or far apart."""
    texts = list(dict.fromkeys(look.texts))[:_MOST_TEXTS]
    lengths = _lengths([look], longest)
    for count in range(1, len(texts) + 1):
        for some in combinations(texts, count):
            for first, *rest in (some, some[::-1]):
                end = _FILL.join(["", *rest])
                yield from (first + end, f"{_FILL}{first}{end}{_FILL}")
                yield from (first + _FILL * (length - len(first) - len(end)) + end for length in lengths)


def _fitted(looks: Sequence[Look], forms: Sequence[str], bases: Sequence[str]) -> Iterator[str]:
    """Texts that fit the pattern, with what is named written over them; these are the likely ones first."""
    pieces = [*dict.fromkeys(each for text in sorted(texts_named(looks)) for each in _near(text))]
    pieces += [f"{number + by:.0f}" for number in numbers_named(looks) if number >= 0 for by in (1, 0, -1)]
    yield from pieces
    for base in bases:
        yield from (piece.zfill(len(base)) for piece in pieces if piece.isdigit())
        for look in looks:
            yield from _both_ends(look.texts[:_MOST_TEXTS], base)
    for piece in pieces:
        for base in bases:
            yield from (
                base[:at] + piece + base[at + len(piece) :]
                for at in range(max(0, len(base) - len(piece)) + 1)
            )
            yield from (piece + base, base + piece)
    yield from forms


def _near(text: str) -> Iterator[str]:
    """It, and those just before and behind it."""
    yield text
    if text:
        beside = (chr(ord(text[-1]) + by) for by in (1, -1) if ord(text[-1]) + by >= 0)
        yield from (text[:-1] + char for char in beside if char.isprintable())


def _both_ends(texts: Sequence[str], base: str) -> Iterator[str]:
    """One at the beginning, one at the end."""
    for first in ("", *texts):
        for last in ("", *texts):
            yield first + base[len(first) : max(len(first), len(base) - len(last))] + last
