"""What is wrong with a flow as a whole: names, languages, lengths, order.

Places are told from the flow (`("nodes", 0, "when")`) or from the list of complaint rules (`(2, "when")`).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from flows.conditions import ConditionError, parse_condition
from flows.definition import ChoiceNode, ComplaintRule, Flow, Node, SayNode, Scale, ScaleNode
from flows.facts import RESERVED_IDS, answer_ids, names_in_conditions, names_in_texts
from flows.names import Kind, Leaf, Names
from flows.problems import Place, Problem, Severity
from flows.texts import Audience, check_labels, check_languages, check_length, check_marks
from flows.wording import WordingError, parse_wording

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

_ANYBODY = Audience()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a flow is checked against.

    `unsure` are ids of nodes that are wrong themselves, so that nothing else is known about them.
    """

    audience: Audience = _ANYBODY
    unsure: Collection[str] = ()


def check_flow(flow: Flow, setting: Setting) -> list[Problem]:
    """Everything wrong with one flow."""
    problems = list(_ids(flow))
    for at, node in enumerate(flow.nodes):
        found = chain(
            _condition(node, flow, at, setting), _texts(node, flow, at, setting), _options(node, setting)
        )
        problems += [replace(problem, place=("nodes", at, *problem.place)) for problem in found]
    if not answer_ids(flow) and not setting.unsure:
        message = "this flow asks nothing, so it brings no answer"
        problems.append(Problem((), message, 'give a node ask = "csat"', Severity.WARNING))
    return problems


def check_complaints(
    rules: Sequence[ComplaintRule], flows: Iterable[Flow], unsure: Collection[str]
) -> list[Problem]:
    """Everything wrong with the conditions of the rules, which may name the answers of every flow."""
    nodes = [node for flow in flows for node in flow.nodes]
    known = _with_unsure(names_in_conditions(nodes), unsure)
    problems = []
    for at, rule in enumerate(rules):
        try:
            parse_condition(rule.when, known)
        except ConditionError as error:
            problems.append(_unasked(error, rule.when) or _condition_problem(error))
            problems[-1] = replace(problems[-1], place=(at, "when"))
    return problems


def _unasked(error: ConditionError, source: str) -> Problem | None:
    name = _name_at(source, error.offset)
    if name not in list(Scale):
        return None
    return Problem(
        (), f"no flow asks {name}", f'give a node ask = "{name}", or drop this', offset=error.offset
    )


def _condition_problem(error: ConditionError) -> Problem:
    return Problem(("when",), error.message, error.hint, offset=error.offset)


def _with_unsure(names: Names, unsure: Collection[str]) -> Names:
    """The ids are known, their kinds are not; they may be scales of any kind."""
    extra = dict.fromkeys(unsure, Leaf(Kind.ANY))
    scales = {str(scale): Leaf(Kind.INT, optional=True) for scale in Scale} if unsure else {}
    return Names({**scales, **names.entries, **extra})


def _ids(flow: Flow) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for at, node in enumerate(flow.nodes):
        if node.id in RESERVED_IDS:
            hint = f"call it for example {node.id}_1, and use that name in conditions"
            yield Problem(
                ("nodes", at, "id"), f'"{node.id}" has a meaning of its own and cannot be an id', hint
            )
        if node.id in first:
            message = f'there is a node "{node.id}" already, number {first[node.id] + 1} of this flow'
            yield Problem(("nodes", at, "id"), message, "give each node an id of its own")
        first.setdefault(node.id, at)


def _condition(node: Node, flow: Flow, at: int, setting: Setting) -> Iterator[Problem]:
    if node.when is None:
        return
    known = _with_unsure(names_in_conditions(flow.nodes[:at]), setting.unsure)
    try:
        parse_condition(node.when, known)
    except ConditionError as error:
        problem = _condition_problem(error)
        yield _too_early(problem, node.when, flow, at) or _not_asked(problem, node.when) or problem


def _too_early(problem: Problem, source: str, flow: Flow, at: int) -> Problem | None:
    """Names of answers that are given later are known, but not here."""
    name = _name_at(source, problem.offset)
    later = [node.id for node in flow.nodes[at:] if not isinstance(node, SayNode)]
    said = [node.id for node in flow.nodes if isinstance(node, SayNode)]
    if name in later[:1] and flow.nodes[at].id == name:
        message = f"`{name}` has no answer yet while it is being asked"
        return replace(problem, message=message, hint="name only what is asked before")
    if name in later:
        hint = f"move this node behind `{name}`"
        return replace(problem, message=f"`{name}` is asked later, so it has no answer yet here", hint=hint)
    if name in said:
        message = f"`{name}` only says something, so it has no answer"
        return replace(problem, message=message, hint="name a node that asks")
    return None


def _not_asked(problem: Problem, source: str) -> Problem | None:
    name = _name_at(source, problem.offset)
    if name not in list(Scale):
        return None
    hint = f'ask it in a node before this one: ask = "{name}"'
    return replace(problem, message=f"no question before this one asks {name}", hint=hint)


def _name_at(source: str, offset: int | None) -> str:
    found = _NAME.match(source, offset or 0)
    return found.group() if found else ""


def _texts(node: Node, flow: Flow, at: int, setting: Setting) -> Iterator[Problem]:
    known = _with_unsure(names_in_texts(flow.nodes[:at]), setting.unsure)
    yield from check_languages(("text",), node.text, setting.audience)
    for language, source in node.text.items():
        place: Place = ("text", language)
        yield from check_length(place, source)
        try:
            parse_wording(source, known)
        except WordingError as error:
            problem = Problem(place, error.message, error.hint, offset=error.offset)
            yield _too_early(problem, source, flow, at) or problem
        yield from check_marks(place, source)
    if isinstance(node, ScaleNode):
        for place, labels in ((("low",), node.low), (("high",), node.high)):
            yield from check_languages(place, labels, setting.audience)
            yield from check_labels(place, labels)


def _options(node: Node, setting: Setting) -> Iterator[Problem]:
    if not isinstance(node, ChoiceNode):
        return
    seen: Counter[tuple[str, str]] = Counter()
    for at, option in enumerate(node.options):
        place: Place = ("options", at)
        seen["id", option.id] += 1
        if seen["id", option.id] > 1:
            message = f'there is an option "{option.id}" already in this question'
            yield Problem((*place, "id"), message, "give each option an id of its own")
        yield from check_languages((*place, "text"), option.text, setting.audience)
        yield from check_labels((*place, "text"), option.text)
        for language, label in option.text.items():
            seen[language, label.strip().casefold()] += 1
            if seen[language, label.strip().casefold()] > 1:
                message = "another option of this question has the same label"
                hint = "word it differently, so that customers can tell them apart"
                yield Problem((*place, "text", language), message, hint)
