"""What leads from a node to another, told in a few words: the lines of a drawing, and what stands at them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.branches import branch_for, countable_answers
from flows.definition import EndNode, Flow, Node, QuestionPiece
from flows.durations import describe_duration
from flows.path import Exit, exits, passed_over, timed_out

ELSE = "else"
_FEW = 3
PASSED_OVER = "if not"


@dataclass(frozen=True, slots=True)
class Way:
    """From the node at one position to that at another, the number of nodes being the end.

    `takers` say what takes it, each in a word or as a condition; with none it is always taken. A way that
    `passes_over` is taken only where the condition of its node does not hold.
    """

    start: int
    to: int
    takers: tuple[str, ...] = ()
    passes_over: bool = False


def ways_from(flow: Flow, at: int) -> list[Way]:
    """The ways out of a node, one for each place that it leads to, in the order in which they are tried."""
    takers: dict[int, list[str]] = {}
    for to, taker in _open_ways(flow, at):
        takers.setdefault(to, []).append(taker)
    alone = len(takers) == 1
    ways = [Way(at, to, () if alone else tuple(filter(None, said))) for to, said in takers.items()]
    if flow.nodes[at].when is not None and (to := passed_over(flow, at)) not in takers:
        ways.append(Way(at, to, (PASSED_OVER,), passes_over=True))
    return ways


def _open_ways(flow: Flow, at: int) -> Iterator[tuple[int, str]]:
    """Each with what takes it, without one that no answer can take."""
    node, (*earlier, last) = flow.nodes[at], exits(flow, at)
    yield from ((way.to, way.key or way.when or "") for way in earlier)
    if (rest := _rest(node, earlier)) is not None:
        yield last.to, rest
    late = timed_out(flow, at)
    if late is not None and isinstance(node, QuestionPiece) and node.timeout is not None:
        yield late, f"after {describe_duration(node.timeout.after)}"


def _rest(node: Node, earlier: Sequence[Exit]) -> str | None:
    """What is left for the last way out: answers, where they are few; None where it is nothing."""
    if not earlier:
        return ""
    if not isinstance(node, QuestionPiece):
        return ELSE
    answers = countable_answers(node)
    if answers is None:
        return ELSE
    left = [key for key, answer in answers.items() if branch_for(node, answer) is None]
    if not left:
        return None
    is_sure = all(way.key is not None for way in earlier)
    return _joined(left) if is_sure else ELSE


def _joined(keys: Sequence[str]) -> str:
    """Numbers that follow each other as a span; too many to be read at a glance are the others."""
    numbers = [key for key in keys if key.isdecimal()]
    if len(numbers) > 1 and int(numbers[-1]) - int(numbers[0]) == len(numbers) - 1:
        keys = [f"{numbers[0]}-{numbers[-1]}", *keys[len(numbers) :]]
    return ", ".join(keys) if len(keys) <= _FEW else ELSE


def ends_here(node: Node) -> bool:
    """Whether the survey is over with this node; one in a sub-flow leads back from it."""
    return isinstance(node, EndNode) and "." not in node.id
