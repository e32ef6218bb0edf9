"""What stands in the box of a node, and where in it: every text has its place and fits.

Lengths are in pixels of the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flows.definition import EndNode, Node, ReturnNode, SubflowNode
from flows.definition.questions import QuestionPiece
from flows.drawing.layout import Size
from flows.drawing.lettering import cut, cut_fixed, reads_from_right, width_of, wrap, wrap_fixed
from flows.drawing.spoken import kind_of
from flows.drawing.words import Reader, details_of, words_of

WIDTH = 276.0
PADDING = 14.0
TILE = 30.0
"""The side of the square that an icon stands on."""

ROUND = 17.0
"""The radius of the corners of a node that ends the survey, and of a mere end."""

_MOST_WORDS, _MOST_DETAILS, _MOST_CONDITION, _MOST_TAKERS = 3, 3, 4, 2
_TAKERS_WIDTH = 190.0


class Style(StrEnum):
    """How a text looks; its `size` is that of its font."""

    ID = "id"
    KIND = "kind"
    WORDS = "words"
    DETAIL = "detail"
    CONDITION = "condition"
    COUNT = "count"
    TAKER = "taker"
    END = "end"

    @property
    def size(self) -> float:
        return _SIZES[self]

    @property
    def line(self) -> float:
        """The height of a line."""
        return round(self.size * 1.38)


_SIZES = {
    Style.ID: 13.0,
    Style.KIND: 11.0,
    Style.WORDS: 13.0,
    Style.DETAIL: 11.0,
    Style.CONDITION: 11.0,
    Style.COUNT: 11.0,
    Style.TAKER: 11.0,
    Style.END: 11.0,
}


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: where it begins and the baseline, from the corner of its box. It begins at its left
    end, or at the right one where it is read `from_right`; of a centred one `x` is the middle.
    """

    x: float
    y: float
    text: str
    style: Style
    from_right: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """A box with all that stands in it. `strip` is the height of its upper part, which holds the condition;
    `count` is where a badge begins, and how wide it is.
    """

    size: Size
    icon: str
    texts: tuple[Text, ...]
    strip: float = 0.0
    count: tuple[float, float] | None = None
    is_round: bool = False


def face_of(node: Node, reader: Reader, waiting: int = 0) -> Face:
    """The node with its kind, id, words, details and condition, and how many wait there."""
    if isinstance(node, ReturnNode):
        return BACK
    strip, condition = _condition(node)
    count, counted = _count(waiting, strip)
    beside = PADDING + TILE + 10
    kind = cut(_kind(node), Style.KIND.size, (count[0] if count else WIDTH) - beside - PADDING)
    head = [
        Text(beside, strip + 24, cut_fixed(node.id, Style.ID.size, WIDTH - beside - PADDING), Style.ID),
        Text(beside, strip + 40, kind, Style.KIND),
    ]
    below, height = _below(node, reader, strip + TILE + 18)
    texts = (*condition, *head, *counted, *below)
    return Face(Size(WIDTH, height), _icon(node), texts, strip, count, isinstance(node, EndNode))


def _kind(node: Node) -> str:
    is_optional = isinstance(node, QuestionPiece) and node.optional
    return f"{kind_of(node)}, optional" if is_optional else kind_of(node)


def _icon(node: Node) -> str:
    return "flow" if isinstance(node, SubflowNode) else kind_of(node)


def _condition(node: Node) -> tuple[float, list[Text]]:
    """The height of the strip with the condition, and its lines."""
    if node.when is None:
        return 0.0, []
    style = Style.CONDITION
    said = f"if {' '.join(node.when.split())}"
    lines = wrap_fixed(said, style.size, WIDTH - 2 * PADDING, _MOST_CONDITION)
    texts = [Text(PADDING, 5 + style.line * (at + 1) - 4, line, style) for at, line in enumerate(lines)]
    return 8 + style.line * len(lines), texts


def _count(waiting: int, strip: float) -> tuple[tuple[float, float] | None, list[Text]]:
    """Where the badge begins and how wide it is, and what stands in it, after a little person."""
    if not waiting:
        return None, []
    style, person = Style.COUNT, 22.0
    words = f"{waiting} waits" if waiting == 1 else f"{waiting} wait"
    width = person + width_of(words, style.size, bold=True) + 9
    left = WIDTH - PADDING + 4 - width
    return (left, width), [Text(left + person, strip + 40, words, style)]


def _below(node: Node, reader: Reader, y: float) -> tuple[list[Text], float]:
    """Words and details from this height on, and the height of the whole box."""
    room = WIDTH - 2 * PADDING
    blocks = [
        (Style.WORDS, words_of(node, reader), _MOST_WORDS),
        (Style.DETAIL, "  ·  ".join(details_of(node, reader)), _MOST_DETAILS),
    ]
    texts: list[Text] = []
    for style, said, most in blocks:
        from_right = reads_from_right(said)
        x = WIDTH - PADDING if from_right else PADDING
        y += 4 if said else 0
        for line in wrap(said, style.size, room, most):
            y += style.line
            texts.append(Text(x, y - 4, line, style, from_right))
    return texts, y + (10 if texts else 2)


def taker_face(takers: Sequence[str]) -> Face | None:
    """The label of a line; None where it has none."""
    if not takers:
        return None
    style = Style.TAKER
    said = ", ".join(" ".join(taker.split()) for taker in takers)
    lines = wrap(said, style.size, _TAKERS_WIDTH, _MOST_TAKERS)
    width = max(width_of(line, style.size) for line in lines) + 14
    from_right = reads_from_right(said)
    texts = tuple(
        Text(width / 2, 3 + style.line * (at + 1) - 4, line, style, from_right)
        for at, line in enumerate(lines)
    )
    return Face(Size(width, style.line * len(lines) + 5), "taker", texts)


def _dot(word: str) -> Face:
    """A circle with one word in it."""
    middle = ROUND + 2
    text = Text(middle, middle + 4, word, Style.END)
    return Face(Size(2 * middle, 2 * middle), "over", (text,), is_round=True)


END = _dot("end")
"""Where the survey is over without another word."""

BACK = _dot("back")
"""Where a sub-flow is over."""
