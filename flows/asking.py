"""Shapes a node into the question a person reads: its words, its buttons, and reading what was typed instead."""

from collections.abc import Mapping
from typing import assert_never

from flows.answers import is_skip, read_choice, read_scale
from flows.definition import ChoiceNode, QuestionNode, Scale, ScaleNode, TextNode
from flows.effects import Button, Question
from flows.events import SKIP
from flows.phrases import Phrase, phrase
from flows.run import Value
from flows.wording import choose_language, render

Rows = tuple[tuple[Button, ...], ...]

_DEFAULT_ENDS: Mapping[Scale, tuple[Phrase, Phrase]] = {
    Scale.CSAT: (Phrase.LOW_CSAT, Phrase.HIGH_CSAT),
    Scale.NPS: (Phrase.LOW_NPS, Phrase.HIGH_NPS),
    Scale.CES: (Phrase.LOW_CES, Phrase.HIGH_CES),
}


class Skipped:
    """Read from a customer who passes an optional question over."""


Reading = Value | Skipped | None
"""What a reply says: a value, a skip, or None when it cannot be read as an answer to this question."""


def shape_question(node: QuestionNode, language: str, fallback: str, values: Mapping[str, object], step: int) -> Question:
    """The node as a question in `language` (or its fallback), with buttons that carry `step`.

    Raises `flows.wording.WordingError` if a text cannot be filled in.
    """
    source = wording_of(node, language, fallback)
    text = render(source, values, language)
    rows = _buttons(node, language, fallback)
    if isinstance(node, ScaleNode):
        text = f"{text}\n\n{_ends(node, language, fallback)}"
    if node.optional:
        rows = (*rows, (Button(phrase(Phrase.SKIP, language), SKIP),))
    return Question(text=text, rows=rows, step=step)


def wording_of(node: QuestionNode, language: str, fallback: str) -> str:
    if node.text:
        return node.text[choose_language(node.text, language, fallback)]
    return phrase(Phrase.CES_QUESTION, language)


def _ends(node: ScaleNode, language: str, fallback: str) -> str:
    low, high = _DEFAULT_ENDS[node.scale]
    low_label = _label(node.low, language, fallback) or phrase(low, language)
    high_label = _label(node.high, language, fallback) or phrase(high, language)
    return f"{node.scale.lowest} = {low_label} · {node.scale.highest} = {high_label}"


def _label(labels: Mapping[str, str], language: str, fallback: str) -> str | None:
    return labels[choose_language(labels, language, fallback)] if labels else None


def _buttons(node: QuestionNode, language: str, fallback: str) -> Rows:
    match node:
        case ScaleNode():
            return _scale_buttons(node.scale)
        case ChoiceNode():
            labels = [option.text[choose_language(option.text, language, fallback)] for option in node.options]
            return tuple((Button(label, str(at)),) for at, label in enumerate(labels))
        case TextNode():
            return ()
        case _:
            assert_never(node)


def _scale_buttons(scale: Scale) -> Rows:
    """One row, but two for the eleven steps of NPS, which a narrow phone would cut."""
    star = " ⭐" if scale is Scale.CSAT else ""
    buttons = tuple(Button(f"{number}{star}", str(number)) for number in range(scale.lowest, scale.highest + 1))
    return (buttons[:6], buttons[6:]) if scale is Scale.NPS else (buttons,)


def read_tap(node: QuestionNode, choice: str) -> Reading:
    """What the button with this value says. Values come from the customer's device, so any text may arrive."""
    if choice == SKIP:
        return Skipped() if node.optional else None
    match node:
        case ScaleNode():
            return _within(node.scale, choice)
        case ChoiceNode():
            known = choice.isascii() and choice.isdigit() and int(choice) < len(node.options)
            return node.options[int(choice)].id if known else None
        case TextNode():
            return None
        case _:
            assert_never(node)


def _within(scale: Scale, choice: str) -> int | None:
    allowed = {str(number): number for number in range(scale.lowest, scale.highest + 1)}
    return allowed.get(choice)


def read_text(node: QuestionNode, text: str) -> Reading:
    """What the typed words say as an answer to this question."""
    if node.optional and is_skip(text):
        return Skipped()
    match node:
        case ScaleNode():
            return read_scale(text, node.scale.lowest, node.scale.highest)
        case ChoiceNode():
            return read_choice(text, {option.id: tuple(option.text.values()) for option in node.options})
        case TextNode():
            return text.strip() or None
        case _:
            assert_never(node)
