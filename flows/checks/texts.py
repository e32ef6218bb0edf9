"""What customers read: in every language of the business, short enough, and with values that are known."""

from collections.abc import Iterator, Mapping

from flows.checks.conditions import name_at
from flows.checks.setting import Setting
from flows.checks.view import View
from flows.definition import (
    AspectsNode,
    ChoiceNode,
    EndNode,
    MultiNode,
    Node,
    QuestionNode,
    RatingNode,
    ReturnNode,
    SayNode,
    Scale,
    ScaleNode,
    SubflowNode,
)
from flows.names import Names
from flows.problems import Place, Problem
from flows.texts import (
    LONGEST_CAPTION,
    LONGEST_TEXT,
    check_labels,
    check_languages,
    check_length,
    check_marks,
)
from flows.wording import WordingError, parse_wording


def check_texts(node: Node, at: int, view: View) -> Iterator[Problem]:
    """The texts of a node, with what stands on its buttons."""
    match node:
        case SubflowNode() | ReturnNode():
            return
        case SayNode() | EndNode():
            yield from _text(("text",), node.text, node, at, view)
            if node.link is not None:
                yield from _labels(("link", "text"), node.link.text, view.setting)
        case _:
            yield from _text(("text",), node.text, node, at, view)
            yield from _text(("invalid",), node.invalid, node, at, view)
            yield from _labelled(node, view.setting)


def _text(
    place: Place, wordings: Mapping[str, str], node: SayNode | EndNode | QuestionNode, at: int, view: View
) -> Iterator[Problem]:
    yield from check_languages(place, wordings, view.setting.audience)
    longest = LONGEST_CAPTION if node.picture is not None else LONGEST_TEXT
    known = view.in_texts(at)
    for language, source in wordings.items():
        here = (*place, language)
        yield from check_length(here, source, longest)
        yield from _wording(here, source, known, at, view)
        yield from check_marks(here, source)


def _wording(place: Place, source: str, known: Names, at: int, view: View) -> Iterator[Problem]:
    try:
        parse_wording(source, known, view.present(at))
    except WordingError as error:
        name = name_at(source, error.offset)
        is_scale = name in list(Scale)  # known in conditions only
        told = None if is_scale else view.asked_elsewhere(name, at, known)
        message, hint = told or (error.message, error.hint)
        yield Problem(place, message, hint, offset=error.offset)


def _labelled(node: QuestionNode, setting: Setting) -> Iterator[Problem]:
    match node:
        case ScaleNode() | RatingNode():
            yield from _labels(("low",), node.low, setting)
            yield from _labels(("high",), node.high, setting)
        case ChoiceNode() | MultiNode():
            for at, option in enumerate(node.options):
                yield from _labels(("options", at, "text"), option.text, setting)
            if isinstance(node, MultiNode) and isinstance(node.none, dict):
                yield from _labels(("none",), node.none, setting)
        case AspectsNode():
            for at, item in enumerate(node.items):
                yield from _labels(("items", at, "text"), item.text, setting)
        case _:
            return


def _labels(place: Place, labels: Mapping[str, str], setting: Setting) -> Iterator[Problem]:
    yield from check_languages(place, labels, setting.audience)
    yield from check_labels(place, labels)
