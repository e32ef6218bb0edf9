"""The order within each layer, so that few lines cross: sweeps down and up, each node in the middle of its
neighbours (the barycentre heuristic of Sugiyama, Tagawa and Toda, 1981).
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

from flows.drawing.layers import Pair, above_and_below

_SWEEPS = 16

Order = list[list[int]]
"""Layer by layer, what stands in it from left to right."""


def reduce_crossings(start: Order, links: Sequence[Pair]) -> Order:
    """The best order found from this one. Links join neighbouring layers, from the upper to the lower."""
    above, below = above_and_below(links)
    best = order = [list(layer) for layer in start]
    fewest = count_crossings(order, below)
    for sweep in range(_SWEEPS):
        if fewest == 0:
            break
        order = _sweep(order, above) if sweep % 2 == 0 else _sweep(order[::-1], below)[::-1]
        if (crossings := count_crossings(order, below)) < fewest:
            best, fewest = order, crossings
    return best


def _sweep(order: Order, neighbours: Mapping[int, Sequence[int]]) -> Order:
    """Each layer but the first sorted by the one before; what has no neighbour there keeps its place."""
    swept = [list(order[0])]
    for layer in order[1:]:
        places = {slot: at for at, slot in enumerate(swept[-1])}
        middles = {
            slot: sum(places[each] for each in near) / len(near)
            for slot in layer
            if (near := neighbours.get(slot))
        }
        movable = iter(sorted(middles, key=middles.__getitem__))
        swept.append([next(movable) if slot in middles else slot for slot in layer])
    return swept


def count_crossings(order: Order, below: Mapping[int, Sequence[int]]) -> int:
    """How many pairs of lines between neighbouring layers cross."""
    return sum(_between(upper, lower, below) for upper, lower in pairwise(order))


def _between(upper: Sequence[int], lower: Sequence[int], below: Mapping[int, Sequence[int]]) -> int:
    places = {slot: at for at, slot in enumerate(lower)}
    ends: list[int] = []
    crossings = 0
    for slot in upper:
        here = [places[end] for end in below.get(slot, ())]
        crossings += sum(len(ends) - bisect_right(ends, place) for place in here)
        for place in here:
            insort(ends, place)
    return crossings
