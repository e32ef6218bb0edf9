"""A place for every box, and a way for every line, of any graph without circles: layers from top to bottom.

Between two layers of boxes there is one for the labels of lines, so that a label has its room as a box has. A
line that passes a layer has a place of its own in it and runs upright there; it bends only between layers,
where nothing else is. So no line runs through a box or a label that is not its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from flows.drawing.columns import Crowd, separate, stand
from flows.drawing.crossings import Order, reduce_crossings
from flows.drawing.layers import layer_nodes

_BESIDE = 30.0
_ABOVE_LABELS, _ABOVE_BOXES = 16.0, 24.0
_STEEPNESS, _MOST_MORE = 0.09, 44.0
_THIN = 4.0
_PORTS_APART, _CORNER = 26.0, 26.0


@dataclass(frozen=True, slots=True)
class Size:
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two boxes, by their numbers, and the size of its label."""

    start: int
    end: int
    label: Size | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a line runs upright, from `top` to `bottom`."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a line from top to bottom, and the middle of its label."""

    stops: tuple[Stop, ...]
    label: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """`corners` are the upper left ones of the boxes; nothing lies left of or above (0, 0)."""

    size: Size
    corners: tuple[tuple[float, float], ...]
    routes: tuple[Route, ...]


def lay_out(boxes: Sequence[Size], links: Sequence[Link]) -> Layout:
    """Of at least one box. Links must lead in no circle."""
    return _Plan(boxes, links).layout()


@dataclass
class _Plan:
    """Everything that has a place, boxes first and then the pieces of lines, in ranks: boxes in the even
    ones, labels in the odd ones.
    """

    boxes: Sequence[Size]
    links: Sequence[Link]
    sizes: list[Size] = field(init=False)
    chains: list[list[int]] = field(init=False)
    ranks: Order = field(init=False)
    middles: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.sizes = list(self.boxes)
        layers = layer_nodes(len(self.boxes), [(link.start, link.end) for link in self.links])
        rank_of = [2 * layer for layer in layers]
        self.chains = [self._cut(link, rank_of) for link in self.links]
        pairs = [pair for chain in self.chains for pair in pairwise(chain)]
        self.ranks = reduce_crossings(self._first_order(rank_of), pairs)
        long = [pieces for _, *pieces, _ in self.chains]
        self.middles = stand(Crowd(self.ranks, [size.width for size in self.sizes], _BESIDE, pairs, long))

    def _cut(self, link: Link, rank_of: list[int]) -> list[int]:
        """The line in pieces, one for each rank that it passes; the first of them holds the label."""
        chain = [link.start]
        size = link.label
        for rank in range(rank_of[link.start] + 1, rank_of[link.end]):
            chain.append(len(self.sizes))
            self.sizes.append(size or Size(_THIN, 0))
            rank_of.append(rank)
            size = None
        return [*chain, link.end]

    def _first_order(self, rank_of: Sequence[int]) -> Order:
        """As one meets everything who follows each line to its end before the next."""
        order: Order = [[] for _ in range(max(rank_of) + 1)]
        lines: dict[int, list[list[int]]] = {}
        for link, chain in zip(self.links, self.chains, strict=True):
            lines.setdefault(link.start, []).append(chain)
        met: set[int] = set()
        stack = list(range(len(self.boxes)))[::-1]
        while stack:
            slot = stack.pop()
            if slot in met:
                continue
            met.add(slot)
            order[rank_of[slot]].append(slot)
            for chain in reversed(lines.get(slot, ())):
                stack += chain[:0:-1]
        return order

    def layout(self) -> Layout:
        starts, ends = self._ports(0, 1), self._ports(-1, -2)
        tops, bottoms = self._heights(starts, ends)
        rank_of = {slot: at for at, rank in enumerate(self.ranks) for slot in rank}
        corners = tuple(
            (self.middles[box] - size.width / 2, tops[rank_of[box]]) for box, size in enumerate(self.boxes)
        )
        routes = []
        for at, chain in enumerate(self.chains):
            first, last = rank_of[chain[0]], rank_of[chain[-1]]
            foot = tops[first] + self.boxes[chain[0]].height
            passed = [slot for slot in chain[1:-1] if bottoms[rank_of[slot]] > tops[rank_of[slot]]]
            middle = [
                Stop(self.middles[slot], tops[rank_of[slot]], bottoms[rank_of[slot]]) for slot in passed
            ]
            stops = (Stop(starts[at], foot, bottoms[first]), *middle, Stop(ends[at], tops[last], tops[last]))
            label = (middle[0].x, (middle[0].top + middle[0].bottom) / 2) if self.links[at].label else None
            routes.append(Route(stops, label))
        width = max(middle + size.width / 2 for middle, size in zip(self.middles, self.sizes, strict=True))
        return Layout(Size(width, bottoms[-1]), corners, tuple(routes))

    def _ports(self, end: int, neighbour: int) -> dict[int, float]:
        """Where each line leaves its box, or arrives at it: as near to its next piece as can be."""
        at_box: dict[int, list[int]] = {}
        for line, chain in enumerate(self.chains):
            at_box.setdefault(chain[end], []).append(line)
        ports: dict[int, float] = {}
        for box, lines in at_box.items():
            wanted = {line: self.middles[self.chains[line][neighbour]] for line in lines}
            lines.sort(key=wanted.__getitem__)
            half = max(self.boxes[box].width / 2 - _CORNER, 0)
            ports |= zip(
                lines, _within(self.middles[box], half, [wanted[line] for line in lines]), strict=True
            )
        return ports

    def _heights(self, starts: dict[int, float], ends: dict[int, float]) -> tuple[list[float], list[float]]:
        """Top and bottom of each rank. Where lines go far to a side they get more room to bend in."""
        tops, bottoms, y = [], [], 0.0
        spans = self._spans(starts, ends)
        for at, rank in enumerate(self.ranks):
            tops.append(y)
            bottoms.append(y + max(self.sizes[slot].height for slot in rank))
            usual = _ABOVE_BOXES if at % 2 else _ABOVE_LABELS
            y = bottoms[-1] + usual + min(spans[at] * _STEEPNESS, _MOST_MORE)
        return tops, bottoms

    def _spans(self, starts: dict[int, float], ends: dict[int, float]) -> list[float]:
        """How far to a side the lines between each rank and the next one go at most."""
        rank_of = {slot: at for at, rank in enumerate(self.ranks) for slot in rank}
        spans = [0.0] * len(self.ranks)
        for line, chain in enumerate(self.chains):
            xs = [starts[line], *(self.middles[slot] for slot in chain[1:-1]), ends[line]]
            for slot, (x, next_x) in zip(chain, pairwise(xs), strict=False):
                spans[rank_of[slot]] = max(spans[rank_of[slot]], abs(next_x - x))
        return spans


def _within(middle: float, half: float, wanted: Sequence[float]) -> Iterator[float]:
    """Places apart from each other, at most `half` from the middle, near to those wanted (in their order)."""
    low, high = middle - half, middle + half
    apart = min(_PORTS_APART, 2 * half / max(len(wanted) - 1, 1))
    inside = [min(max(place, low), high) for place in wanted]
    places = separate(inside, [1.0] * len(inside), [apart] * (len(inside) - 1))
    last = high - apart * (len(inside) - 1)
    for at, place in enumerate(places):
        yield min(max(place - apart * at, low), last) + apart * at
