"""How many paths a walk has, and how long they are. Each is another sequence of nodes that customers see."""

from collections.abc import Callable
from dataclasses import dataclass

from flows.definition import EndNode, Flow, SayNode
from flows.exploring.effort import NONE, Shown, Span, seconds, taps
from flows.exploring.walk import START, State, Walk


@dataclass(frozen=True, slots=True)
class Measures:
    """Spans go from the shortest to the longest path; `shortest` and `longest` are the ids of the nodes on
    one with the fewest and one with the most questions. `states` is how many the walk went through.
    """

    paths: int
    questions: Span
    taps: Span
    seconds: Span
    shortest: tuple[str, ...]
    longest: tuple[str, ...]
    states: int


def measure(flow: Flow, walk: Walk) -> Measures:
    """Counted exactly, state by state from the end."""
    questions = _lengths(flow, walk, _asks)
    return Measures(
        paths=_paths(walk)[START],
        questions=questions[START],
        taps=_lengths(flow, walk, taps)[START],
        seconds=_lengths(flow, walk, seconds)[START].rounded(),
        shortest=_example(flow, walk, lambda state: questions[state].least),
        longest=_example(flow, walk, lambda state: -questions[state].most),
        states=len(walk.following),
    )


def _asks(node: Shown) -> Span:
    return NONE if isinstance(node, SayNode | EndNode) else Span(1, 1)


def _paths(walk: Walk) -> dict[State, int]:
    found: dict[State, int] = {}
    for state, following in reversed(walk.following.items()):
        found[state] = sum(found[after] for after in following) if following else 1
    return found


def _lengths(flow: Flow, walk: Walk, of: Callable[[Shown], Span]) -> dict[State, Span]:
    """From each state to the end, the node of the state included."""
    found: dict[State, Span] = {}
    for state, following in reversed(walk.following.items()):
        node = state.node(flow)
        ahead = [found[after] for after in following] or [NONE]
        rest = Span(min(each.least for each in ahead), max(each.most for each in ahead))
        found[state] = rest if node is None else of(node) + rest
    return found


def _example(flow: Flow, walk: Walk, distance: Callable[[State], float]) -> tuple[str, ...]:
    """The ids on the way that is the best from each state on."""
    ids: list[str] = []
    state = START
    while following := walk.following[state]:
        state = min(following, key=distance)
        if (node := state.node(flow)) is not None:
            ids.append(node.id)
    return tuple(ids)
