"""How much a question asks of a customer: taps on buttons, and seconds.

The seconds are a rule of thumb, to compare surveys and to notice long ones. An ordinary question takes about
ten seconds to read and answer, a line in a list of them half as much (Pew Research Center, "How we keep our
online surveys from running too long", 2022, whose points these are). Words are typed at 36 a minute (Palin et
al., "How do people type on mobile devices?", MobileHCI 2019), and ten of them say a reason; they are read at
238 a minute (Brysbaert, "How many words do we read per minute?", 2019). That a photo, a voice message or a
file takes twenty seconds beyond the question is our own guess.
"""

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

LONGEST_SURVEY = 60
"""Seconds. What takes longer is broken off."""

_QUESTION = 10.0
_LINE = 5.0
_RECORDING = 20.0
_WORDS_OF_A_REASON = 10
_TYPED_PER_SECOND = 36 / 60
_READ_PER_SECOND = 238 / 60


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

    def __or__(self, other: "Span") -> "Span":
        return Span(min(self.least, other.least), max(self.most, other.most))


NONE = Span(0, 0)


def taps(node: Shown) -> Span:
    """On buttons of the bot, where the question is answered or, as it may be, skipped."""
    if isinstance(node, SayNode | EndNode):
        return NONE
    answered = _taps(node)
    return answered | Span(1, 1) if node.optional else answered


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
    """From the first look at it to the next message. Whoever skips has read it."""
    if isinstance(node, SayNode | EndNode):
        return Span(*[_reading(node)] * 2)
    answered = _seconds(node)
    least = min(answered, _reading(node)) if node.optional else answered
    return Span(least, answered)


def _seconds(node: QuestionNode) -> float:
    match node:
        case AspectsNode():
            return _LINE * len(node.items) + _LINE
        case TextNode():
            return _QUESTION + _WORDS_OF_A_REASON / _TYPED_PER_SECOND
        case MultiNode():
            return _QUESTION + _LINE
        case FileNode():
            return _QUESTION + _RECORDING
        case (
            ScaleNode()
            | RatingNode()
            | ChoiceNode()
            | ConsentNode()
            | ContactNode()
            | LocationNode()
            | DateNode()
            | NumberNode()
        ):
            return _QUESTION
        case _:
            assert_never(node)


def _reading(node: Shown) -> float:
    """Of the longest of its wordings."""
    return max((len(text.split()) for text in node.text.values()), default=0) / _READ_PER_SECOND
