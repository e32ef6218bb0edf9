"""The whole drawing, still without any format: every box, frame, line and label at its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.definition import Flow
from flows.drawing.faces import END, Face, face_of, taker_face
from flows.drawing.layout import Link, Route, Size, Stop, lay_out
from flows.drawing.nesting import End, Group, Level, Single
from flows.drawing.ways import Way
from flows.drawing.words import Reader

_INSET = 22.0
_APART = 60.0


@dataclass(frozen=True, slots=True)
class Box:
    """A face at its place; `at` is the position of its node, None for a mere end. No way leads to what is not
    reached.
    """

    x: float
    y: float
    face: Face
    at: int | None
    is_reached: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """Around the nodes of a sub-flow; its head is the box of the node that calls it."""

    x: float
    y: float
    size: Size


@dataclass(frozen=True, slots=True)
class Line:
    """A way with its route; its label stands around the middle that the route names."""

    way: Way
    route: Route
    label: Face | None


@dataclass
class Picture:
    """What is drawn so far, frames outermost first."""

    size: Size = field(default_factory=lambda: Size(0, 0))
    boxes: list[Box] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def take(self, other: "Picture", x: float, y: float) -> None:
        """All of another picture, moved by so much."""
        self.boxes += [replace(box, x=box.x + x, y=box.y + y) for box in other.boxes]
        self.frames += [Frame(frame.x + x, frame.y + y, frame.size) for frame in other.frames]
        self.lines += [Line(line.way, _moved(line.route, x, y), line.label) for line in other.lines]


def _moved(route: Route, x: float, y: float) -> Route:
    stops = tuple(Stop(stop.x + x, stop.top + y, stop.bottom + y) for stop in route.stops)
    return Route(stops, (route.label[0] + x, route.label[1] + y) if route.label else None)


def compose(flow: Flow, level: Level, reader: Reader, waiting: Mapping[str, int]) -> Picture:
    """The level with all that is in it, and at the end what nobody reaches; `waiting` tells by node how many
    customers wait there.
    """
    reached, others = level.apart()
    first = _compose(flow, reached, reader, waiting)
    if not others.members:
        return first
    last = _compose(flow, others, reader, waiting)
    last.boxes = [replace(box, is_reached=False) for box in last.boxes]
    width, top = max(first.size.width, last.size.width), first.size.height + _APART
    whole = Picture(Size(width, top + last.size.height))
    whole.take(first, (width - first.size.width) / 2, 0)
    whole.take(last, (width - last.size.width) / 2, top)
    return whole


def _compose(flow: Flow, level: Level, reader: Reader, waiting: Mapping[str, int]) -> Picture:
    parts = [_part(flow, member, reader, waiting) for member in level.members]
    labels = [taker_face(joint.way.takers) for joint in level.joints]
    links = [
        Link(joint.start, joint.end, label.size if label else None)
        for joint, label in zip(level.joints, labels, strict=True)
    ]
    layout = lay_out([part.size for part in parts], links)
    whole = Picture(layout.size)
    for part, (x, y) in zip(parts, layout.corners, strict=True):
        whole.take(part, x, y)
    whole.lines += [
        Line(joint.way, route, label)
        for joint, route, label in zip(level.joints, layout.routes, labels, strict=True)
    ]
    return whole


def _part(flow: Flow, member: Single | Group | End, reader: Reader, waiting: Mapping[str, int]) -> Picture:
    match member:
        case Single(at):
            node = flow.nodes[at]
            face = face_of(node, reader, waiting.get(node.id, 0))
            return Picture(face.size, [Box(0, 0, face, at)])
        case Group(at, inner):
            return _framed(at, face_of(flow.nodes[at], reader), compose(flow, inner, reader, waiting))
        case End():
            return Picture(END.size, [Box(0, 0, END, None)])


def _framed(at: int, head: Face, inner: Picture) -> Picture:
    """The head across the top of a frame, and what is in it below, with a line that leads there."""
    width = max(inner.size.width, head.size.width) + 2 * _INSET
    foot, top = head.size.height, head.size.height + _INSET
    left = (width - inner.size.width) / 2
    size = Size(width, top + inner.size.height + _INSET)
    first = inner.boxes[0]
    x = left + first.x + first.face.size.width / 2
    entry = Route((Stop(x, foot, foot), Stop(x, top, top)))
    head = replace(head, size=Size(width, foot))
    picture = Picture(size, [Box(0, 0, head, at)], [Frame(0, 0, size)], [Line(Way(at, at + 1), entry, None)])
    picture.take(inner, left, top)
    return picture
