"""What a question can get wrong by itself: options that look alike, patterns, days that are none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from flows.branches import SKIPPED
from flows.conditions import pattern_refusal
from flows.definition import (
    Aspect,
    AspectsNode,
    ChoiceNode,
    DateNode,
    MultiNode,
    Node,
    Option,
    QuestionPiece,
    TextNode,
)
from flows.definition.questions import SteppedPiece
from flows.events import NONE
from flows.limits import days_of
from flows.problems import Place, Problem, Severity

_MEANINGS = {SKIPPED: "no answer", NONE: "none of them"}

_YEARS = range(1900, 2201)


def check_question(node: Node) -> Iterator[Problem]:
    """Problems of one node that do not depend on the others."""
    if isinstance(node, QuestionPiece):
        yield from _idle(node)
    match node:
        case ChoiceNode() | MultiNode():
            yield from _options(("options",), node.options, "an option")
            yield from _branches(node)
            if isinstance(node, MultiNode):
                yield from _none_of_these(node)
        case AspectsNode():
            yield from _options(("items",), node.items, "a thing")
        case TextNode(pattern=str(pattern)):
            yield from _pattern(node, pattern)
        case DateNode():
            yield from _days(node)
        case _:
            return


def _idle(node: QuestionPiece) -> Iterator[Problem]:
    """What is written and has no effect."""
    if "otherwise" in node.model_fields_set and node.tries is None:
        message = "this is never done, for the question is asked again without end"
        yield _warning(("otherwise",), message, "write how often it is asked: tries = 3")
    if isinstance(node, SteppedPiece) and node.emoji and "steps" in node.model_fields_set:
        shown = len(node.emoji)
        if node.steps != shown:
            hint = f"write {node.steps} emoji, or leave steps out"
            yield _warning(("steps",), f"there are as many steps as emoji, {shown}", hint)
    if isinstance(node, MultiNode) and node.max is not None and node.max > len(node.options):
        message = f"nobody can pick so many: there are {len(node.options)} options"
        yield _warning(("max",), message, "make it smaller, or leave it out")


def _branches(node: ChoiceNode | MultiNode) -> Iterator[Problem]:
    """A key of `then` means one thing."""
    own = (SKIPPED, NONE) if isinstance(node, MultiNode) else (SKIPPED,)
    for at, option in enumerate(node.options):
        if option.id in own and option.id in node.then:
            message = f'"{option.id}" in `then` stands for {_MEANINGS[option.id]}, and for this option'
            yield _warning(("options", at, "id"), message, f"call the option for example {option.id}_1")


def _none_of_these(node: MultiNode) -> Iterator[Problem]:
    labels = node.none if isinstance(node.none, dict) else {}
    for language, label in labels.items():
        if any(_alike(label, option.text.get(language, "")) for option in node.options):
            message = "an option of this question has the same label"
            hint = "word it differently, so that customers can tell them apart"
            yield Problem(("none", language), message, hint)


def _alike(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _warning(place: Place, message: str, hint: str) -> Problem:
    return Problem(place, message, hint, Severity.WARNING)


def _options(place: Place, options: Sequence[Option | Aspect], called: str) -> Iterator[Problem]:
    role = called.partition(" ")[2]
    seen: Counter[tuple[str, str]] = Counter()
    for at, option in enumerate(options):
        seen["id", option.id] += 1
        if seen["id", option.id] > 1:
            message = f'there is {called} "{option.id}" already in this question'
            yield Problem((*place, at, "id"), message, f"give each {role} an id of its own")
        for language, label in option.text.items():
            seen[language, label.strip().casefold()] += 1
            if seen[language, label.strip().casefold()] > 1:
                message = f"another {role} of this question has the same label"
                hint = "word it differently, so that customers can tell them apart"
                yield Problem((*place, at, "text", language), message, hint)


def _pattern(node: TextNode, pattern: str) -> Iterator[Problem]:
    if refusal := pattern_refusal(pattern):
        yield Problem(("pattern",), refusal, 'write for example pattern = "[A-Z]{2}[0-9]{6}"')
    elif not node.invalid:
        hint = 'write invalid.en = "…" with an example of what fits'
        message = "customers are not told what this pattern wants"
        yield Problem(("pattern",), message, hint, Severity.WARNING)


def _days(node: DateNode) -> Iterator[Problem]:
    for key, day in (("earliest", node.earliest), ("latest", node.latest)):
        if day is not None and day[:4].isdecimal():
            try:
                known = date.fromisoformat(day).year in _YEARS
            except ValueError:
                known = False
            if not known:
                yield Problem((key,), f'no calendar has the day "{day}"', 'write for example "2026-01-31"')
                return
    today = date(2026, 1, 1)
    earliest, latest = days_of(node, today)
    if earliest is not None and latest is not None and earliest > latest:
        yield Problem(("earliest",), "the earliest day is after the latest one", "let them change places")
