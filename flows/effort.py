"""How long a customer is busy with a node: an estimate in seconds, for checks and for walks over every path.

Reading goes at 238 words a minute (Brysbaert, "How many words do we read per minute?", Journal of Memory and
Language 109, 2019). To decide and tap is set so that an ordinary question of some twenty words takes the ten
seconds that the Pew Research Center counts for one ("How we keep our online surveys from running too long",
2022). Words are typed at 36 a minute, as on phones (Palin et al., "How do people type on mobile devices?",
MobileHCI 2019), a dozen of them. No source is known to us for the rest, which needs a look into the pocket or
at the calendar: these are our own guesses.
"""

import re
from collections.abc import Mapping
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
    Node,
    NumberNode,
    QuestionNode,
    RatingNode,
    ReturnNode,
    SayNode,
    ScaleNode,
    SubflowNode,
    TextNode,
)

_READ_PER_S = 238 / 60
_TYPED_PER_S = 36 / 60

_TAP_S = 5.0
_SECOND_TAP_S = 3.0
_TYPED_WORDS = 12

_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)


def seconds_for(node: Node) -> float:
    """To read the node in its longest language and to answer it, if it asks; a sub-flow's own nodes count."""
    match node:
        case SubflowNode() | ReturnNode():
            return 0.0
        case SayNode() | EndNode():
            return seconds_to_read(node.text)
        case _:
            return seconds_to_read(node.text) + _answering(node)


def _answering(node: QuestionNode) -> float:
    match node:
        case ScaleNode() | RatingNode() | ConsentNode():
            return _TAP_S
        case ChoiceNode():
            return _TAP_S + sum(seconds_to_read(option.text) for option in node.options)
        case MultiNode():
            options = sum(seconds_to_read(option.text) for option in node.options)
            return _TAP_S + options + _SECOND_TAP_S * max(1, node.min)
        case AspectsNode():
            return sum(_SECOND_TAP_S + seconds_to_read(item.text) for item in node.items)
        case TextNode():
            return _TAP_S + _TYPED_WORDS / _TYPED_PER_S
        case ContactNode() | NumberNode() | DateNode() | LocationNode():
            return 8.0
        case FileNode():
            return 20.0
        case _:
            assert_never(node)


def seconds_to_read(wordings: Mapping[str, str]) -> float:
    """A value that Liquid fills in counts as one word."""
    plain = (_TAG.sub(" ", _VALUE.sub("x", source)) for source in wordings.values())
    return max((len(text.split()) for text in plain), default=0) / _READ_PER_S
