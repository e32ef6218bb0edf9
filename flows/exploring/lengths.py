"""What does not fit into a Telegram message, or onto one of its buttons, when all is at its longest."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.asking import shape_question, wording_language, wording_of
from flows.definition import AspectsNode, EndNode, QuestionNode, ReturnNode, SayNode, SubflowNode
from flows.exploring.effort import Shown
from flows.exploring.extremes import longest_values
from flows.exploring.faults import Walked, passed_before
from flows.exploring.walk import START
from flows.moment import Moment
from flows.names import Path, value_at
from flows.path import scope_of
from flows.phrases import Phrase
from flows.problems import Place, Problem, Severity
from flows.run import Run
from flows.scene import Scene
from flows.wording.longest import longest_outcome, paths_in
from flows.wording.markup import parse

LONGEST_MESSAGE = 4_096
"""UTF-16 units (Bot API, sendMessage)."""

LONGEST_CAPTION = 1_024
"""The same for words under a picture (Bot API, sendPhoto)."""

_ANY_MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""No length depends on it."""

_ATTRIBUTES = ("purchase", "attributes")

_FILLER = "\N{MIDDLE DOT}"


@dataclass(frozen=True, slots=True)
class Stage:
    """Who speaks, and where. `scene` has the business and its phrases, `button_room` is the number of bytes
    that the value of a button may take.
    """

    scene: Scene
    languages: Sequence[str]
    button_room: int


def find_long(walked: Walked, stage: Stage) -> Iterator[Problem]:
    """Texts and buttons of all nodes that are shown."""
    first = {state.at for state in walked.walk.following[START]}
    moment = Moment(walked.flow, stage.scene, _ANY_MOMENT)
    asked = _asked_before(walked)
    for at in sorted(walked.walk.entered):
        node = walked.flow.nodes[at]
        if isinstance(node, SubflowNode | ReturnNode):
            continue
        place = walked.places.of(node)
        for language in stage.languages:
            yield from _text(place, node, moment, language, asked[at], is_first=at in first)
        if not isinstance(node, SayNode | EndNode):
            yield from _buttons(place, node, moment, stage)


def _asked_before(walked: Walked) -> dict[int, frozenset[str]]:
    """The ids of the nodes that may have been shown before each."""
    passed: dict[int, int] = {}
    for state, before in passed_before(walked.walk).items():
        passed[state.at] = passed.get(state.at, 0) | before
    nodes = walked.flow.nodes
    return {
        at: frozenset(node.id for number, node in enumerate(nodes) if before >> number & 1)
        for at, before in passed.items()
    }


def _text(  # what is told, of whom, and when
    place: Place, node: Shown, moment: Moment, language: str, asked: Collection[str], *, is_first: bool
) -> Iterator[Problem]:
    if isinstance(node, EndNode) and not node.text:
        return
    source = wording_of(node, language, moment.scene)
    tag = wording_language(node, language, moment.scene)
    names = paths_in(source, tag)
    nodes = tuple(each for each in moment.flow.nodes if each.id in asked)
    flow = moment.flow.model_copy(update={"nodes": nodes})
    values = longest_values(flow, scope_of(node), tag, _business(moment.scene), _attributes(names))
    units = _units(longest_outcome(source, values, tag)) + _around(node, moment, language, is_first=is_first)
    room = LONGEST_MESSAGE if node.picture is None else LONGEST_CAPTION
    if units > room:
        here = (*place, "text", tag) if node.text else place
        yield _too_long(here, units, room, {".".join(path): _length(values, path) for path in names})


def _too_long(place: Place, units: int, room: int, lengths: dict[str, int]) -> Problem:
    what = "a Telegram message" if room == LONGEST_MESSAGE else "the text under a picture in Telegram"
    message = f"this text can have {units:,} characters, and {what} has room for {room:,}"
    if not lengths:
        return Problem(place, message, "make it shorter, or split it over two nodes", Severity.WARNING)
    name = max(lengths, key=lambda each: lengths[each])
    told = f"{message}: `{name}` alone can have {lengths[name]:,}"
    return Problem(place, told, "cut it by a last filter, such as `| truncate: 200`", Severity.WARNING)


def _around(node: Shown, moment: Moment, language: str, *, is_first: bool) -> int:
    """What stands in the same message: who writes or a reminder above, progress, and the ends of a scale."""
    run = Run(id=1, language=language, draft=_nearly_rated(node))
    above = [moment.say(Phrase.INTRODUCTION, run)] if is_first else []
    if isinstance(node, SayNode | EndNode):
        return _units("\n\n".join([*above, ""]))
    if not above and not node.optional:
        above = [moment.say(Phrase.REMINDER, run)]
    words = shape_question(_with_words(node, language), run, moment).words
    return _units("\n\n".join([*above, words])) - len(_FILLER)


def _with_words(node: QuestionNode, language: str) -> QuestionNode:
    return node.model_copy(update={"text": {language: _FILLER}})


def _nearly_rated(node: Shown) -> dict[str, object]:
    """All but the last, which is the longest that the list becomes."""
    if not isinstance(node, AspectsNode):
        return {}
    return {"rated": {item.id: node.steps_shown[-1] for item in node.items[:-1]}}


def _buttons(place: Place, node: QuestionNode, moment: Moment, stage: Stage) -> Iterator[Problem]:
    run = Run(id=1, language=stage.scene.fallback_language, draft=_nearly_rated(node))
    question = shape_question(_with_words(node, stage.scene.fallback_language), run, moment)
    sizes = {button.value: len(button.value.encode()) for row in question.rows for button in row}
    value = max(sizes, key=lambda each: sizes[each], default="")
    if question.request is None and sizes.get(value, 0) > stage.button_room:
        message = (
            f'a button carries "{value}", {sizes[value]} bytes, and Telegram has room for {stage.button_room}'
        )
        yield Problem(
            place, message, "this is a fault of the program: please tell its makers", Severity.WARNING
        )


def _units(text: str) -> int:
    return len(parse(text).plain.encode("utf-16-le", errors="surrogatepass")) // 2


def _business(scene: Scene) -> dict[str, object]:
    business = scene.facts.get("business")
    return dict(business) if isinstance(business, dict) else {}


def _attributes(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path[:2] == _ATTRIBUTES and path != _ATTRIBUTES]


def _length(values: object, path: Path) -> int:
    value = value_at(values, path)
    text = ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
