"""The points worth trying on a line of whole steps: constants with their neighbours, the ends, what lies in
the middle between two of them, and the places where something that is said of a value turns.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Says = Callable[[int], object]

_MOST_TURNS = 40
"""That one clause is followed to."""


def points(says: Sequence[Says], named: Iterable[int], low: int, high: int) -> list[int]:
    """From `low` to `high`, in order. Where each of `says` turns but once between neighbouring powers of ten
    or constants, none of its turns is missed.
    """
    near = {each for at in (0, *named) for each in (at - 1, at, at + 1)}
    grid = sorted(_within({*near, *_powers(high - low)}, low, high))
    turns = {each for say in says for each in _turns(say, grid)}
    kept = sorted(_within({*near, *turns, *(turn + by for turn in turns for by in (-1, 1))}, low, high))
    middles = {(one + other) // 2 for one, other in pairwise(kept)}
    return sorted({*kept, *middles} if turns else kept)


def _within(found: set[int], low: int, high: int) -> set[int]:
    return {at for at in found if low <= at <= high} | {low, high}


def _powers(width: int) -> set[int]:
    """Those of ten, to both sides."""
    return {sign * 10**digits for digits in range(len(str(width)) + 1) for sign in (1, -1)}


def _turns(say: Says, grid: Sequence[int]) -> list[int]:
    """The last before and the first behind each turn, found by halving."""
    found: list[int] = []
    said = [say(at) for at in grid]
    for (low, before), (high, behind) in pairwise(zip(grid, said, strict=True)):
        if before != behind and len(found) < _MOST_TURNS:
            found += _turn(say, before, low, high)
    return found


def _turn(say: Says, before: object, low: int, high: int) -> tuple[int, int]:
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if say(middle) == before else (low, middle)
    return low, high
