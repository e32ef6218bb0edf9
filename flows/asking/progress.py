"""How far a customer is: "2 of 4", where the 4 may only shrink."""

from functools import cache

from flows.conditions import holds, paths_of
from flows.definition import (
    EndNode,
    Flow,
    Node,
    QuestionNode,
    QuestionPiece,
    SayNode,
)
from flows.moment import Moment
from flows.path import Path, exits, passed_over, scope_of, timed_out
from flows.phrases import Phrase
from flows.run import Run


def progress(node: QuestionNode, run: Run, path: Path, moment: Moment) -> str:
    """The place of the question among those answered and the most that can lie ahead."""
    before = [passed.id for passed in path.passed if not isinstance(passed, SayNode | EndNode)]
    at = before.index(node.id) + 1 if node.id in before else len(before) + 1
    ahead = most_ahead(moment, run, path.open.id) if path.open else 0
    words = moment.say(Phrase.PROGRESS, run, at=at, total=len(before) + ahead)
    return f"_{words}_"


def most_ahead(moment: Moment, run: Run, node_id: str) -> int:
    """The number of questions from this one to the end, on the longest way that is still possible."""
    flow = moment.flow

    @cache
    def most(at: int) -> int:
        if at >= len(flow.nodes):
            return 0
        node = flow.nodes[at]
        shown = _may_hold(node.when, node, run, moment)
        ways = [most(passed_over(flow, at))] if shown is not True else []
        if shown is not False:
            asks = isinstance(node, QuestionPiece)
            ways.append(asks + max(most(to) for to in _ways(flow, at, node, run, moment)))
        return max(ways)

    return most(flow.position(node_id))


def _ways(flow: Flow, at: int, node: Node, run: Run, moment: Moment) -> list[int]:
    ways = []
    for way in exits(flow, at):
        may = None if way.key is not None else _may_hold(way.when, node, run, moment)
        if may is not False:
            ways.append(way.to)
        if may is True:
            break
    return [*ways, to] if (to := timed_out(flow, at)) is not None else ways


def _may_hold(condition: str | None, node: Node, run: Run, moment: Moment) -> bool | None:
    """Whether a condition of the node is true; None as long as an answer that is still ahead decides."""
    if condition is None:
        return True
    decided = all(_is_decided(path, scope_of(node), run, moment) for path in paths_of(condition))
    return holds(condition, moment.values(run, node)) if decided else None


def _is_decided(path: tuple[str, ...], scope: str, run: Run, moment: Moment) -> bool:
    """Whether the value of this name can no longer change by what lies ahead."""
    if path[0] in moment.scene.facts or path[0] in _variants(moment.flow, scope):
        return True
    start = (scope,) if scope else ()
    beginnings = {".".join((*start, *path[: length + 1])) for length in range(len(path))}
    return any(run.answer_to(name) is not None for name in beginnings)


def _variants(flow: Flow, scope: str) -> list[str]:
    return [name.rpartition(".")[2] for name in flow.split if name.rpartition(".")[0] == scope]
