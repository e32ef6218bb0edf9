"""The ways that are open to all customers who gave one answer, whatever else they answer.

A condition that this answer decides is decided; any other may turn out either way. So it can be told what all
of them are said, what some of them may be said, and what none of them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from flows.branches import stands_for
from flows.conditions import paths_of, value_of
from flows.definition import ConsentNode, Flow, Node, Scale, ScaleNode
from flows.events import NO
from flows.graph import in_order
from flows.path import exits, passed_over


@dataclass(frozen=True, slots=True)
class Given:
    """A score: the position of its question, and the number."""

    at: int
    value: int


@dataclass(frozen=True, slots=True)
class Said:
    """Positions of nodes: `all` as a set of bits."""

    all: int
    some: frozenset[int]

    def to_all(self, at: int) -> bool:
        return bool(self.all >> at & 1)


@dataclass(frozen=True)
class Course:
    """The walks through a flow without a circle, of all customers or of those with a given score.

    Nobody's time is up on them, and nobody refuses a consent: who does so takes no part in the rest.
    """

    flow: Flow
    given: Given | None = None

    @cached_property
    def said(self) -> Said:
        """Of every node, whether all of them are said or asked it, and whether some may be."""
        some: set[int] = set()
        passed = {0: 0}  # by position: what all have passed there
        for at in in_order(self.flow):
            for to, is_said in self.ways(at) if at in passed else ():
                some |= {at} if is_said else set()
                known = passed[at] | is_said << at
                passed[to] = passed.get(to, known) & known
        return Said(passed.get(len(self.flow.nodes), 0), frozenset(some))

    def all_pass(self, nodes: Collection[int]) -> bool:
        """Whether every one of them is said or asked one of these, but for those whom chance leaves out."""
        seen, stack = {0}, [0]
        while stack:
            at = stack.pop()
            if at == len(self.flow.nodes):
                return False
            fresh = [to for to, is_said in self.ways(at) if to not in seen and not (is_said and at in nodes)]
            if at in nodes and self._is_chance(self.flow.nodes[at].when):
                fresh = []
            seen.update(fresh)
            stack += fresh
        return True

    def longest(self, cost: Collection[float]) -> float:
        """The highest sum of the costs of nodes, by position, on any of these walks."""
        costs, end = list(cost), len(self.flow.nodes)
        best = [0.0] * (end + 1)
        for at in reversed(in_order(self.flow)):
            best[at] = max(best[to] + (costs[at] if is_said else 0.0) for to, is_said in self.ways(at))
        return best[0]

    def ways(self, at: int) -> Iterator[tuple[int, bool]]:
        """Where it may go on from a node, and whether the node was said or asked then."""
        node = self.flow.nodes[at]
        verdict = self._verdict(node.when)
        if verdict is not True:
            yield passed_over(self.flow, at), False
        if verdict is not False:
            yield from ((to, True) for to in self._onward(at))

    def _onward(self, at: int) -> Iterator[int]:
        node = self.flow.nodes[at]
        for way in exits(self.flow, at):
            if way.key is None:
                is_open = self._verdict(way.when)
            elif self.given is not None and at == self.given.at:
                is_open = stands_for(way.key, self.flow.question(node.id), self.given.value)
            else:
                is_open = False if isinstance(node, ConsentNode) and way.key == NO else None
            if is_open is not False:
                yield way.to
            if is_open is True:
                return

    @cached_property
    def _known(self) -> dict[str, object]:
        """The score by the id of its question, and by its scale where no other question asks that."""
        if self.given is None:
            return {}
        node = self.flow.nodes[self.given.at]
        known: dict[str, object] = {node.id: self.given.value}
        if isinstance(node, ScaleNode) and sum(_asks(each, node.scale) for each in self.flow.nodes) == 1:
            known[node.scale] = self.given.value
        return known

    def _verdict(self, condition: str | None) -> bool | None:
        """Whether it holds for all of them or for none; None where that depends on more."""
        if condition is None:
            return True
        if not any(name in condition for name in self._known):  # most conditions of a long flow
            return None
        found = value_of(condition, self._known)
        return found if isinstance(found, bool) else None

    def _is_chance(self, condition: str | None) -> bool:
        """Whether only the variant decides, which picks nobody out."""
        names = {path[0] for path in paths_of(condition)} if condition else set()
        return bool(names) and names <= set(self.flow.split)


def _asks(node: Node, scale: Scale) -> bool:
    return isinstance(node, ScaleNode) and node.scale is scale
