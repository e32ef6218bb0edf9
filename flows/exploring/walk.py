"""Every way through a flow. Ways that have come to the same node, and of which nothing still matters that
would tell them apart, go on as one; so a million of them are a few dozen states.

A state is a node that is shown, with what is known there and still matters. From one state at most one way
leads to each node that can be shown next: so each way through the states is another sequence of nodes, and
each sequence that a customer can meet is one of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from flows.definition import Flow, QuestionNode, QuestionPiece, ReturnNode, SubflowNode
from flows.exploring import candidates
from flows.exploring.ahead import TIMED_OUT, Map
from flows.exploring.classes import Ahead
from flows.exploring.effort import Shown
from flows.exploring.known import NOTHING, Block, Known, block_of, joined, united
from flows.exploring.looks import MOOD_VARIABLE, Look, Sort, Variable
from flows.exploring.picks import Picks
from flows.exploring.replies import Reply, replies
from flows.path import passed_over, timed_out
from flows.run import Missing

MOST_STATES = 15_000
"""Some seconds of work."""


class TooManyStates(ValueError):
    """The answers of this flow hang together in so many ways that they cannot all be walked."""


@dataclass(frozen=True, slots=True)
class State:
    """The node at this position is shown: said, or asked. The number of nodes is the end, -1 the start."""

    at: int
    known: Known = NOTHING

    def node(self, flow: Flow) -> Shown | None:
        """None at the start and at the end."""
        node = flow.nodes[self.at] if 0 <= self.at < len(flow.nodes) else None
        return None if isinstance(node, SubflowNode | ReturnNode) else node


START = State(-1)

Piece = tuple[int, Known]
"""What is known by those who come to a position."""

Parts = tuple[Known | None, Known | None]
"""What is known where a condition is true, and where it is false; None where it never is."""


@dataclass
class Walk:
    """All states, each with those that can follow it, in an order in which these come later.

    `entered` are the nodes that were not passed over; `truths` the outcomes that each condition had, of the
    node (None) or, for all who come there, of one of its jumps; `taken` the ways out that were taken, by
    their position in `flows.path.exits`, or `TIMED_OUT`; `skips` the questions that can be skipped, with the
    position to which that leads.
    """

    following: dict[State, tuple[State, ...]] = field(default_factory=dict)
    entered: set[int] = field(default_factory=set)
    truths: dict[tuple[int, int | None], set[bool]] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)
    skips: set[tuple[State, int]] = field(default_factory=set)


def walk(flow: Flow, most_states: int = MOST_STATES) -> Walk:
    """Walks an expanded flow without a circle, through so many states at most.

    Raises:
        TooManyStates, TooEntangled: where its answers hang together in too many ways.
    """
    return _Walker(flow).walk(most_states)


def walk_together(flow: Flow, *, guesses: bool = True) -> Walk:
    """The same with one state for each node, where all ways meet. It shows which nodes are met, and what each
    condition and branch does there; how many paths there are, or what lies on one, it cannot tell. Without
    `guesses`, conditions of which not everything is tried are taken to be true and false of everybody.

    Raises `TooEntangled`.
    """
    return _Walker(flow, guesses=guesses).walk_together()


class _Walker:
    def __init__(self, flow: Flow, *, guesses: bool = True) -> None:
        self._flow = flow
        self._map = Map(flow, guesses=guesses)
        self._walk = Walk()
        self._replies: dict[int, dict[int | None, list[Reply]]] = {}

    def walk(self, most_states: int) -> Walk:
        begun = tuple(self._arrive([(0, self._facts())]))
        found = {START: begun}
        open_states = [*begun]
        while open_states:
            state = open_states.pop()
            if state in found:
                continue
            if len(found) >= most_states:
                raise TooManyStates
            found[state] = tuple(self._arrive(self._leave(state)))
            self._walk.skips.update((state, after.at) for after in self._arrive(self._skip(state)))
            open_states += found[state]
        order = sorted(found, key=lambda state: self._map.rank(state.at))
        self._walk.following = {state: found[state] for state in order}
        return self._walk

    def walk_together(self) -> Walk:
        met = {START.at: START.known}
        found: dict[State, list[int]] = {}
        while len(found) < len(met):
            at = min(met.keys() - {state.at for state in found}, key=self._map.rank)
            state = State(at, met[at])
            pieces = [(0, self._facts())] if state == START else self._leave(state)
            found[state] = []
            for after in self._arrive(pieces):
                found[state].append(after.at)
                met[after.at] = united(met[after.at], after.known) if after.at in met else after.known
        self._walk.following = {
            state: tuple(State(at, met[at]) for at in following) for state, following in found.items()
        }
        return self._walk

    def _facts(self) -> Known:
        """What can be the case before the first question."""
        known: set[Block] = set()
        for variable in self._map.classes.variables(self._map.before(0)):
            match variable[0]:
                case Sort.FACT:
                    values = candidates.facts(variable, self._map.classes.seen(variable))
                case Sort.SPLIT:
                    values = candidates.places_in_split(self._flow, variable)
                case _:
                    continue
            known.add(Block((variable,), frozenset((value,) for value in values)))
        return frozenset(known)

    def _arrive(self, pieces: Iterable[Piece]) -> Iterator[State]:
        """The nodes that are shown next, each once, with what is known there."""
        pending: dict[int, Known] = {}
        for piece in pieces:
            self._put(pending, *piece)
        while pending:
            at = min(pending, key=self._map.rank)
            known = pending.pop(at)
            if at == len(self._flow.nodes):
                yield State(at)
                continue
            node = self._flow.nodes[at]
            shown, over = self._judge((at, None), known, self._map.when(at), self._map.before(at))
            if over is not None:
                self._put(pending, passed_over(self._flow, at), over)
            if shown is None:
                continue
            self._walk.entered.add(at)
            if isinstance(node, SubflowNode | ReturnNode):
                self._judge_jumps(at, shown)
                for piece in self._jump(at, shown, 0):
                    self._put(pending, *piece)
            else:
                yield State(at, self._map.classes.forget(shown, self._map.behind(at)))

    def _put(self, pending: dict[int, Known], at: int, known: Known) -> None:
        known = self._map.classes.forget(known, self._map.before(at))
        pending[at] = united(pending[at], known) if at in pending else known

    def _judge_jumps(self, at: int, known: Known) -> None:
        """The conditions of all its jumps, by all who come there: of two that complete each other, the second
        is no idle one because the first was tried before.
        """
        for number, (_, look) in enumerate(self._map.jumps(at)):
            self._judge((at, number), known, look, self._map.behind(at))

    def _judge(self, place: tuple[int, int | None], known: Known, look: Look | None, ahead: Ahead) -> Parts:
        parts = self._split(known, look, ahead)
        if look is not None:
            truths = (truth for truth, part in zip((True, False), parts, strict=True) if part is not None)
            self._walk.truths.setdefault(place, set()).update(truths)
        return parts

    def _split(self, known: Known, look: Look | None, ahead: Ahead) -> Parts:
        if look is None:
            return known, None
        if look.is_open:
            return known, known
        block, rest = self._map.classes.joined(known, look.variables, ahead)
        parts: dict[bool, list[dict[Variable, object]]] = {True: [], False: []}
        for values in block.values():
            for decided in _decided(values, look):
                parts[self._map.looks.outcome(look, decided) is True].append(decided)
        yes, no = (
            rest | {block_of(block.variables, parts[truth])} if parts[truth] else None
            for truth in (True, False)
        )
        return yes, no

    def _leave(self, state: State) -> Iterator[Piece]:
        """Where it goes on from a node that was shown."""
        if state.at == len(self._flow.nodes):
            return
        node = self._flow.nodes[state.at]
        if not isinstance(node, QuestionPiece):
            self._judge_jumps(state.at, state.known)
            yield from self._jump(state.at, state.known, 0)
            return
        ways = self._ways(node, state.at)
        replies = [reply for way, given in ways.items() for reply in given if way != TIMED_OUT]
        self._judge_jumps(state.at, self._answered(node, state, replies))
        for way, given in ways.items():
            yield from self._reply(node, state, way, given)

    def _skip(self, state: State) -> Iterator[Piece]:
        """The same where the question is skipped; nowhere, where it cannot be."""
        node = state.node(self._flow)
        if isinstance(node, QuestionPiece) and node.optional:
            for way, given in self._ways(node, state.at).items():
                skips = [reply for reply in given if reply.missing is Missing.SKIPPED]
                if skips:
                    yield from self._reply(node, state, way, skips)

    def _reply(
        self, node: QuestionNode, state: State, way: int | None, given: Sequence[Reply]
    ) -> Iterator[Piece]:
        known = self._answered(node, state, given)
        if way is None:
            yield from self._jump(state.at, known, len(node.then))
        else:
            yield self._map.target(state.at, way), known
            self._walk.taken.add((state.at, way))

    def _jump(self, at: int, known: Known, first: int) -> Iterator[Piece]:
        """By the first of its jumps whose condition is true; those before `first` are branches."""
        rest: Known | None = known
        for number, (to, look) in enumerate(self._map.jumps(at)):
            if rest is None:
                break
            taken, rest = self._split(rest, look, self._map.behind(at))
            if taken is not None:
                self._walk.taken.add((at, first + number))
                yield to, taken

    def _ways(self, node: QuestionNode, at: int) -> dict[int | None, list[Reply]]:
        """The replies by the branch that they take; by None, where the jumps decide."""
        if at not in self._replies:
            found: dict[int | None, list[Reply]] = {}
            for reply in self._find_replies(node, at):
                found.setdefault(self._way(node, at, reply), []).append(reply)
            self._replies[at] = found
        return self._replies[at]

    def _way(self, node: QuestionNode, at: int, reply: Reply) -> int | None:
        if reply.missing is Missing.TIMED_OUT and timed_out(self._flow, at) is not None:
            return TIMED_OUT
        return None if reply.key is None else list(node.then).index(reply.key)

    def _find_replies(self, node: QuestionNode, at: int) -> Iterator[Reply]:
        classes, behind = self._map.classes, self._map.behind(at)
        seen = {variable: classes.seen(variable) for variable in classes.variables(behind)}
        moods = candidates.moods(seen[MOOD_VARIABLE]) if MOOD_VARIABLE in seen else [None]
        return replies(node, seen, moods, lambda rows: classes.merged(rows, behind))

    def _answered(self, node: QuestionNode, state: State, given: Sequence[Reply]) -> Known:
        """What is known once the question has one of these replies."""
        scale: Variable = (Sort.SCALE, node.ask)
        classes, behind = self._map.classes, self._map.behind(state.at)
        carried = [name for name in (scale, MOOD_VARIABLE) if name in classes.variables(behind)]
        before, rest = joined(state.known, carried)
        found = [reply.after(values, scale) for values in before.values() for reply in given]
        names = {name for values in found for name in values}
        return classes.forget(rest | {block_of(names, found)}, behind)


def _decided(values: dict[Variable, object], look: Look) -> list[dict[Variable, object]]:
    """Apart in whatever the condition asks of lists."""
    found = [values]
    for variable in look.variables:
        for text in look.ids_of(variable):
            found = [each for known in found for each in _parts(known, variable, text)]
        if variable in look.counted:
            found = [each for known in found for each in _parts(known, variable, None)]
    return found


def _parts(
    values: dict[Variable, object], variable: Variable, text: str | None
) -> Iterator[dict[Variable, object]]:
    """Apart in whether the list has this text, or else in its length."""
    value = values.get(variable)
    if not isinstance(value, Picks):
        yield values
        return
    for part in value.by_count() if text is None else value.by_id(text):
        yield {**values, variable: part}
