"""Which parts of a flow were seen in talks: its nodes, its branches, its languages and its timeouts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.branches import branch_for, countable_answers
from flows.definition import Flow, Node, QuestionPiece, ReturnNode
from flows.moment import Moment
from flows.path import Exit, Passage, exits
from flows.run import Missing, Run

PASSED_OVER = "passed over"
OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Branch:
    """A way on from a node: a key of `then`, a condition, `OTHERWISE`, or `PASSED_OVER` for its `when`."""

    node: str
    way: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Parts of one flow. Timeouts are told by the node that has one."""

    nodes: frozenset[str] = frozenset()
    branches: frozenset[Branch] = frozenset()
    languages: frozenset[str] = frozenset()
    timeouts: frozenset[str] = frozenset()

    def __or__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.nodes | other.nodes,
            self.branches | other.branches,
            self.languages | other.languages,
            self.timeouts | other.timeouts,
        )


def seen_in(run: Run, moment: Moment) -> Coverage:
    """What the way of this run shows."""
    flow, open_node = moment.flow, moment.path_of(run).open
    passages = list(moment.passages_of(run))
    met = {flow.nodes[passage.at].id for passage in passages if passage.was_met}
    return Coverage(
        frozenset(met | ({open_node.id} if open_node is not None else set())),
        frozenset(branch for passage in passages if (branch := _taken(flow, passage)) is not None),
        frozenset({run.language}),
        frozenset(answer.node for answer in run.answers if answer.missing is Missing.TIMED_OUT),
    )


def _taken(flow: Flow, passage: Passage) -> Branch | None:
    node = flow.nodes[passage.at]
    if not passage.was_met:
        return Branch(node.id, PASSED_OVER)
    return Branch(node.id, _name(passage.exit)) if passage.exit is not None else None


def _name(way: Exit) -> str:
    return way.key or way.when or OTHERWISE


def whole(flow: Flow, languages: Iterable[str]) -> Coverage:
    """All that talks can show of the flow."""
    return Coverage(
        frozenset(node.id for node in flow.nodes if not isinstance(node, ReturnNode)),
        frozenset(branch for at in range(len(flow.nodes)) for branch in _branches(flow, at)),
        frozenset(languages),
        frozenset(node.id for node in flow.nodes if isinstance(node, QuestionPiece) and node.timeout),
    )


def _branches(flow: Flow, at: int) -> Iterator[Branch]:
    node = flow.nodes[at]
    ways = _open_ways(node, exits(flow, at))
    if len(ways) > 1:
        yield from (Branch(node.id, _name(way)) for way in ways)
    if node.when is not None:
        yield Branch(node.id, PASSED_OVER)


def _open_ways(node: Node, ways: Sequence[Exit]) -> list[Exit]:
    """Those that some answer takes, as far as its answers can be counted."""
    if not isinstance(node, QuestionPiece) or (answers := countable_answers(node)) is None:
        return list(ways)
    taken = {branch_for(node, answer) for answer in answers.values()}
    return [way for way in ways if way.key in taken]


def gaps(flow: Flow, languages: Iterable[str], covered: Coverage) -> Coverage:
    """What of the flow was not seen."""
    all_there_is = whole(flow, languages)
    return Coverage(
        all_there_is.nodes - covered.nodes,
        all_there_is.branches - covered.branches,
        all_there_is.languages - covered.languages,
        all_there_is.timeouts - covered.timeouts,
    )
