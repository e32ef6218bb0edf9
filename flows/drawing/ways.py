"""What leads from a node to another, told in a few words: the lines of a drawing, and what stands at them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.branches import SKIPPED, stands_for
from flows.definition import (
    ChoiceNode,
    ConsentNode,
    EndNode,
    Flow,
    Node,
    QuestionNode,
    RatingNode,
    ScaleNode,
)
from flows.definition.questions import QuestionPiece
from flows.durations import describe_duration
from flows.events import NO, YES
from flows.path import Exit, exits, passed_over, timed_out
from flows.run import Value

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
    if (
        (late := timed_out(flow, at)) is not None
        and isinstance(node, QuestionPiece)
        and node.timeout is not None
    ):
        yield late, f"after {describe_duration(node.timeout.after)}"


def _rest(node: Node, earlier: Sequence[Exit]) -> str | None:
    """What is left for the last way out: answers, where they are few; None where it is nothing."""
    if not earlier:
        return ""
    if not isinstance(node, QuestionPiece):
        return ELSE
    keys = [way.key for way in earlier if way.key is not None]
    answers = _answers(node)
    if answers is None:
        return ELSE
    left = [
        key for key, answer in answers.items() if not any(stands_for(each, node, answer) for each in keys)
    ]
    if not left:
        return None
    is_sure = len(keys) == len(earlier)
    return _joined(left) if is_sure else ELSE


def _consent(*, given: bool) -> Value:
    return {"given": given}


def _joined(keys: Sequence[str]) -> str:
    """Numbers that follow each other as a span; too many to be read at a glance are the others."""
    numbers = [key for key in keys if key.isdecimal()]
    if len(numbers) > 1 and int(numbers[-1]) - int(numbers[0]) == len(numbers) - 1:
        keys = [f"{numbers[0]}-{numbers[-1]}", *keys[len(numbers) :]]
    return ", ".join(keys) if len(keys) <= _FEW else ELSE


def _answers(node: QuestionNode) -> dict[str, Value | None] | None:
    """All that can become of the question, by the keys of `then`; None where that is too much to tell."""
    can_be_missing = node.optional or node.tries is not None
    can_be_missing |= node.timeout is not None and node.timeout.to is None
    missing: dict[str, Value | None] = {SKIPPED: None} if can_be_missing else {}
    match node:
        case ScaleNode() | RatingNode():
            return {str(step): step for step in node.steps_shown} | missing
        case ChoiceNode():
            return {option.id: option.id for option in node.options} | missing
        case ConsentNode():
            return {YES: _consent(given=True), NO: _consent(given=False), **missing}
        case _:
            return None


def ends_here(node: Node) -> bool:
    """Whether the survey is over with this node; one in a sub-flow leads back from it."""
    return isinstance(node, EndNode) and "." not in node.id
