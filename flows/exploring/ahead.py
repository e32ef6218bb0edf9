"""The conditions of a flow where they stand, and which of them can still be met from each place on."""

from dataclasses import replace
from functools import reduce
from operator import or_

from flows.definition import Flow, QuestionPiece, ScaleNode, TextNode
from flows.exploring.classes import NOTHING_AHEAD, Ahead, Classes
from flows.exploring.looks import MOOD_VARIABLE, Look, Looks, Sort
from flows.exploring.proofs import is_sure
from flows.graph import in_order, successors
from flows.path import exits, scope_of, timed_out

TIMED_OUT = -1
"""The way out of a question that was given up, beside those of `flows.path.exits`."""


class Map:
    """Of an expanded flow without a circle. Positions are those of its nodes; their number is the end.
    Without `guesses`, conditions of which not everything is tried are open.
    """

    def __init__(self, flow: Flow, *, guesses: bool = True) -> None:
        self._flow = flow
        self._guesses = guesses
        self.looks = Looks(flow)
        self.classes = Classes(self.looks)
        self._order = in_order(flow)
        self._ranks = {at: rank for rank, at in enumerate((-1, *self._order, len(flow.nodes)))}
        self._before: dict[int, Ahead] = {len(flow.nodes): NOTHING_AHEAD}
        self._behind: dict[int, Ahead] = {}
        for at in reversed(self._order):
            self._behind[at] = reduce(
                or_, (self._before[to] for to in successors(flow, at)), self._jumps_bits(at) | self._sets(at)
            )
            self._before[at] = self._behind[at] | self._bits(self.when(at))

    def rank(self, at: int) -> int:
        """Grows on each way; -1 is the start."""
        return self._ranks[at]

    def before(self, at: int) -> Ahead:
        """The conditions that can be met from here on, that of the node itself included; and the answers."""
        return self._before[at]

    def behind(self, at: int) -> Ahead:
        """Those that can be met once the node is shown."""
        return self._behind[at]

    def when(self, at: int) -> Look | None:
        node = self._flow.nodes[at]
        return None if node.when is None else self._look(node.when, scope_of(node))

    def jumps(self, at: int) -> list[tuple[int, Look | None]]:
        """Where it goes on if no branch does, in the order in which it is tried."""
        scope = scope_of(self._flow.nodes[at])
        return [
            (way.to, None if way.when is None else self._look(way.when, scope))
            for way in exits(self._flow, at)
            if way.key is None
        ]

    def _look(self, source: str, scope: str) -> Look:
        look = self.looks.look(source, scope)
        return look if self._guesses or is_sure(look, self.looks) else replace(look, is_open=True)

    def target(self, at: int, way: int) -> int:
        """Where a way out leads. Raises `KeyError` for a time out that has no way of its own."""
        if way != TIMED_OUT:
            return exits(self._flow, at)[way].to
        to = timed_out(self._flow, at)
        if to is None:
            raise KeyError(at)
        return to

    def _jumps_bits(self, at: int) -> Ahead:
        return reduce(or_, (self._bits(look) for _, look in self.jumps(at)), NOTHING_AHEAD)

    def _sets(self, at: int) -> Ahead:
        """What an answer to the node sets."""
        node = self._flow.nodes[at]
        if not isinstance(node, QuestionPiece):
            return NOTHING_AHEAD
        found = self.classes.sets((Sort.ANSWER, node.id))
        if isinstance(node, ScaleNode):
            found |= self.classes.sets((Sort.SCALE, node.ask))
        return found | self.classes.sets(MOOD_VARIABLE) if isinstance(node, TextNode) else found

    def _bits(self, look: Look | None) -> Ahead:
        return NOTHING_AHEAD if look is None else self.classes.ahead(look)
