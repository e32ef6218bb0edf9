"""Flows of every shape, and what of their drawings lies where."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import strategies as st

from flows.definition import Flow
from flows.drawing import Reader
from flows.drawing.nesting import nest
from flows.drawing.picture import Line, Picture, compose
from flows.expansion import expand
from tests.flows.surveys import Written, ask, labelled, say

READER = Reader("en")
_CHOICES = ("late", "broken", "other")
_INNER = {"inner": {"nodes": [ask("csat", "a", then={"1-2": "end"}), say("Oh!", id="b")]}}


@dataclass(frozen=True)
class Rect:
    """Part of a drawing, with what it is for messages."""

    left: float
    top: float
    right: float
    bottom: float
    name: str = ""

    def overlaps(self, other: "Rect") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom

    def contains(self, other: "Rect") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def drawn(flow: Flow) -> Picture:
    return compose(flow, nest(flow), READER, {})


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Up to fourteen nodes that lead forward to any other, some of them by way of a sub-flow."""
    count = draw(st.integers(1, 14))
    nodes = [draw(_node(at, count)) for at in range(count)]
    whole = Flow.model_validate({"nodes": nodes})
    inner = {name: Flow.model_validate(table) for name, table in _INNER.items()}
    return expand(whole, inner)


@st.composite
def _node(draw: st.DrawFn, at: int, count: int) -> Written:
    targets = st.sampled_from([*(f"n{later}" for later in range(at + 1, count)), "end"])
    keys: dict[str, object] = {}
    if draw(st.booleans()):
        keys["next"] = draw(targets)
    if draw(st.integers(0, 3)) == 0:
        keys["when"] = "customer.id == 'c-1'"
    kind = draw(st.sampled_from(["csat", "choice", "text", "says", "end", "flow"]))
    name = f"n{at}"
    match kind:
        case "says":
            return say("Well. " * draw(st.integers(1, 40)), id=name, **keys)
        case "end":
            return {"end": True, "id": name, "text": {"en": "Bye!"}, **keys}
        case "flow":
            return {"flow": "inner", "id": name, **keys}
        case "choice":
            then = draw(st.dictionaries(st.sampled_from([*_CHOICES, "skipped"]), targets))
            return ask("choice", name, options=labelled(*_CHOICES), optional=True, then=then, **keys)
        case "csat":
            then = draw(st.dictionaries(st.sampled_from(["1", "2-3", "4-5"]), targets))
            return ask("csat", name, then=then, **keys)
        case _:
            to = draw(st.none() | targets)
            timeout = {"after": "2 days"} | ({"to": to} if to else {})
            return ask("text", name, timeout=timeout, **keys)


def boxes(picture: Picture) -> list[Rect]:
    """Those of nodes and of ends; the head of a frame is part of the frame."""
    heads = {(frame.x, frame.y) for frame in picture.frames}
    return [
        Rect(box.x, box.y, box.x + box.face.size.width, box.y + box.face.size.height, f"box of {box.at}")
        for box in picture.boxes
        if (box.x, box.y) not in heads
    ]


def frames(picture: Picture) -> list[Rect]:
    return [
        Rect(frame.x, frame.y, frame.x + frame.size.width, frame.y + frame.size.height, "frame")
        for frame in picture.frames
    ]


def label_of(line: Line) -> Rect | None:
    if line.label is None or line.route.label is None:
        return None
    (x, y), size = line.route.label, line.label.size
    half_width, half_height = size.width / 2, size.height / 2
    return Rect(x - half_width, y - half_height, x + half_width, y + half_height, str(line.way.takers))


def points(line: Line) -> Iterator[tuple[float, float]]:
    """Along the line, a little after its start and before its end."""
    for here, following in pairwise(line.route.stops):
        yield from ((here.x, here.top + (here.bottom - here.top) * part / 8) for part in range(1, 9))
        for part in range(1, 16):
            t = part / 16
            sway = 3 * t * t - 2 * t**3  # a cubic whose handles are at half height above each other
            yield here.x + (following.x - here.x) * sway, _height(here.bottom, following.top, t)


def _height(top: float, bottom: float, t: float) -> float:
    middle = (top + bottom) / 2
    return (1 - t) ** 3 * top + 3 * t * (1 - t) * middle + t**3 * bottom


Point = tuple[float, float]


def crossed(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the piece from a to b crosses that from c to d."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    """Positive where c lies to one side of the line through a and b, negative on the other."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
