"""The buttons that give an answer, row by row."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import assert_never

from flows import drafts
from flows.asking.calendar import calendar
from flows.asking.showing import none_label
from flows.asking.wordings import label_of
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
    Option,
    QuestionNode,
    RatingNode,
    Scale,
    ScaleNode,
    TextNode,
)
from flows.effects import Button
from flows.events import DONE, NO, NONE, SHARE, YES
from flows.moment import Moment
from flows.phrases import Phrase
from flows.run import Run

Rows = tuple[tuple[Button, ...], ...]

LAST = "other"
"""The option that keeps its place at the end when the others are shuffled."""

_WIDEST_ROW = 6
"""Buttons; a narrow phone would cut the labels of more."""


def keyboard(node: QuestionNode, run: Run, moment: Moment) -> Rows:
    """Empty for what is typed or sent."""
    match node:
        case TextNode() | NumberNode() | FileNode():
            return ()
        case ContactNode() | LocationNode():
            share = Phrase.SHARE_CONTACT if isinstance(node, ContactNode) else Phrase.SHARE_LOCATION
            return ((Button(moment.word(share, run), SHARE),),)
        case ScaleNode():
            return _scale_buttons(node.scale)
        case RatingNode():
            return _in_rows([Button(face, str(number)) for number, face in _faces(node)])
        case ChoiceNode():
            labels = _labels(node, run, moment)
            return tuple((Button(labels[at], str(at)),) for at in _order(node, run))
        case MultiNode():
            return _several(node, run, moment)
        case AspectsNode():
            return _aspect(node, run)
        case DateNode():
            return calendar(node, run, moment)
        case ConsentNode():
            yes, no = moment.word(Phrase.CONSENT_YES, run), moment.word(Phrase.CONSENT_NO, run)
            return ((Button(yes, YES),), (Button(no, NO),))
        case _:
            assert_never(node)


@cache
def _scale_buttons(scale: Scale) -> Rows:
    """One row, but two for the eleven steps of NPS, which a narrow phone would cut."""
    star = " ⭐" if scale is Scale.CSAT else ""
    buttons = tuple(Button(f"{number}{star}", str(number)) for number in scale.steps)
    return (buttons[:6], buttons[6:]) if scale is Scale.NPS else (buttons,)


def _faces(node: RatingNode | AspectsNode) -> list[tuple[int, str]]:
    """What each step looks like on its button."""
    star = " ⭐" if node.symbol == "star" else ""
    return [(at, node.emoji[at - 1] if node.emoji else f"{at}{star}") for at in node.steps_shown]


def _in_rows(buttons: Sequence[Button]) -> Rows:
    """In rows of one length, or nearly so."""
    rows = -(-len(buttons) // _WIDEST_ROW)
    length = -(-len(buttons) // rows)
    return tuple(tuple(buttons[at : at + length]) for at in range(0, len(buttons), length))


def _several(node: MultiNode, run: Run, moment: Moment) -> Rows:
    labels, ticked = _labels(node, run, moment), drafts.picked(run.draft)
    rows = [
        (Button(f"{'☑' if node.options[at].id in ticked else '☐'} {labels[at]}", str(at)),)
        for at in _order(node, run)
    ]
    if node.none:
        rows.append((Button(none_label(node, run.language, moment.scene), NONE),))
    if ticked or node.min == 0:
        done = moment.word(Phrase.DONE, run)
        rows.append((Button(f"{done} ({len(ticked)})" if ticked else done, DONE),))
    return tuple(rows)


def _aspect(node: AspectsNode, run: Run) -> Rows:
    """The steps of the thing whose turn it is."""
    ratings = drafts.rated(run.draft)
    at = next((at for at, item in enumerate(node.items) if item.id not in ratings), 0)
    return _in_rows([Button(face, f"{at}.{number}") for number, face in _faces(node)])


def _labels(node: ChoiceNode | MultiNode, run: Run, moment: Moment) -> list[str]:
    return [label_of(option.text, run.language, moment.scene) or option.id for option in node.options]


def _order(node: ChoiceNode | MultiNode, run: Run) -> list[int]:
    """Positions of the options as they are shown; shuffled, they keep their order throughout the run."""
    positions = list(range(len(node.options)))
    if not node.shuffle:
        return positions
    return sorted(
        positions, key=lambda at: (node.options[at].id == LAST, _place(run, node, node.options[at]))
    )


def _place(run: Run, node: ChoiceNode | MultiNode, option: Option) -> bytes:
    return sha256(f"{run.id}\0{node.id}\0{option.id}".encode()).digest()
