"""Names that an admin gives: each may stand once, and none may mean something else already."""

from collections.abc import Iterator

from flows.definition import Flow
from flows.facts import RESERVED_IDS
from flows.problems import Problem

LONGEST_ID = 40


def check_ids(flow: Flow) -> Iterator[Problem]:
    """The ids of nodes, and the names of what is computed or split."""
    first: dict[str, int] = {}
    for at, node in enumerate(flow.nodes):
        place = ("nodes", at, "id")
        if node.id in RESERVED_IDS:
            yield _reserved(Problem(place, "", ""), node.id, "an id")
        if "." in node.id:
            yield Problem(place, "an id has no dots", f'write id = "{node.id.replace(".", "_")}"')
        if len(node.id) > LONGEST_ID:
            yield Problem(place, f"at most {LONGEST_ID} characters are allowed", "make it shorter")
        if node.id in first:
            message = f'there is a node "{node.id}" already, number {first[node.id] + 1} of this flow'
            yield Problem(place, message, "give each node an id of its own")
        first.setdefault(node.id, at)
    yield from _computed(flow, first)


def _computed(flow: Flow, nodes: dict[str, int]) -> Iterator[Problem]:
    for section, names in (("let", flow.let), ("split", flow.split)):
        for name in names:
            here = Problem((section, name), "", "", at_key=True)
            if name in RESERVED_IDS or "." in name:
                yield _reserved(here, name, "a name here")
            elif name in nodes:
                message = f'"{name}" is a node already, number {nodes[name] + 1} of this flow'
                yield Problem(here.place, message, "give it another name", at_key=True)
            elif section == "split" and name in flow.let:
                message = f'"{name}" is computed by let already'
                yield Problem(here.place, message, "give it another name", at_key=True)


def _reserved(where: Problem, name: str, role: str) -> Problem:
    hint = f"call it for example {name.replace('.', '_')}_1, and use that name in conditions"
    return Problem(
        where.place, f'"{name}" has a meaning of its own and cannot be {role}', hint, at_key=where.at_key
    )
