"""A flow as text for Mermaid, which many wikis and code hosts draw (https://mermaid.js.org, flowcharts)."""

import re
from collections.abc import Iterator

from flows.definition import EndNode, Flow, ReturnNode
from flows.drawing.lettering import ELLIPSIS
from flows.drawing.nesting import End, Group, Joint, Level, Single, nest
from flows.drawing.spoken import kind_of
from flows.drawing.words import Reader, words_of

_LONGEST = 80
_SPECIAL = re.compile(r"[^\w \-.,:?!\'’…/=()‹›·]")


def draw_mermaid(flow: Flow, reader: Reader) -> str:
    """The text of a flowchart, of a flow without circles whose sub-flows stand in their places."""
    lines = ["flowchart TD", *_level(flow, nest(flow), reader, "n")]
    return "\n".join(lines) + "\n"


def _level(flow: Flow, level: Level, reader: Reader, prefix: str) -> Iterator[str]:
    names = [_name(member, f"{prefix}_{at}") for at, member in enumerate(level.members)]
    for name, member in zip(names, level.members, strict=True):
        for line in _member(flow, member, reader, name):
            yield f"    {line}"
    for joint in level.joints:
        yield f"    {_joint(joint, names)}"


def _name(member: Single | Group | End, place: str) -> str:
    """Names of its own, since `end` and other ids mean something in Mermaid."""
    return f"e{place}" if isinstance(member, End) else f"n{member.at}"


def _member(flow: Flow, member: Single | Group | End, reader: Reader, name: str) -> Iterator[str]:
    match member:
        case End():
            yield f'{name}(("end"))'
        case Single(at) if isinstance(flow.nodes[at], ReturnNode):
            yield f'{name}(("back"))'
        case Single(at):
            opened, closed = ('(["', '"])') if isinstance(flow.nodes[at], EndNode) else ('["', '"]')
            yield f"{name}{opened}{_label(flow, at, reader)}{closed}"
        case Group(at, inner):
            yield f'subgraph {name}["{_label(flow, at, reader)}"]'
            yield from _level(flow, inner, reader, name)
            yield "end"


def _label(flow: Flow, at: int, reader: Reader) -> str:
    """Kind and id, the words, the condition: a line each."""
    node = flow.nodes[at]
    words = words_of(node, reader)
    cut = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}{ELLIPSIS}"
    parts = [f"{kind_of(node)}: {node.id}", cut, f"if {node.when}" if node.when is not None else ""]
    return "<br/>".join(escape(part) for part in parts if part)


def _joint(joint: Joint, names: list[str]) -> str:
    said = escape(", ".join(joint.way.takers))
    line = "-.->" if joint.way.passes_over else "-->"
    label = f'|"{said}"|' if said else ""
    return f"{names[joint.start]} {line}{label} {names[joint.end]}"


def escape(text: str) -> str:
    """As it stands between quotes: whatever could mean something becomes the number of its character."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))
