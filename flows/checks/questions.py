"""What a question can get wrong by itself: options that look alike, patterns, days that are none."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from flows.conditions import pattern_refusal
from flows.definition import (
    Aspect,
    AspectsNode,
    ChoiceNode,
    DateNode,
    MultiNode,
    Node,
    Option,
    TextNode,
)
from flows.limits import days_of
from flows.problems import Place, Problem, Severity

_YEARS = range(1900, 2201)


def check_question(node: Node) -> Iterator[Problem]:
    """Problems of one node that do not depend on the others."""
    match node:
        case ChoiceNode() | MultiNode():
            yield from _options(("options",), node.options, "an option")
        case AspectsNode():
            yield from _options(("items",), node.items, "a thing")
        case TextNode(pattern=str(pattern)):
            yield from _pattern(node, pattern)
        case DateNode():
            yield from _days(node)
        case _:
            return


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
