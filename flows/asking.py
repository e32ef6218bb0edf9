"""How a node becomes words and buttons for this customer, in this run, at this moment."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import assert_never

from flows.definition import ChoiceNode, Node, QuestionNode, Scale, ScaleNode, TextNode
from flows.effects import Button, Question
from flows.events import SKIP
from flows.facts import REPLY_BY
from flows.phrases import PHRASES, Phrase, phrase
from flows.run import Run
from flows.scene import DEFAULT_PRIORITY, Scene
from flows.wording import choose_language, format_moment, render
from flows.wording.markup import escape

Rows = tuple[tuple[Button, ...], ...]

_DEFAULT_ENDS: Mapping[Scale, tuple[Phrase, Phrase]] = {
    Scale.CSAT: (Phrase.LOW_CSAT, Phrase.HIGH_CSAT),
    Scale.NPS: (Phrase.LOW_NPS, Phrase.HIGH_NPS),
    Scale.CES: (Phrase.LOW_CES, Phrase.HIGH_CES),
}


def shape_question(node: QuestionNode, run: Run, scene: Scene, now: datetime) -> Question:
    """The node as a question in the run's language (or the fallback), with buttons that carry its step.

    Raises `flows.wording.WordingError` if a text cannot be filled in.
    """
    text = fill_in(node, run, scene, now)
    rows = _buttons(node, run.language, scene.fallback_language)
    if isinstance(node, ScaleNode):
        text = f"{text}\n\n{_ends(node, run.language, scene.fallback_language)}"
    if node.optional:
        rows = (*rows, (Button(phrase(Phrase.SKIP, run.language), SKIP),))
    return Question(text=text, rows=rows, step=run.step_number)


def fill_in(node: Node, run: Run, scene: Scene, now: datetime) -> str:
    """The node's own words. Raises `flows.wording.WordingError` if they cannot be filled in."""
    source = wording_of(node, run.language, scene.fallback_language)
    language = wording_language(node, run.language, scene.fallback_language)
    values = scene.values(run)
    if REPLY_BY in source:  # the moment is written out only for whoever reads it
        values = {**values, REPLY_BY: _reply_by(run, scene, language, now)}
    return render(source, values, language)


def _reply_by(run: Run, scene: Scene, language: str, now: datetime) -> str:
    """By when a person will have answered: what was promised, or what would be promised now."""
    due_at = run.complaint.due_at if run.complaint else now + scene.response_time(DEFAULT_PRIORITY)
    return format_moment(due_at, scene.time_zone, language, now)


def wording_of(node: Node, language: str, fallback: str) -> str:
    """The Liquid source that serves `language` best. Only a `ces` node may have none of its own."""
    spoken = wording_language(node, language, fallback)
    return node.text[spoken] if node.text else phrase(Phrase.CES_QUESTION, spoken)


def wording_language(node: Node, language: str, fallback: str) -> str:
    """The language that a customer who wants `language` really reads here."""
    return choose_language(node.text, language, fallback) if node.text else _phrase_language(language)


def _phrase_language(language: str) -> str:
    return choose_language(PHRASES, language, "en")


def _ends(node: ScaleNode, language: str, fallback: str) -> str:
    low, high = _DEFAULT_ENDS[node.scale]
    low_label = _label(node.low, language, fallback) or phrase(low, language)
    high_label = _label(node.high, language, fallback) or phrase(high, language)
    return escape(f"{node.scale.lowest} = {low_label} · {node.scale.highest} = {high_label}")


def _label(labels: Mapping[str, str], language: str, fallback: str) -> str | None:
    return labels[choose_language(labels, language, fallback)] if labels else None


def _buttons(node: QuestionNode, language: str, fallback: str) -> Rows:
    match node:
        case ScaleNode():
            return _scale_buttons(node.scale)
        case ChoiceNode():
            labels = [_label(option.text, language, fallback) or option.id for option in node.options]
            return tuple((Button(label, str(at)),) for at, label in enumerate(labels))
        case TextNode():
            return ()
        case _:
            assert_never(node)


@cache
def _scale_buttons(scale: Scale) -> Rows:
    """One row, but two for the eleven steps of NPS, which a narrow phone would cut."""
    star = " ⭐" if scale is Scale.CSAT else ""
    buttons = tuple(Button(f"{number}{star}", str(number)) for number in scale.steps)
    return (buttons[:6], buttons[6:]) if scale is Scale.NPS else (buttons,)


def how_to_answer(node: QuestionNode, language: str) -> str:
    """What to tell a customer whose words could not be read."""
    match node:
        case ScaleNode():
            ends = {"lowest": node.scale.lowest, "highest": node.scale.highest}
            return render(phrase(Phrase.UNREADABLE_SCALE, language), ends, language)
        case ChoiceNode():
            return phrase(Phrase.UNREADABLE_CHOICE, language)
        case TextNode():
            return phrase(Phrase.UNREADABLE_KIND, language)
        case _:
            assert_never(node)


def under(words: str, question: Question) -> Question:
    """The same question below other words, in one message."""
    return Question(f"{words}\n\n{question.text}", question.rows, question.step)
