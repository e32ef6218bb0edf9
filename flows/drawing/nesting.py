"""A flow as it is drawn: its nodes, and in the place of each call a frame with the sub-flow's nodes in it.

A sub-flow is entered and left at one place each, so seen from outside its frame is like a node.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from flows.definition import Flow, ReturnNode, SubflowNode
from flows.drawing.ways import Way, ends_here, ways_from
from flows.path import passed_over


@dataclass(frozen=True, slots=True)
class Single:
    """The node at this position."""

    at: int


@dataclass(frozen=True, slots=True)
class Group:
    """The sub-flow that the node at this position calls."""

    at: int
    inner: "Level"


@dataclass(frozen=True, slots=True)
class End:
    """Where the survey is over, drawn once for each way that leads there."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A way between two members, by their places in the list."""

    start: int
    end: int
    way: Way


@dataclass(frozen=True, slots=True)
class Level:
    """What is drawn side by side, and the ways in between."""

    members: tuple[Single | Group | End, ...]
    joints: tuple[Joint, ...]

    def apart(self) -> tuple["Level", "Level"]:
        """What can be reached from the first member, and what nobody reaches."""
        reached, stack = {0}, [0]
        while stack:
            here = stack.pop()
            new = {joint.end for joint in self.joints if joint.start == here} - reached
            reached |= new
            stack += new
        others = set(range(len(self.members))) - reached
        return self._only(reached), self._only(others)

    def _only(self, kept: Collection[int]) -> "Level":
        """These members, and the ways between them."""
        places = {at: place for place, at in enumerate(sorted(kept))}
        return Level(
            tuple(self.members[at] for at in places),
            tuple(
                Joint(places[joint.start], places[joint.end], joint.way)
                for joint in self.joints
                if joint.start in kept and joint.end in kept
            ),
        )


def nest(flow: Flow) -> Level:
    """Of a flow without circles whose sub-flows stand in their places (`flows.expansion`)."""
    return _level(flow, 0, len(flow.nodes))


def _level(flow: Flow, start: int, stop: int) -> Level:
    members: list[Single | Group | End] = []
    owner: dict[int, int] = {}
    at = start
    while at < stop:
        is_call = isinstance(flow.nodes[at], SubflowNode)
        after = passed_over(flow, at) if is_call else at + 1
        members.append(Group(at, _level(flow, at + 1, after)) if is_call else Single(at))
        owner |= dict.fromkeys(range(at, after), len(members) - 1)
        at = after
    joints: list[Joint] = []
    for number, member in enumerate(tuple(members)):
        for way in _ways_out(flow, member):
            if way.to == len(flow.nodes):
                members.append(End())
            joints.append(Joint(number, owner.get(way.to, len(members) - 1), way))
    return Level(tuple(members), tuple(joints))


def _ways_out(flow: Flow, member: Single | Group | End) -> Iterator[Way]:
    """Out of a frame leads what follows the return, and what passes the call over."""
    match member:
        case Single(at) if isinstance(flow.nodes[at], ReturnNode):
            return
        case Single(at):
            ending = ends_here(flow.nodes[at])
            yield from (way for way in ways_from(flow, at) if way.passes_over or not ending)
        case Group(at):
            returned = ways_from(flow, passed_over(flow, at) - 1)
            yield from returned
            reached = {way.to for way in returned}
            yield from (way for way in ways_from(flow, at) if way.passes_over and way.to not in reached)
        case End():
            return
