"""How many paths a walk has, and how long they are. Each is another sequence of nodes that customers see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from flows.definition import EndNode, Flow, SayNode
from flows.exploring.effort import NONE, Shown, Span, seconds, taps
from flows.exploring.walk import START, State, Walk


@dataclass(frozen=True, slots=True)
class Measures:
    """Spans go from the shortest to the longest path; `shortest` and `longest` are the ids of the nodes on
    one with the fewest and one with the most questions, and `skipped` those of the questions that can be
    skipped on the shortest. `states` is how many the walk went through.
    """

    paths: int
    questions: Span
    taps: Span
    seconds: Span
    shortest: tuple[str, ...]
    skipped: tuple[str, ...]
    longest: tuple[str, ...]
    states: int


def measure(flow: Flow, walk: Walk) -> Measures:
    """Counted exactly, state by state from the end."""
    questions = _lengths(flow, walk, _asks)
    shortest = _example(walk, lambda state: questions[state].least)
    longest = _example(walk, lambda state: -questions[state].most)
    skipped = [state for state, after in pairwise(shortest) if (state, after.at) in walk.skips]
    return Measures(
        paths=_paths(walk)[START],
        questions=questions[START],
        taps=_lengths(flow, walk, taps)[START],
        seconds=_lengths(flow, walk, seconds)[START].rounded(),
        shortest=_ids(flow, shortest),
        skipped=_ids(flow, skipped),
        longest=_ids(flow, longest),
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


def _example(walk: Walk, distance: Callable[[State], float]) -> list[State]:
    """The way that is the best from each state on."""
    way = [START]
    while following := walk.following[way[-1]]:
        way.append(min(following, key=distance))
    return way


def _ids(flow: Flow, states: Iterable[State]) -> tuple[str, ...]:
    return tuple(node.id for state in states if (node := state.node(flow)) is not None)
