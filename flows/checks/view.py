"""What can be named at each place of a flow."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from flows.checks.setting import Setting
from flows.conditions import required_by
from flows.definition import EndNode, Flow, SayNode, Scale
from flows.facts import FACTS, Earlier, names_in_conditions, names_in_texts
from flows.graph import Graph, graph_of
from flows.names import Kind, Leaf, Names, Path


@dataclass(frozen=True)
class View:
    """A flow whose jumps all lead somewhere, and forward."""

    flow: Flow
    setting: Setting

    @cached_property
    def graph(self) -> Graph:
        return graph_of(self.flow)

    def in_conditions(self, at: int, *, with_itself: bool = False) -> Names:
        """Names for the condition of a node; `with_itself` for what is decided once it has its answer."""
        return with_unsure(
            names_in_conditions(self._earlier(at, with_itself=with_itself)), self.setting.unsure
        )

    def in_texts(self, at: int) -> Names:
        return with_unsure(names_in_texts(self._earlier(at)), self.setting.unsure)

    def present(self, at: int) -> frozenset[Path]:
        """The answers and computed values that the condition of a node makes sure of. Facts may change while
        it waits.
        """
        condition = self.flow.nodes[at].when
        paths = required_by(condition) if condition is not None else frozenset()
        return frozenset(path for path in paths if path[0] not in FACTS.entries)

    def at_the_end(self) -> Names:
        """Everything that may ever be known."""
        return with_unsure(names_in_conditions(self._earlier(len(self.flow.nodes))), self.setting.unsure)

    def _earlier(self, at: int, *, with_itself: bool = False) -> Earlier:
        """Where no way leads, which is told by itself, everything before is taken to be known."""
        graph, nodes = self.graph, list(enumerate(self.flow.nodes))
        is_reached = graph.reached[at]
        known = [
            (node, graph.surely_precedes(place, at) if is_reached else True)
            for place, node in nodes
            if (graph.may_precede(place, at) if is_reached else place < at)
        ]
        if with_itself:
            known.append((self.flow.nodes[at], True))
        return Earlier(known, self.flow.let, self.flow.split, self.setting.flows)

    def asked_elsewhere(self, name: str, at: int, known: Names) -> tuple[str, str] | None:
        """What to say of a name that is not among those known at this node although the flow has it."""
        if name in known.entries:
            return None
        later = [node.id for node in self.flow.nodes if not isinstance(node, SayNode | EndNode)]
        if name in later and self.flow.nodes[at].id == name:
            return f"`{name}` has no answer yet while it is being asked", "name only what is asked before"
        if name in later:
            if self.flow.position(name) > at:
                hint = f"move this node behind `{name}`"
                return f"`{name}` is asked later, so it has no answer yet here", hint
            return (
                f"no way leads from `{name}` to here, so it has no answer",
                "name only what is asked before",
            )
        if any(node.id == name for node in self.flow.nodes):
            return f"`{name}` only says something, so it has no answer", "name a node that asks"
        if name in list(Scale):
            return (
                f"no question before this one asks {name}",
                f'ask it in a node before this one: ask = "{name}"',
            )
        return None


def with_unsure(names: Names, unsure: Collection[str]) -> Names:
    """The ids are known, their kinds are not; they may be scales of any kind."""
    extra = dict.fromkeys(unsure, Leaf(Kind.ANY))
    scales = {str(scale): Leaf(Kind.INT, optional=True) for scale in Scale} if unsure else {}
    return Names({**scales, **names.entries, **extra})


def did_you_mean(name: str, known: Collection[str]) -> str | None:
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f'did you mean "{close[0]}"?' if close else None
