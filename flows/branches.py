"""Which answers a key of `then` stands for: `"1-2"`, `"late"`, `"yes"`, `"skipped"`; and which there are."""

import re
from typing import assert_never

from flows.definition import (
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    ContactNode,
    DateNode,
    FileNode,
    LocationNode,
    MultiNode,
    NumberNode,
    QuestionNode,
    RatingNode,
    ScaleNode,
    TextNode,
)
from flows.events import NO, NONE, YES
from flows.run import Value

SKIPPED = "skipped"

_NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?"
_SPAN = re.compile(rf"({_NUMBER})(?:\s*(?:-|\.\.)\s*({_NUMBER}))?")


def span_of(key: str) -> tuple[float, float] | None:
    """Both ends of the numbers that a key such as `"2"` or `"1-3"` stands for; None if it is none."""
    found = _SPAN.fullmatch(key.strip())
    if found is None:
        return None
    first, last = found.groups()
    return float(first), float(last if last is not None else first)


def stands_for(key: str, node: QuestionNode, value: Value | None) -> bool:
    """Whether this answer to the node takes the branch of this key."""
    if value is None:
        return key == SKIPPED
    match node:
        case ScaleNode() | RatingNode() | NumberNode():
            span = span_of(key)
            return span is not None and isinstance(value, int | float) and span[0] <= value <= span[1]
        case ChoiceNode():
            return key == value
        case MultiNode():
            return isinstance(value, list) and (key in value or (key == NONE and not value))
        case ConsentNode():
            return isinstance(value, dict) and key == (YES if value.get("given") else NO)
        case AspectsNode() | TextNode() | DateNode() | ContactNode() | FileNode() | LocationNode():
            return False
        case _:
            assert_never(node)


def branch_for(node: QuestionNode, value: Value | None) -> str | None:
    """The branch that this answer takes, the first whose key stands for it; None where it takes none."""
    return next((key for key in node.then if stands_for(key, node, value)), None)


def known_keys(node: QuestionNode) -> tuple[str, ...]:
    """The keys that may stand in `then`; numbers may also be joined to spans."""
    skipped = (SKIPPED,)
    match node:
        case ScaleNode() | RatingNode():
            return (*map(str, node.steps_shown), *skipped)
        case ChoiceNode():
            return (*(option.id for option in node.options), *skipped)
        case MultiNode():
            none = (NONE,) if node.none or node.min == 0 else ()
            return (*(option.id for option in node.options), *none, *skipped)
        case ConsentNode():
            return (YES, NO, *skipped)
        case _:
            return skipped


def countable_answers(node: QuestionNode) -> dict[str, Value | None] | None:
    """All that the branches and jumps of the question can meet, by the keys of `then`; None where that cannot
    be counted. A time out with a way of its own meets none of them.
    """
    may_be_missing = node.optional or node.tries is not None
    may_be_missing |= node.timeout is not None and node.timeout.to is None
    missing: dict[str, Value | None] = {SKIPPED: None} if may_be_missing else {}
    match node:
        case ScaleNode() | RatingNode():
            return {str(step): step for step in node.steps_shown} | missing
        case ChoiceNode():
            return {option.id: option.id for option in node.options} | missing
        case ConsentNode():
            return {YES: {"given": True}, NO: {"given": False}, **missing}
        case _:
            return None
