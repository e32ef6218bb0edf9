"""Conditions and computed values: what they name must be known where they stand."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from flows.checks.view import View, with_unsure
from flows.conditions import ConditionError, kind_of, parse_condition, paths_of
from flows.definition import ComplaintRule, Flow, Node, Scale
from flows.facts import Earlier, names_in_conditions
from flows.names import Kind, Leaf, Names
from flows.problems import Place, Problem

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def check_conditions(node: Node, at: int, view: View) -> Iterator[Problem]:
    """The condition of a node, and those of its jumps."""
    if node.when is not None:
        yield from _condition(("when",), node.when, view.in_conditions(at), at, view)
    for number, jump in enumerate(node.next):
        if jump.when is not None:
            known = view.in_conditions(at, with_itself=True)
            yield from _condition(("next", number, "when"), jump.when, known, at, view)


def _condition(place: Place, source: str, known: Names, at: int, view: View) -> Iterator[Problem]:
    try:
        parse_condition(source, known)
    except ConditionError as error:
        told = view.asked_elsewhere(name_at(source, error.offset), at, known)
        message, hint = told or (error.message, error.hint)
        yield Problem(place, message, hint, offset=error.offset)


def check_computed(view: View) -> Iterator[Problem]:
    """Each may name all answers, and what is computed before it."""
    known = view.at_the_end()
    names = dict(known.entries)
    for name in view.flow.let:
        names.pop(name, None)
    for name, source in view.flow.let.items():
        try:
            names[name] = Leaf(kind_of(source, Names(names)), optional=True)
        except ConditionError as error:
            names[name] = Leaf(Kind.ANY, optional=True)
            told = _computed_later(name, name_at(source, error.offset), view.flow.let, names)
            message, hint = told or (error.message, error.hint)
            yield Problem(("let", name), message, hint, offset=error.offset)
        else:
            if not paths_of(source):
                hint = "name an answer or a fact in it, or write it out where it is used"
                yield Problem(("let", name), "this is the same for everybody", hint)


def _computed_later(
    name: str, wanted: str, let: Mapping[str, str], known: Collection[str]
) -> tuple[str, str] | None:
    """What to say of a computed value that names itself, or one below it."""
    if wanted not in let or (wanted in known and wanted != name):
        return None
    if wanted == name:
        return f"`{name}` is computed from itself", "name answers, and what is computed above it"
    if name in _names_behind(wanted, let):
        return f"`{name}` and `{wanted}` are computed from each other", f"leave `{wanted}` out of this one"
    return f"`{wanted}` is computed below, so it is not known yet here", f"write `{wanted}` above `{name}`"


def _names_behind(name: str, let: Mapping[str, str]) -> set[str]:
    """The computed values that this one is computed from, by whatever way round."""
    found: set[str] = set()
    stack = [name]
    while stack:
        mentioned = set(_NAME.findall(let[stack.pop()])) & set(let)
        stack += mentioned - found
        found |= mentioned
    return found


def check_rules(
    rules: Sequence[ComplaintRule], flows: Sequence[Flow], unsure: Collection[str]
) -> Iterator[Problem]:
    """The conditions of complaint rules."""
    known = with_unsure(names_of_all(flows), unsure)
    for at, rule in enumerate(rules):
        try:
            parse_condition(rule.when, known)
        except ConditionError as error:
            problem = _unasked(error, rule.when) or _problem(error)
            yield replace(problem, place=(at, "when"))


def names_of_all(flows: Sequence[Flow]) -> Names:
    """Everything that any flow may bring to be known; each can be missing."""
    nodes = [(node, False) for flow in flows for node in flow.nodes]
    let = {name: source for flow in flows for name, source in flow.let.items()}
    split = [name for flow in flows for name in flow.split]
    return names_in_conditions(Earlier(nodes, let, split))


def _unasked(error: ConditionError, source: str) -> Problem | None:
    name = name_at(source, error.offset)
    if name not in list(Scale):
        return None
    return Problem(
        (), f"no flow asks {name}", f'give a node ask = "{name}", or drop this', offset=error.offset
    )


def _problem(error: ConditionError) -> Problem:
    return Problem((), error.message, error.hint, offset=error.offset)


def name_at(source: str, offset: int | None) -> str:
    found = _NAME.match(source, offset or 0)
    return found.group() if found else ""
