"""How much a node asks of a customer at least and at most: taps on buttons of the bot, and seconds."""

from dataclasses import dataclass
from typing import assert_never

from flows.definition import (
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    ContactNode,
    DateNode,
    EndNode,
    FileNode,
    LocationNode,
    MultiNode,
    NumberNode,
    QuestionNode,
    RatingNode,
    SayNode,
    ScaleNode,
    TextNode,
)
from flows.effort import seconds_for, seconds_to_read

Shown = SayNode | EndNode | QuestionNode
"""What a customer sees."""


@dataclass(frozen=True, slots=True)
class Span:
    least: float
    most: float

    def __add__(self, other: "Span") -> "Span":
        return Span(self.least + other.least, self.most + other.most)

    def rounded(self) -> "Span":
        return Span(round(self.least), round(self.most))


NONE = Span(0, 0)


def taps(node: Shown) -> Span:
    """Where the question is answered or, as it may be, skipped."""
    if isinstance(node, SayNode | EndNode):
        return NONE
    answered = _taps(node)
    return Span(min(answered.least, 1), max(answered.most, 1)) if node.optional else answered


def _taps(node: QuestionNode) -> Span:
    match node:
        case ScaleNode() | RatingNode() | ChoiceNode() | ConsentNode() | ContactNode() | LocationNode():
            return Span(1, 1)
        case MultiNode():
            return Span(1 if node.none or node.min == 0 else node.min + 1, node.most + 1)
        case AspectsNode():
            return Span(len(node.items), len(node.items))
        case DateNode():
            return Span(0, 1)  # or typed; who turns pages taps more
        case TextNode() | NumberNode() | FileNode():
            return NONE
        case _:
            assert_never(node)


def seconds(node: Shown) -> Span:
    """Whoever skips a question has read it."""
    most = seconds_for(node)
    may_skip = not isinstance(node, SayNode | EndNode) and node.optional
    return Span(seconds_to_read(node.text) if may_skip else most, most)
