"""Boxes, frames, lines and labels as SVG."""

from collections.abc import Iterator

from flows.drawing.elements import element, moved, number, path, plain
from flows.drawing.faces import PADDING, ROUND, TILE, Face, Text
from flows.drawing.icons import HUES, ICONS, PERSON
from flows.drawing.layout import Route
from flows.drawing.picture import Box, Frame, Line

_TIP = 7.0
_START = 20.0
_CORNER = 10.0


def frame(around: Frame) -> str:
    width, height = around.size.width, around.size.height
    return element("rect", class_="frame", x=around.x, y=around.y, width=width, height=height, rx=_CORNER)


def start(first: Box) -> str:
    """A dot above the first node, and a line into it."""
    x, y = first.x + first.face.size.width / 2, first.y
    dot = element("circle", class_="tip", cx=x, cy=y - _START, r=4.5)
    return dot + element("path", class_="line", d=path("M", x, y - _START, "V", y - _TIP)) + _tip(x, y)


def line(drawn: Line) -> str:
    """With a tip where it arrives."""
    last = drawn.route.stops[-1]
    style = "line over" if drawn.way.passes_over else "line"
    return element("path", class_=style, d=_course(drawn.route)) + _tip(last.x, last.top)


def _course(route: Route) -> str:
    """Upright at every stop, and bent in between."""
    first, *others = route.stops
    x, y = first.x, first.bottom
    steps = [path("M", x, first.top, "V", y)]
    for stop in others:
        end = stop.top - _TIP if stop is others[-1] else stop.top
        middle = (y + end) / 2
        is_straight = number(stop.x) == number(x)
        steps.append(path("V", end) if is_straight else path("C", x, middle, stop.x, middle, stop.x, end))
        if stop.bottom > stop.top:
            steps.append(path("V", stop.bottom))
        x, y = stop.x, stop.bottom
    return "".join(steps)


def _tip(x: float, y: float) -> str:
    return element("path", class_="tip", d=path("M", x - 4.5, y - _TIP - 1, "h", 9, "L", x, y, "z"))


def box(drawn: Box, words: str | None, *, is_framed: bool) -> str:
    """`words` are what is told about it; what tells nothing is passed over by screen readers. One that is the
    head of a frame has no border of its own.
    """
    face, width, height = drawn.face, drawn.face.size.width, drawn.face.size.height
    radius = min(ROUND + 2, height / 2) if face.is_round else _CORNER
    border = element("rect", class_="box", width=width, height=height, rx=radius)
    content = [
        element("title", plain(words)) if words else "",
        "" if is_framed else border,
        _strip(face, radius),
        _badge(face),
        _icon(face),
        *map(text, face.texts),
    ]
    told = {"role": "graphics-object group", "aria_label": words} if words else {"aria_hidden": "true"}
    look = {} if drawn.is_reached else {"class_": "unreached"}
    return element("g", *content, transform=moved(drawn.x, drawn.y), **look, **told)


def _strip(face: Face, radius: float) -> str:
    """What the condition stands on, within the border."""
    if not face.strip:
        return ""
    inner, right = radius - 0.5, face.size.width - 0.5
    upper_left = ("a", inner, inner, 0, 0, 1, inner, -inner)
    upper_right = ("a", inner, inner, 0, 0, 1, inner, inner)
    outline = path("M", 0.5, face.strip, "V", radius, *upper_left, "H", right - inner, *upper_right)
    return element("path", class_="strip", d=outline + path("V", face.strip, "z"))


def _badge(face: Face) -> str:
    """What the count stands on, and the person before it."""
    if face.count is None:
        return ""
    left, width = face.count
    plate = element("rect", class_="badge", x=left, y=face.strip + 27, width=width, height=18, rx=9)
    return plate + element("path", class_="person", d=PERSON, transform=moved(left + 6, face.strip + 29))


def _icon(face: Face) -> str:
    if face.icon not in ICONS:
        return ""
    hue, y = HUES[face.icon], face.strip + 13
    tile = element("rect", class_=f"tile {hue}", x=PADDING, y=y, width=TILE, height=TILE, rx=8)
    corner = moved(PADDING + 5, y + 5)
    return tile + element("path", class_=f"icon {hue}", d=ICONS[face.icon], transform=corner)


def text(shown: Text) -> str:
    direction = {"direction": "rtl"} if shown.from_right else {}
    return element("text", plain(shown.text), class_=str(shown.style), x=shown.x, y=shown.y, **direction)


def label(drawn: Line) -> str:
    """The label of a line, around the middle that its route names; empty where it has none."""
    if drawn.label is None or drawn.route.label is None:
        return ""
    x, y = drawn.route.label
    width, height = drawn.label.size.width, drawn.label.size.height
    plate = element("rect", class_="label", width=width, height=height, rx=8)
    corner = moved(x - width / 2, y - height / 2)
    return element("g", plate, *map(text, drawn.label.texts), transform=corner, aria_hidden="true")


def lines(shown: list[str], x: float, y: float, apart: float) -> Iterator[str]:
    """Notes below each other, the first with its baseline at `y`."""
    for at, words in enumerate(shown):
        yield element("text", plain(words), class_="note", x=x, y=y + apart * at)
