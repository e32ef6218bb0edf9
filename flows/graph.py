"""Every way through a flow at once: what can follow what, and what has surely been passed before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from flows.definition import Flow
from flows.path import exits, passed_over, timed_out


@dataclass(frozen=True, slots=True)
class Graph:
    """By position, the end included: the nodes that may have been passed before, and those that surely were,
    as sets of bits. Nodes that no way leads to have neither.
    """

    maybe: Sequence[int]
    surely: Sequence[int]
    reached: Sequence[bool]

    def may_precede(self, node: int, at: int) -> bool:
        return bool(self.maybe[at] >> node & 1)

    def surely_precedes(self, node: int, at: int) -> bool:
        return bool(self.surely[at] >> node & 1)


def successors(flow: Flow, at: int) -> tuple[int, ...]:
    """All positions to which a node can lead, each once; the number of nodes is the end."""
    node = flow.nodes[at]
    ways = [way.to for way in exits(flow, at)]
    ways += [to] if (to := timed_out(flow, at)) is not None else []
    ways += [passed_over(flow, at)] if node.when is not None else []
    return tuple(dict.fromkeys(ways))


def circle_in(flow: Flow) -> list[int] | None:
    """Positions of nodes that lead to each other in a circle, the first of them again at the end."""
    done: set[int] = set()
    for start in range(len(flow.nodes)):
        way: list[int] = []
        branches: list[Iterator[int]] = [iter((start,))]
        while branches:
            at = next(branches[-1], None)
            if at is None:
                branches.pop()
                if way:
                    done.add(way.pop())
            elif at in way:
                return [*way[way.index(at) :], at]
            elif at not in done and at < len(flow.nodes):
                way.append(at)
                branches.append(iter(successors(flow, at)))
    return None


def graph_of(flow: Flow) -> Graph:
    """Of a flow without a circle."""
    end = len(flow.nodes)
    before: list[list[int]] = [[] for _ in range(end + 1)]
    order = in_order(flow)
    for at in order:
        for to in successors(flow, at):
            before[to].append(at)
    maybe, surely = [0] * (end + 1), [0] * (end + 1)
    for at in [*order, end]:
        maybe[at] = reduce(or_, (maybe[known] | 1 << known for known in before[at]), 0)
        surely[at] = reduce(and_, (surely[known] | 1 << known for known in before[at])) if before[at] else 0
    reached = {0, *order}
    return Graph(maybe, surely, [at in reached or bool(before[at]) for at in range(end + 1)])


def in_order(flow: Flow) -> list[int]:
    """The nodes that can be reached, each after all that lead to it."""
    finished: list[int] = []
    seen: set[int] = set()
    stack = [(0, iter(successors(flow, 0)))]
    seen.add(0)
    while stack:
        at, ways = stack[-1]
        following = next((way for way in ways if way not in seen and way < len(flow.nodes)), None)
        if following is None:
            finished.append(at)
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, iter(successors(flow, following))))
    return finished[::-1]
