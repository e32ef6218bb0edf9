"""The drawing in words, for whoever hears it, and for whoever rests the pointer on a node."""

from collections.abc import Iterator, Mapping

from flows.definition import EndNode, Flow, Node, ReturnNode, SayNode, SubflowNode
from flows.drawing.ways import ends_here, ways_from
from flows.drawing.words import Reader, details_of, words_of


def describe(name: str, flow: Flow) -> str:
    """The drawing as a whole."""
    return (
        f"The flow {name} from top to bottom: {counted_nodes(flow)}. "
        "Each says where it leads to, and on which answers or conditions."
    )


def counted_nodes(flow: Flow) -> str:
    """As many as were written, sub-flows with theirs."""
    count = sum(not isinstance(node, ReturnNode) for node in flow.nodes)
    return "1 node" if count == 1 else f"{count} nodes"


def kind_of(node: Node) -> str:
    """What sort of node it is, in a word or two."""
    match node:
        case SayNode():
            return "says"
        case EndNode():
            return "end"
        case SubflowNode():
            return f"the flow {node.flow}"
        case ReturnNode():
            return "back"
        case _:
            return node.ask


def describe_node(flow: Flow, at: int, reader: Reader, waiting: Mapping[str, int]) -> str:
    """Everything about one node: all its words, and where it leads."""
    node = flow.nodes[at]
    parts = [
        f"{node.id}, {kind_of(node)}",
        words_of(node, reader),
        *details_of(node, reader),
        f"if {node.when}" if node.when is not None else "",
        f"{waiting[node.id]} waiting" if waiting.get(node.id) else "",
        *_onward(flow, at),
    ]
    return " — ".join(part for part in parts if part)


def _onward(flow: Flow, at: int) -> Iterator[str]:
    for way in ways_from(flow, at):
        if way.passes_over or not ends_here(flow.nodes[at]):
            target = flow.nodes[way.to].id if way.to < len(flow.nodes) else "the end"
            yield f"→ {target} ({', '.join(way.takers)})" if way.takers else f"→ {target}"
