"""A flow as an SVG: for eyes by day and by night, and for screen readers in words."""

from collections.abc import Iterator, Mapping

from flows.definition import Flow, SubflowNode
from flows.drawing import shapes
from flows.drawing.elements import element, moved, number, plain
from flows.drawing.lettering import cut, reads_from_right, wrap
from flows.drawing.nesting import nest
from flows.drawing.picture import Picture, compose
from flows.drawing.spoken import counted_nodes, describe, describe_node
from flows.drawing.style import NOTE_SIZE, TITLE_SIZE, style_sheet
from flows.drawing.words import Reader

_MARGIN = 28.0
_NOTE = 18.0
_ABOVE_NODES, _BELOW_NODES = 46.0, 28.0
_NARROWEST = 520.0
_MOST_NOTES = 6


def draw_svg(name: str, flow: Flow, reader: Reader, waiting: Mapping[str, int]) -> str:
    """The picture of a flow without circles whose sub-flows stand in their places, as one SVG document.

    `waiting` tells by node how many customers wait there now; nodes that are not in the flow are named below.
    """
    picture = compose(flow, nest(flow), reader, waiting)
    width = max(picture.size.width, _NARROWEST)
    head, notes = list(_head(name, flow, width)), list(_notes(flow, picture, waiting, width))
    top = _MARGIN + TITLE_SIZE + _NOTE * len(head) + _ABOVE_NODES
    foot = top + picture.size.height + _BELOW_NODES
    corner = moved(_MARGIN + (width - picture.size.width) / 2, top)
    title = flow.title or name
    return _document(
        (title, describe(name, flow)),
        (width + 2 * _MARGIN, foot + _NOTE * len(notes) + _MARGIN / 2),
        _title(title, width),
        *shapes.lines(head, _MARGIN, _MARGIN + TITLE_SIZE + _NOTE, _NOTE),
        element("g", *_drawn(flow, picture, reader, waiting), transform=corner),
        *shapes.lines(notes, _MARGIN, foot + _NOTE / 2, _NOTE),
    )


def _document(told: tuple[str, str], size: tuple[float, float], *content: str) -> str:
    """A name and a description, width and height, and all that is drawn on the page."""
    (title, description), (width, height) = told, size
    return element(
        "svg",
        element("title", plain(title), id="title"),
        element("desc", plain(description), id="desc"),
        element("style", plain(style_sheet())),
        element("rect", class_="page", width=width, height=height),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="graphics-document document",
        aria_labelledby="title",
        aria_describedby="desc",
    )


def _title(title: str, width: float) -> str:
    shown = plain(cut(title, TITLE_SIZE, width, bold=True))
    y = _MARGIN + TITLE_SIZE - 5
    if reads_from_right(title):
        return element("text", shown, class_="title", x=_MARGIN + width, y=y, direction="rtl")
    return element("text", shown, class_="title", x=_MARGIN, y=y)


def _head(name: str, flow: Flow, width: float) -> Iterator[str]:
    """What holds for the flow as a whole."""
    yield cut(f"{name} · {counted_nodes(flow)}", NOTE_SIZE, width)
    for variable, source in flow.let.items():
        yield cut(f"let {variable} = {' '.join(source.split())}", NOTE_SIZE, width)
    for variable, shares in flow.split.items():
        parts = ", ".join(f"{variant} {share}" for variant, share in shares.items())
        yield cut(f"split {variable}: {parts}", NOTE_SIZE, width)


def _notes(flow: Flow, picture: Picture, waiting: Mapping[str, int], width: float) -> Iterator[str]:
    """What a reader of the drawing may ask."""
    if any(line.way.passes_over for line in picture.lines):
        yield "Dashed: the node is passed over, for its condition does not hold."
    if not all(box.is_reached for box in picture.boxes):
        yield "Dotted, at the end: nobody gets there, for no way leads to it."
    known = {node.id for node in flow.nodes}
    gone = [f"{count} at {node}" for node, count in sorted(waiting.items()) if node not in known]
    if gone:
        told = f"Customers also wait on earlier revisions, at nodes that are gone: {', '.join(gone)}."
        yield from wrap(told, NOTE_SIZE, width, _MOST_NOTES)


def _drawn(flow: Flow, picture: Picture, reader: Reader, waiting: Mapping[str, int]) -> Iterator[str]:
    """From the back to the front."""
    yield from map(shapes.frame, picture.frames)
    yield shapes.start(picture.boxes[0])
    yield from map(shapes.line, picture.lines)
    for box in picture.boxes:
        is_framed = box.at is not None and isinstance(flow.nodes[box.at], SubflowNode)
        words = None if box.at is None else describe_node(flow, box.at, reader, waiting)
        yield shapes.box(box, words, is_framed=is_framed)
    yield from map(shapes.label, picture.lines)
