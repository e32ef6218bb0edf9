"""What a walk shows to be wrong with a flow: nodes nobody meets, idle conditions, abrupt ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from flows.checks.advice import LONGEST_S
from flows.definition import EndNode, Flow, Node, ReturnNode, SayNode, ScaleNode
from flows.definition.questions import QuestionPiece
from flows.exploring.ahead import TIMED_OUT
from flows.exploring.measures import Measures
from flows.exploring.places import Places
from flows.exploring.walk import START, State, Walk
from flows.problems import Place, Problem, Severity

_ALWAYS_TRUE = "this is always true here"


@dataclass(frozen=True, slots=True)
class Walked:
    """An expanded flow with its walk, and where it was written."""

    flow: Flow
    walk: Walk
    places: Places


def find_idle(walked: Walked, sure: Walked | None) -> list[Problem]:
    """What no path uses. One of a sub-flow is idle if it is in all the places where that is called.

    `sure` takes every guess for open: what is idle even there is proven. A condition that is so for nothing
    but a guess is a notice, and says nothing about what depends on it.
    """
    proven = set() if sure is None else {*_unmet(sure), *_one_sided(sure), *_never_taken(sure)}
    found = [*_unmet(walked), *_one_sided(walked), *_never_taken(walked)]
    return [fault for fault in found if fault in proven] + [
        _guess(fault) for fault in _one_sided(walked) if fault not in proven
    ]


def _guess(fault: Problem) -> Problem:
    never = "false" if fault.message == _ALWAYS_TRUE else "true"
    hint = "some answer may; try it with `riscontro talk`, and leave it as it is if it is what you want"
    return Problem(fault.place, f"nothing that was tried makes this {never}", hint, Severity.NOTICE)


def find_faults_of_paths(walked: Walked, measures: Measures) -> list[Problem]:
    """What only those see who walk each path by itself."""
    return [*_asked_twice(walked), *_too_long(walked, measures)]


def _fault(place: Place, message: str, hint: str, *, at_key: bool = False) -> Problem:
    return Problem(place, message, hint, Severity.WARNING, at_key=at_key)


def _unmet(walked: Walked) -> Iterator[Problem]:
    """Not told of what lies in a call that nobody meets, nor where a condition is told to be false."""
    flow, walk, places = walked.flow, walked.walk, walked.places
    met = {
        places.of(flow.nodes[at]) for at in {*walk.entered, *(at for at, jump in walk.truths if jump is None)}
    }
    calls = {flow.nodes[at].id for at in walk.entered}
    for node in flow.nodes:
        place, call = places.of(node), node.id.rpartition(".")[0]
        if isinstance(node, ReturnNode) or place in met or (call and call not in calls):
            continue
        met.add(place)
        message = f'no path leads to "{node.id}", so nobody will see it'
        yield _fault(place, message, "let another node lead here, or remove it")


def _one_sided(walked: Walked) -> Iterator[Problem]:
    """Conditions that are always true or always false where they are met."""
    truths: dict[Place, set[bool]] = {}
    for (at, jump), seen in walked.walk.truths.items():
        node = walked.flow.nodes[at]
        rest: Place = ("when",) if jump is None else ("next", jump, "when")
        truths.setdefault((*walked.places.of(node), *rest), set()).update(seen)
    for place, seen in truths.items():
        if seen == {True}:
            yield _fault(place, _ALWAYS_TRUE, "leave the condition out, or correct it")
        if seen == {False}:
            hint = "no answer and no fact makes it true; correct it, or remove what it decides"
            yield _fault(place, "this is always false here", hint)


def _never_taken(walked: Walked) -> Iterator[Problem]:
    """Branches and jumps of nodes that are met, unless a condition says it all."""
    ways: dict[Place, bool] = {}
    for at in walked.walk.entered:
        for way, place in _ways_out(walked.flow.nodes[at], walked.places):
            truths = walked.walk.truths.get((at, way - _branches(walked.flow.nodes[at])), {True})
            ways[place] = ways.get(place, False) or (at, way) in walked.walk.taken or truths == {False}
    for place, is_taken in ways.items():
        if not is_taken:
            message, hint = (
                "this way is never taken",
                "what stands before it takes every answer; remove it, or",
            )
            yield _fault(place, message, f"{hint} narrow what stands before", at_key="then" in place)


def _branches(node: Node) -> int:
    return len(node.then) if isinstance(node, QuestionPiece) else 0


def _ways_out(node: Node, places: Places) -> Iterator[tuple[int, Place]]:
    """With their positions in `flows.path.exits`."""
    if isinstance(node, EndNode):
        return
    if isinstance(node, QuestionPiece):
        yield from ((way, (*places.of(node), "then", key)) for way, key in enumerate(node.then))
        if node.timeout is not None and node.timeout.to is not None:
            yield TIMED_OUT, (*places.of(node), "timeout", "to")
    first = _branches(node)
    yield from ((first + number, places.of_jump(node, number)) for number in range(len(node.next)))


def find_abrupt(walked: Walked) -> Iterator[Problem]:
    """Ends without a last word where other ways have one. Where none has, the bot says its own."""
    ends = _silent_ends(walked)
    nodes = [node for state in ends if (node := state.node(walked.flow)) is not None]
    if START in ends:
        hint = "ask or say something outside its conditions"
        message = "some customers are neither asked nor told anything"
        yield _fault(walked.places.whole, message, hint, at_key=True)
    if not any(isinstance(node, SayNode | EndNode) and node.text for node in nodes):
        return
    questions = [node for node in nodes if isinstance(node, QuestionPiece)]
    for place, node in {walked.places.of(node): node for node in questions}.items():
        message = f'after "{node.id}" the survey can end without a last word, which other ways have'
        yield _fault(place, message, "let every answer lead to a node that says thanks")


def _silent_ends(walked: Walked) -> set[State]:
    """The states behind which nothing more may be said."""
    ends: set[State] = set()
    for state, following in reversed(walked.walk.following.items()):
        for after in following:
            node = after.node(walked.flow)
            is_mute = node is None or (isinstance(node, EndNode) and not node.text and after in ends)
            ends |= {state} if is_mute else set()
    return ends


def _asked_twice(walked: Walked) -> Iterator[Problem]:
    """On one path, a second time: the same words, or the same of the scales that are measured."""
    told: set[Place] = set()
    nodes, twins = walked.flow.nodes, _twins(walked.flow)
    for state, passed in passed_before(walked.walk).items():
        for first, again in twins.get(state.at, ()):
            place = walked.places.of(nodes[state.at])
            if passed >> first & 1 and place not in told:
                told.add(place)
                message = f'"{nodes[state.at].id}" asks {again} a second time, after "{nodes[first].id}"'
                yield _fault(
                    place, message, "ask it once on each path; later nodes can name the first answer"
                )


def passed_before(walk: Walk) -> dict[State, int]:
    """The nodes that may have been shown before each state, as bits."""
    passed: dict[State, int] = dict.fromkeys(walk.following, 0)
    for state, following in walk.following.items():
        so_far = passed[state] | (1 << state.at if state.at >= 0 else 0)
        for after in following:
            passed[after] |= so_far
    return passed


def _twins(flow: Flow) -> dict[int, list[tuple[int, str]]]:
    """For each question the others that ask the same, and what that is."""
    found: dict[int, list[tuple[int, str]]] = {}
    for (first, one), (second, other) in permutations(enumerate(flow.nodes), 2):
        again = _what_again(one, other)
        if again is not None:
            found.setdefault(second, []).append((first, again))
    return found


def _what_again(first: Node, second: Node) -> str | None:
    if isinstance(first, ScaleNode) and isinstance(second, ScaleNode) and first.ask == second.ask:
        return first.ask
    if isinstance(first, QuestionPiece) and isinstance(second, QuestionPiece):
        same = dict(_wordings(first) & _wordings(second))
        whole = same.keys() == {language for language, _ in _wordings(first) | _wordings(second)}
        languages = "" if whole else " in " + " and ".join(f'"{language}"' for language in sorted(same))
        return f"the same{languages}" if same else None
    return None


def _wordings(node: QuestionPiece) -> set[tuple[str, str]]:
    texts: Mapping[str, str] = getattr(node, "text", {})
    return {(language, " ".join(text.split()).casefold()) for language, text in texts.items()}


def _too_long(walked: Walked, measures: Measures) -> Iterator[Problem]:
    if measures.seconds.most > LONGEST_S:
        message = f"the longest path takes about {measures.seconds.most:.0f} seconds"
        hint = "more than a minute makes people leave; which question would change nothing?"
        yield _fault(walked.places.whole, message, hint, at_key=True)
