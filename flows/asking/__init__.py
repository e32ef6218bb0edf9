"""How a node becomes words and buttons for this customer, in this run, at this moment."""

from dataclasses import replace
from datetime import datetime

from flows import drafts
from flows.asking.calendar import NOTHING
from flows.asking.keyboards import keyboard
from flows.asking.naming import named_button
from flows.asking.progress import progress
from flows.asking.showing import face, show_answer
from flows.asking.wordings import label_of, wording_language, wording_of
from flows.definition import (
    AspectsNode,
    ContactNode,
    EndNode,
    LocationNode,
    QuestionNode,
    RatingNode,
    SayNode,
    ScaleNode,
)
from flows.effects import Button, Question, Request, Say, WebLink, in_paragraphs
from flows.events import BACK, KEEP, SKIP
from flows.facts import REPLY_BY
from flows.moment import Moment
from flows.path import Path
from flows.phrases import ENDS, Phrase
from flows.run import Run
from flows.scene import DEFAULT_PRIORITY
from flows.wording import format_moment, render
from flows.wording.markup import escape

__all__ = [
    "answer_stands",
    "fill_in",
    "label_of",
    "named_answer",
    "named_way_out",
    "previous_question",
    "reply_by",
    "say_node",
    "shape_question",
    "show_answer",
    "under",
    "wording_language",
    "wording_of",
]


def shape_question(node: QuestionNode, run: Run, moment: Moment, path: Path | None = None) -> Question:
    """The node as a question in the run's language (or the fallback), with buttons that carry its step.
    `path` is that of the run, where it is at hand.

    Raises `flows.wording.WordingError` if a text cannot be filled in.
    """
    path = path or moment.path_of(run)
    shown = progress(node, run, path, moment) if moment.flow.progress else None
    return Question(
        text=in_paragraphs(shown, fill_in(node, run, moment), _small_print(node, run, moment)),
        rows=(*keyboard(node, run, moment), *_ways_out(node, run, path, moment)),
        step=run.step_number,
        picture=node.picture,
        request=_request(node),
        below=in_paragraphs(
            _draft(node, run, moment), _with_answer(Phrase.YOUR_ANSWER_SO_FAR, node, run, moment)
        ),
    )


def say_node(node: SayNode | EndNode, run: Run, moment: Moment) -> Say | None:
    """What the node says; None for an end without words.

    Raises `flows.wording.WordingError` if its text cannot be filled in.
    """
    if not node.text:
        return None
    link = None
    if node.link is not None:
        link = WebLink(label_of(node.link.text, run.language, moment.scene) or node.link.url, node.link.url)
    return Say(fill_in(node, run, moment), node.picture, link)


def fill_in(node: SayNode | EndNode | QuestionNode, run: Run, moment: Moment) -> str:
    """The node's own words. Raises `flows.wording.WordingError` if they cannot be filled in."""
    source = wording_of(node, run.language, moment.scene)
    language = wording_language(node, run.language, moment.scene)
    if "{" not in source:  # most texts name nothing, and need not wait until what could be named is known
        return render(source, {}, language)
    values = moment.values(run, node)
    if REPLY_BY in source:  # the moment is written out only for whoever reads it
        values = {**values, REPLY_BY: reply_by(run, moment, language)}
    return render(source, values, language)


def reply_by(run: Run, moment: Moment, language: str) -> str:
    """By when a person will have answered: what was promised, or what would be promised now."""
    scene, now = moment.scene, moment.now
    due_at: datetime = run.complaint.due_at if run.complaint else now + scene.response_time(DEFAULT_PRIORITY)
    return format_moment(due_at, scene.time_zone, language, now)


def _small_print(node: QuestionNode, run: Run, moment: Moment) -> str | None:
    """What the ends of a scale mean."""
    if not isinstance(node, ScaleNode | RatingNode):
        return None
    ends = _ends(node, run, moment)
    return " · ".join(f"{face(node, step)} = {escape(label)}" for step, label in ends)


def _ends(node: ScaleNode | RatingNode, run: Run, moment: Moment) -> list[tuple[int, str]]:
    """The steps at the ends of the scale that have words."""
    low, high = (label_of(end, run.language, moment.scene) for end in (node.low, node.high))
    if isinstance(node, ScaleNode):
        usual_low, usual_high = ENDS[node.scale]
        low, high = low or moment.word(usual_low, run), high or moment.word(usual_high, run)
    ends = ((node.steps_shown[0], low), (node.steps_shown[-1], high))
    return [(step, label) for step, label in ends if label]


def _draft(node: QuestionNode, run: Run, moment: Moment) -> str | None:
    """A line for each thing that is rated already, and the one whose turn it is."""
    if not isinstance(node, AspectsNode):
        return None
    ratings = drafts.rated(run.draft)
    lines: list[str] = []
    for item in node.items:
        label = escape(label_of(item.text, run.language, moment.scene) or item.id)
        if item.id not in ratings:
            return "\n".join([*lines, f"*{label}*"])
        lines.append(f"{label}: {face(node, ratings[item.id])}")
    return "\n".join(lines)


def answer_stands(node: QuestionNode, run: Run, moment: Moment) -> str:
    """What the customer answered and is not changed; empty where there is nothing yet."""
    return _with_answer(Phrase.ANSWER_STANDS, node, run, moment)


def _with_answer(phrase: Phrase, node: QuestionNode, run: Run, moment: Moment) -> str:
    answer = run.answer_to(node.id)
    if answer is None or answer.value is None:
        return ""
    shown = show_answer(node, answer.value, run.language, moment.scene)
    return moment.say(phrase, run, answer=shown)


def _ways_out(node: QuestionNode, run: Run, path: Path, moment: Moment) -> tuple[tuple[Button, ...], ...]:
    """The buttons that give no answer, in one row: back, keep, skip."""
    buttons = []
    if moment.flow.back and previous_question(node, path) is not None:
        buttons.append(Button(moment.word(Phrase.BACK, run), BACK))
    if run.answer_to(node.id) is not None:
        buttons.append(Button(moment.word(Phrase.KEEP_ANSWER, run), KEEP))
    if node.optional:
        buttons.append(Button(moment.word(Phrase.SKIP, run), SKIP))
    return (tuple(buttons),) if buttons else ()


def named_answer(words: str, node: QuestionNode, run: Run, moment: Moment) -> str | None:
    """The value of the button of the question that gives an answer and that these words name: by its label,
    or by what stands at its end of the scale.
    """
    buttons = (button for row in keyboard(node, run, moment) for button in row)
    shown = [button for button in buttons if button.value != NOTHING]
    if isinstance(node, ScaleNode | RatingNode):
        shown += [Button(label, str(step)) for step, label in _ends(node, run, moment)]
    return named_button(words, shown)


def named_way_out(words: str, node: QuestionNode, run: Run, moment: Moment) -> str | None:
    """The same for back, keep and skip."""
    rows = _ways_out(node, run, moment.path_of(run), moment)
    return named_button(words, (button for row in rows for button in row))


def previous_question(node: QuestionNode, path: Path) -> QuestionNode | None:
    """The question that was answered before this one."""
    before: QuestionNode | None = None
    for passed in path.passed:
        if passed.id == node.id:
            break
        if not isinstance(passed, SayNode | EndNode):
            before = passed
    return before


def _request(node: QuestionNode) -> Request | None:
    match node:
        case ContactNode():
            return Request.CONTACT
        case LocationNode():
            return Request.LOCATION
        case _:
            return None


def under(words: str, question: Question) -> Question:
    """The same question below other words, in one message."""
    return replace(question, above=in_paragraphs(words, question.above))
