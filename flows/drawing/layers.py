"""In which layer a node stands: below all that lead to it, and near to what it leads to.

The first step of drawing a graph in layers (K. Sugiyama, S. Tagawa, M. Toda: Methods for visual understanding
of hierarchical system structures, 1981): layers by longest paths.
"""

from collections.abc import Sequence

Pair = tuple[int, int]
"""From the one to the other."""


def layer_nodes(count: int, links: Sequence[Pair]) -> list[int]:
    """The layer of each of `count` nodes, from 0. Links must lead in no circle."""
    after: list[list[int]] = [[] for _ in range(count)]
    before: list[list[int]] = [[] for _ in range(count)]
    for start, end in links:
        after[start].append(end)
        before[end].append(start)
    order = _in_order(after, before)
    layers = [0] * count
    for node in order:
        layers[node] = max((layers[known] + 1 for known in before[node]), default=0)
    for node in reversed(order):  # what has more lines below than above hangs lower, and they become shorter
        if len(after[node]) > len(before[node]):
            layers[node] = min(layers[following] for following in after[node]) - 1
    return layers


def _in_order(after: Sequence[Sequence[int]], before: Sequence[Sequence[int]]) -> list[int]:
    """Each node after all that lead to it."""
    missing = [len(known) for known in before]
    order = [node for node, count in enumerate(missing) if count == 0]
    for node in order:
        for following in after[node]:
            missing[following] -= 1
            if missing[following] == 0:
                order.append(following)
    return order


def above_and_below(links: Sequence[Pair]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """What stands above each, and what below it, where there is any."""
    above: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for upper, lower in links:
        below.setdefault(upper, []).append(lower)
        above.setdefault(lower, []).append(upper)
    return above, below
