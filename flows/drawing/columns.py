"""Where in its layer everything stands: near its neighbours above and below, and never on top of each other.

One layer at a time is placed as well as can be, by least squares under the distances that must be kept, which
is isotonic regression (pool adjacent violators; R. Barlow et al., Statistical inference under order
restrictions, 1972). Sweeps down and up bring the layers into line, and long lines are straightened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from flows.drawing.crossings import Order
from flows.drawing.layers import Pair, above_and_below

_SWEEPS, _LAST_SWEEPS = 10, 2
_TRIES = 3
_NEARLY = 1e-6
_LINE_MATTERS = 4.0
"""How much more a piece of a long line wants to be straight than a line between two boxes."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """All that stands in layers: how wide each is, the lines between neighbouring layers, and for each line
    that passes layers the places at which it does, from top to bottom.
    """

    order: Order
    widths: Sequence[float]
    gap: float
    links: Sequence[Pair]
    chains: Sequence[Sequence[int]]

    def distances(self, layer: Sequence[int]) -> list[float]:
        """Between the middles of neighbours, at least."""
        return [(self.widths[one] + self.widths[two]) / 2 + self.gap for one, two in pairwise(layer)]


def stand(crowd: Crowd) -> list[float]:
    """The middle of each, the leftmost edge of all being 0."""
    middles = _start(crowd)
    above, below = _neighbours(crowd)
    both = {slot: [*above.get(slot, ()), *below.get(slot, ())] for slot in range(len(crowd.widths))}
    for _ in range(_SWEEPS):
        _align(crowd, middles, above, upwards=False)
        _align(crowd, middles, below, upwards=True)
    for _ in range(_LAST_SWEEPS):
        _align(crowd, middles, both, upwards=False)
        _align(crowd, middles, both, upwards=True)
    _straighten(crowd, middles)
    left = min(middle - width / 2 for middle, width in zip(middles, crowd.widths, strict=True))
    return [middle - left for middle in middles]


def separate(wanted: Sequence[float], weights: Sequence[float], distances: Sequence[float]) -> list[float]:
    """The places nearest to those wanted, by weighted squares, with these distances between neighbours."""
    offsets = list(accumulate(distances, initial=0.0))
    pools: list[tuple[float, float, int]] = []  # middle, weight, how many
    for place, weight, offset in zip(wanted, weights, offsets, strict=True):
        pool = (place - offset, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            middle, heavy, count = pools.pop()
            total = heavy + pool[1]
            pool = ((middle * heavy + pool[0] * pool[1]) / total, total, count + pool[2])
        pools.append(pool)
    flat = [middle for middle, _, count in pools for _ in range(count)]
    return [place + offset for place, offset in zip(flat, offsets, strict=True)]


def _start(crowd: Crowd) -> list[float]:
    """Each layer packed from its middle, at 0."""
    middles = [0.0] * len(crowd.widths)
    for layer in crowd.order:
        places = list(accumulate(crowd.distances(layer), initial=0.0))
        for slot, at in zip(layer, places, strict=True):
            middles[slot] = at - places[-1] / 2
    return middles


Neighbours = Mapping[int, Sequence[tuple[int, float]]]
"""Of each its neighbours in the next layer, and how much it wants to be near them."""


def _neighbours(crowd: Crowd) -> tuple[Neighbours, Neighbours]:
    on_a_line = {slot for chain in crowd.chains for slot in chain}
    above: dict[int, list[tuple[int, float]]] = {}
    below: dict[int, list[tuple[int, float]]] = {}
    for upper, lower in crowd.links:
        weight = _LINE_MATTERS ** ((upper in on_a_line) + (lower in on_a_line))
        below.setdefault(upper, []).append((lower, weight))
        above.setdefault(lower, []).append((upper, weight))
    return above, below


def _align(crowd: Crowd, middles: list[float], neighbours: Neighbours, *, upwards: bool) -> None:
    for layer in reversed(crowd.order) if upwards else crowd.order:
        wanted, weights = [], []
        for slot in layer:
            near = neighbours.get(slot, ())
            weight = sum(weight for _, weight in near)
            drawn = sum(middles[other] * weight for other, weight in near)
            wanted.append(drawn / weight if weight else middles[slot])
            weights.append(weight or 0.1)
        for slot, middle in zip(layer, separate(wanted, weights, crowd.distances(layer)), strict=True):
            middles[slot] = middle


def _straighten(crowd: Crowd, middles: list[float]) -> None:
    """What simply follows each other, and each long line, stands upright as far as there is room for that."""
    layer_of = {slot: layer for layer in crowd.order for slot in layer}
    chains = [*_runs(crowd), *sorted(crowd.chains, key=len, reverse=True)]
    for chain in chains * _TRIES:
        low, high, part = float("-inf"), float("inf"), list[int]()
        for slot in chain:
            left, right = _room(crowd, layer_of[slot], slot, middles)
            if max(low, left) > min(high, right) + _NEARLY:
                _erect(part, low, high, middles)
                low, high, part = left, right, []
            low, high = max(low, left), min(high, right)
            part.append(slot)
        _erect(part, low, high, middles)


def _erect(part: Sequence[int], low: float, high: float, middles: list[float]) -> None:
    """Puts all of them below each other, between `low` and `high`."""
    if part:
        usual = sorted(middles[slot] for slot in part)[len(part) // 2]
        for slot in part:
            middles[slot] = min(max(usual, low), high)


def _runs(crowd: Crowd) -> list[list[int]]:
    """Where each has one line above and one below, the longest first."""
    above, below = above_and_below(crowd.links)
    only = {upper: lower for upper, (lower, *more) in below.items() if not more and len(above[lower]) == 1}
    runs = []
    for first in set(only) - set(only.values()):
        run = [first]
        while run[-1] in only:
            run.append(only[run[-1]])
        runs.append(run)
    return sorted(runs, key=lambda run: (-len(run), run[0]))


def _room(crowd: Crowd, layer: Sequence[int], slot: int, middles: Sequence[float]) -> tuple[float, float]:
    """How far it can move to the left and to the right."""
    at = layer.index(slot)
    low, high = float("-inf"), float("inf")
    if at > 0:
        low = (
            middles[layer[at - 1]]
            + sum(crowd.widths[each] for each in layer[at - 1 : at + 1]) / 2
            + crowd.gap
        )
    if at + 1 < len(layer):
        high = middles[layer[at + 1]] - sum(crowd.widths[each] for each in layer[at : at + 2]) / 2 - crowd.gap
    return low, high
