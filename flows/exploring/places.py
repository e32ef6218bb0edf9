"""Where the nodes of an expanded flow were written: in the flow itself, or in the one that it calls."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.definition import END, Flow, Jump, Node, SubflowNode
from flows.problems import Place


@dataclass(frozen=True, slots=True)
class Places:
    """Of one flow among all, each of which is expanded."""

    name: str
    flows: Mapping[str, Flow]

    @property
    def whole(self) -> Place:
        return ("flows", self.name)

    def of(self, node: Node) -> Place:
        """The place of the node. What follows the return from a call is written at the call."""
        return self._of(node.id, self.name)

    def _of(self, node_id: str, name: str) -> Place:
        outer, _, inner = node_id.partition(".")
        written = [node for node in self.flows[name].nodes if "." not in node.id]
        at = next(at for at, node in enumerate(written) if node.id == outer)
        node = written[at]
        if inner and inner != END and isinstance(node, SubflowNode):
            return self._of(inner, node.flow)
        return ("flows", name, "nodes", at)

    def of_jump(self, node: Node, number: int) -> Place:
        """A target alone stands beside `next` itself."""
        jump: Jump = node.next[number]
        alone = len(node.next) == 1 and jump.when is None
        return (*self.of(node), "next") if alone else (*self.of(node), "next", number, "to")
