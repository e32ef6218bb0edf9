"""The way that a run takes through its flow: from the start over the answered questions to the open one.

A survey only goes forward, so the answers alone say where a run stands. Whatever happens to a run changes its
answers, and the way is followed anew: what is new on it is said and asked. In the same way a customer goes
back, or changes an early answer that leads elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.branches import stands_for
from flows.conditions import holds
from flows.definition import END, EndNode, Flow, Node, QuestionNode, ReturnNode, SayNode, SubflowNode
from flows.definition.questions import QuestionPiece
from flows.run import Answer, Missing
from flows.values import Knowledge


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes that were said or answered, in their order, and the question that is open at its end."""

    passed: tuple[SayNode | EndNode | QuestionNode, ...]
    answers: tuple[Answer, ...]
    open: QuestionNode | None

    def said(self) -> list[SayNode | EndNode]:
        return [node for node in self.passed if isinstance(node, SayNode | EndNode)]


def follow(knowledge: Knowledge, answers: Iterable[Answer]) -> Path:
    """The way that these answers lead. Answers that do not lie on it are not in its `answers`."""
    flow, at = knowledge.flow, 0
    passed: list[SayNode | EndNode | QuestionNode] = []
    met: list[Answer] = []
    for passage in passages(knowledge, answers):
        at, node = passage.to, flow.nodes[passage.at]
        if passage.answer is not None:
            met.append(passage.answer)
        if passage.was_met and not isinstance(node, SubflowNode | ReturnNode):
            passed.append(node)
    last = flow.nodes[at] if at < len(flow.nodes) else None
    waits_at = last if isinstance(last, QuestionPiece) else None
    return Path(tuple(passed), tuple(met), waits_at)


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a node to the position `to`, the number of nodes being the end.

    It is taken by answers that `key` stands for, where `when` holds, or, with neither, in any case.
    """

    to: int
    key: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One move on a way, from the node at this position to another, and the exit by which it was left: None
    where it was passed over, or went on by the way of its time out.
    """

    at: int
    to: int
    exit: Exit | None = None
    answer: Answer | None = None

    @property
    def was_met(self) -> bool:
        """Whether the node was said or answered, and not passed over."""
        return self.exit is not None or self.answer is not None


def passages(knowledge: Knowledge, answers: Iterable[Answer]) -> Iterator[Passage]:
    """The moves on the way that these answers lead, up to the open question or to the end."""
    given = {answer.node: answer for answer in answers}
    met: list[Answer] = []
    flow, at = knowledge.flow, 0
    for _ in flow.nodes:  # each node once at most, whatever a definition says
        if at >= len(flow.nodes):
            return
        node, answer = flow.nodes[at], None
        if node.when is not None and not holds(node.when, knowledge.values(met, scope_of(node))):
            passage = Passage(at, passed_over(flow, at))
        else:
            if isinstance(node, QuestionPiece):
                answer = given.get(node.id)
                if answer is None:
                    return
                met.append(answer)
            passage = _onward(knowledge, at, answer, met)
        yield passage
        at = passage.to


def exits(flow: Flow, at: int) -> tuple[Exit, ...]:
    """The ways out of a node that is not passed over, in the order in which they are tried; the last is
    always open. That of a time out is not among them (`timed_out`).
    """
    node = flow.nodes[at]
    if isinstance(node, EndNode):
        return (Exit(_resolve(flow, node, END)),)
    then = node.then if isinstance(node, QuestionPiece) else {}
    branches = (Exit(_resolve(flow, node, to), key=key) for key, to in then.items())
    return (*branches, *_jumps(flow, at))


def _jumps(flow: Flow, at: int) -> tuple[Exit, ...]:
    node = flow.nodes[at]
    jumps = tuple(Exit(_resolve(flow, node, jump.to), when=jump.when) for jump in node.next)
    return jumps if jumps and jumps[-1].when is None else (*jumps, Exit(at + 1))


def timed_out(flow: Flow, at: int) -> int | None:
    """Where a time out of this question leads; None if it has no way of its own."""
    node = flow.nodes[at]
    if not isinstance(node, QuestionPiece) or node.timeout is None or node.timeout.to is None:
        return None
    return _resolve(flow, node, node.timeout.to)


def passed_over(flow: Flow, at: int) -> int:
    """The node after this one in the order of the flow; a sub-flow is passed over as a whole."""
    node, after = flow.nodes[at], at + 1
    inside = f"{node.id}." if isinstance(node, SubflowNode) else None
    while inside and after < len(flow.nodes) and flow.nodes[after].id.startswith(inside):
        after += 1
    return after


def scope_of(node: Node) -> str:
    """The sub-flow whose names a node sees, by the id of the node that calls it; `""` in the flow itself.
    What is decided on the return from a sub-flow is decided outside it.
    """
    outer = node.id.rpartition(".")[0]
    return outer.rpartition(".")[0] if isinstance(node, ReturnNode) else outer


def _resolve(flow: Flow, node: Node, target: str) -> int:
    """Position of the target as this node names it. Raises `KeyError` where it leads nowhere."""
    scope = scope_of(node)
    if target == END and not scope:
        return len(flow.nodes)
    return flow.position(f"{scope}.{target}" if scope else target)


def _onward(knowledge: Knowledge, at: int, answer: Answer | None, met: list[Answer]) -> Passage:
    """How it goes on from a node that was said, or has this answer; `met` are all answers up to there."""
    flow = knowledge.flow
    node = flow.nodes[at]
    if answer is not None and answer.missing is Missing.TIMED_OUT and (to := timed_out(flow, at)) is not None:
        return Passage(at, to, None, answer)
    for way in exits(flow, at):
        if way.key is not None:
            is_open = answer is not None and stands_for(way.key, flow.question(node.id), answer.value)
        else:
            is_open = way.when is None or holds(way.when, knowledge.values(met, scope_of(node)))
        if is_open:
            return Passage(at, way.to, way, answer)
    raise AssertionError("the last way out is always open")
