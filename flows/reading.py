"""How a tap or typed words become an answer to the question that is open."""

from dataclasses import dataclass
from typing import assert_never

from flows.answers import is_skip, read_choice, read_scale
from flows.definition import ChoiceNode, QuestionNode, ScaleNode, TextNode
from flows.events import SKIP
from flows.run import Value


@dataclass(frozen=True, slots=True)
class Skipped:
    """Read from a customer who passes an optional question over."""


Reading = Value | Skipped
"""What a reply says. Where it cannot be read as an answer to its question, there is none."""


def read_tap(node: QuestionNode, choice: str) -> Reading | None:
    """What the button with this value says. It comes from the customer's device, so it may be any text."""
    if choice == SKIP:
        return Skipped() if node.optional else None
    match node:
        case ScaleNode():
            return {str(number): number for number in node.scale.steps}.get(choice)
        case ChoiceNode():
            return {str(at): option.id for at, option in enumerate(node.options)}.get(choice)
        case TextNode():
            return None
        case _:
            assert_never(node)


def button_for(node: QuestionNode, value: Value | None) -> str | None:
    """The value of the button that says `value` (None: skip); None for words of the customer's own.

    The other way round, `read_tap` gives `value` again.
    """
    if value is None:
        return SKIP
    match node:
        case ScaleNode():
            return str(value)
        case ChoiceNode():
            return next((str(at) for at, option in enumerate(node.options) if option.id == value), None)
        case TextNode():
            return None
        case _:
            assert_never(node)


def read_text(node: QuestionNode, text: str) -> Reading | None:
    """What the typed words say."""
    match node:
        case ChoiceNode():
            return _read_option(node, text)
        case _ if node.optional and is_skip(text):
            return Skipped()
        case ScaleNode():
            return read_scale(text, node.scale.lowest, node.scale.highest)
        case TextNode():
            return text.strip() or None
        case _:
            assert_never(node)


def _read_option(node: ChoiceNode, text: str) -> Reading | None:
    """Words that pass a question over are an answer where an option says them, too: "No, thanks"."""
    labels = {option.id: tuple(option.text.values()) for option in node.options}
    chosen = read_choice(text, labels)
    says_the_same = chosen is not None and any(map(is_skip, labels[chosen]))
    return Skipped() if node.optional and is_skip(text) and not says_the_same else chosen
