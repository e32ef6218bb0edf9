"""Where nodes lead: to nodes that exist, forward only, and by answers that can be given."""

from collections.abc import Iterator

from flows.branches import known_keys, span_of
from flows.checks.setting import Setting
from flows.checks.view import did_you_mean
from flows.definition import (
    END,
    Flow,
    Node,
    NumberNode,
    QuestionNode,
    QuestionPiece,
    RatingNode,
    ReturnNode,
    ScaleNode,
    SubflowNode,
)
from flows.expansion import Circle, expand
from flows.graph import circle_in, graph_of
from flows.problems import Place, Problem, Severity


def check_jumps(flow: Flow, setting: Setting) -> Iterator[Problem]:
    """Targets, the keys of `then`, calls of other flows, circles, and nodes that no way leads to."""
    for at, node in enumerate(flow.nodes):
        for place, target in _targets(node):
            yield from _target(("nodes", at, *place), target, flow)
        yield from _keys(("nodes", at, "then"), node)
        if isinstance(node, ReturnNode):
            hint = 'a sub-flow returns by itself, and earlier with next = "end"'
            yield Problem(("nodes", at, "returns"), 'unknown key "returns"', hint, at_key=True)
        if isinstance(node, SubflowNode):
            yield from _call(("nodes", at, "flow"), node, setting)
    mended = _with_known_targets(flow)
    circle = circle_in(mended)
    if circle is not None:
        yield _circle(circle, flow)
    else:
        yield from _unreached(mended)


def without_wrong_jumps(flow: Flow) -> Flow:
    """The flow with only those jumps that lead forward to a node; with none where they lead in a circle."""
    mended = _with_known_targets(flow)
    if circle_in(mended) is None:
        return mended
    return flow.model_copy(update={"nodes": tuple(_stripped(node, set()) for node in flow.nodes)})


def _with_known_targets(flow: Flow) -> Flow:
    known = {END, *(node.id for node in flow.nodes)}
    if all(target in known for node in flow.nodes for _, target in _targets(node)):
        return flow
    return flow.model_copy(update={"nodes": tuple(_stripped(node, known) for node in flow.nodes)})


def _stripped(node: Node, known: set[str]) -> Node:
    changes: dict[str, object] = {"next": tuple(jump for jump in node.next if jump.to in known)}
    if isinstance(node, QuestionPiece):
        changes["then"] = {key: to for key, to in node.then.items() if to in known}
        if node.timeout is not None and node.timeout.to not in known:
            changes["timeout"] = node.timeout.model_copy(update={"to": None})
    return node.model_copy(update=changes)


def _targets(node: Node) -> Iterator[tuple[Place, str]]:
    for at, jump in enumerate(node.next):
        yield ("next", at, "to") if len(node.next) > 1 or jump.when else ("next",), jump.to
    if not isinstance(node, QuestionPiece):
        return
    for key, target in node.then.items():
        yield ("then", key), target
    if node.timeout is not None and node.timeout.to is not None:
        yield ("timeout", "to"), node.timeout.to


def _target(place: Place, target: str, flow: Flow) -> Iterator[Problem]:
    ids = [node.id for node in flow.nodes]
    if target != END and target not in ids:
        hint = did_you_mean(target, [*ids, END]) or f'write the id of a node, or "{END}"'
        yield Problem(place, f'this flow has no node "{target}"', hint)


def _keys(place: Place, node: Node) -> Iterator[Problem]:
    if not isinstance(node, QuestionPiece):
        return
    known = known_keys(node)
    for key in node.then:
        if key in known or _is_span_of(node, key):
            continue
        hint = did_you_mean(key, known) or f"there are {', '.join(known)}{_spans(node)}"
        yield Problem((*place, key), f'no answer is "{key}"', hint, at_key=True)


def _is_span_of(node: QuestionNode, key: str) -> bool:
    span = span_of(key)
    if span is None or span[0] > span[1]:
        return False
    match node:
        case ScaleNode() | RatingNode():
            return span[0] >= node.steps_shown[0] and span[1] <= node.steps_shown[-1]
        case NumberNode():
            return (node.min is None or span[1] >= node.min) and (node.max is None or span[0] <= node.max)
        case _:
            return False


def _spans(node: QuestionNode) -> str:
    match node:
        case ScaleNode() | RatingNode():
            return f', and spans such as "{node.steps_shown[0]}-{node.steps_shown[1]}"'
        case NumberNode():
            return ', and numbers and spans such as "0-10"'
        case _:
            return ""


def _call(place: Place, node: SubflowNode, setting: Setting) -> Iterator[Problem]:
    if node.flow not in setting.flows:
        hint = did_you_mean(node.flow, setting.flows) or "a flow begins with [[flows.name.nodes]]"
        yield Problem(place, f'there is no flow "{node.flow}"', hint)
        return
    try:
        expand(setting.flows[node.flow], setting.flows, (node.flow,))
    except Circle as circle:
        message = f'this leads to the flow "{circle}" again and again'
        yield Problem(
            place, message, "a flow cannot call itself, nor by way of others; remove one of the calls"
        )
    except KeyError:
        pass  # told where the other flow calls one that is not there


def _circle(circle: list[int], flow: Flow) -> Problem:
    ids = [flow.nodes[at].id for at in circle]
    message = f"these nodes lead to each other without end: {' → '.join(ids)}"
    hint = "a survey only goes forward; customers can change an answer themselves, and `invalid` asks again"
    return Problem(("nodes", circle[-2]), message, hint)


def _unreached(flow: Flow) -> Iterator[Problem]:
    graph = graph_of(flow)
    for at, node in enumerate(flow.nodes):
        if not graph.reached[at]:
            message = f'no way leads to "{node.id}", so nobody will see it'
            yield Problem(
                ("nodes", at), message, "let another node lead here, or remove it", Severity.WARNING
            )
