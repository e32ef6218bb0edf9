"""Puts sub-flows in the place where they are called, so that a flow stands by itself.

Their nodes get the id of the calling node before their own, `details.phone`, and so do the names of what they
compute. What runs, is stored and is looked at is the expanded flow: a later change of the sub-flow does not
reach a run that is under way.
"""

from collections.abc import Iterator, Mapping

from flows.definition import END, Flow, Node, ReturnNode, SubflowNode

DEEPEST = 5
"""How deep sub-flows may call each other."""


MOST_NODES = 200
"""Of a flow with all that it calls: nobody answers so many, and calls within calls multiply."""


class Circle(ValueError):
    """A flow that calls itself, maybe by way of others, or calls deeper than `DEEPEST`."""


class TooManyNodes(ValueError):
    """A flow that has more than `MOST_NODES` once those that it calls are in their places."""


def expand(flow: Flow, flows: Mapping[str, Flow], called: tuple[str, ...] = ()) -> Flow:
    """The flow with all the flows it calls in their places. One that calls nothing is given back as it is.

    Raises:
        KeyError: for a call of a flow that is not in `flows`.
        Circle: for calls without end; `called` are the flows that are being expanded around this one.
        TooManyNodes: before they become more.
    """
    if len(flow.nodes) > MOST_NODES:
        raise TooManyNodes
    if not called_by(flow):
        return flow
    nodes: list[Node] = []
    let, split = dict(flow.let), dict(flow.split)
    for node in flow.nodes:
        if isinstance(node, SubflowNode):
            inner = _called(node, flows, called)
            nodes += [node.model_copy(update={"next": ()}), *_within(node.id, inner)]
            nodes.append(ReturnNode(returns=True, id=f"{node.id}.{END}", next=node.next))
            let |= {f"{node.id}.{name}": source for name, source in inner.let.items()}
            split |= {f"{node.id}.{name}": shares for name, shares in inner.split.items()}
        else:
            nodes.append(node)
        if len(nodes) > MOST_NODES:
            raise TooManyNodes
    return flow.model_copy(update={"nodes": tuple(nodes), "let": let, "split": split})


def _called(node: SubflowNode, flows: Mapping[str, Flow], called: tuple[str, ...]) -> Flow:
    if node.flow in called or len(called) >= DEEPEST:
        raise Circle(node.flow)
    return expand(flows[node.flow], flows, (*called, node.flow))


def called_by(flow: Flow) -> set[str]:
    """The names of the flows that this one calls by itself."""
    return {node.flow for node in flow.nodes if isinstance(node, SubflowNode)}


def _within(call: str, inner: Flow) -> Iterator[Node]:
    return (node.model_copy(update={"id": f"{call}.{node.id}"}) for node in inner.nodes)
