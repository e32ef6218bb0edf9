"""What one practice changes of another, in words."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from operator import eq
from typing import Any

from bot.config import Config
from bot.revisions.practice import PARTS, practice_of
from flows.definition import Flow, Node

_SHOWN = 60
_BEFORE = 20


def changes_between(before: Config, after: Config) -> list[str]:
    """A line for each thing that differs, flows by node; none for the same practice."""
    old, new = practice_of(before), practice_of(after)
    lines: list[str] = []
    for part in PARTS:
        if part == "flows":
            lines += _flows(before.flows, after.flows)
        elif part == "complaints":
            lines += _named("complaints", _by_name(old[part]), _by_name(new[part]))
        else:
            lines += _named(part, old[part], new[part])
    return lines


def _by_name(rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {rule["name"]: rule for rule in rules}


def _named(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield f"{part}.{name} is gone"
        elif name not in old:
            yield f"{part}.{name} is new: {_short(_words(new[name]))}"
        elif old[name] != new[name]:
            yield f"{part}.{name}: {_change(old[name], new[name])}"


def _flows(old: Mapping[str, Flow], new: Mapping[str, Flow]) -> Iterator[str]:
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield f"flows.{name} is gone"
        elif name not in old:
            yield f"flows.{name} is new, with {len(new[name].nodes)} nodes"
        elif old[name] != new[name]:
            yield from _flow(f"flows.{name}", old[name], new[name])


def _flow(place: str, old: Flow, new: Flow) -> Iterator[str]:
    before, after = ({node.id: node for node in flow.nodes} for flow in (old, new))
    for node_id in [*before, *(node_id for node_id in after if node_id not in before)]:
        if node_id not in after:
            yield f"{place}.{node_id} is gone"
        elif node_id not in before:
            yield f"{place}.{node_id} is new: {_kind(after[node_id])}"
        elif before[node_id] != after[node_id]:
            yield from _node(f"{place}.{node_id}", before[node_id], after[node_id])
    kept = [node_id for node_id in before if node_id in after]
    if kept != [node_id for node_id in after if node_id in before]:
        yield f"{place}: the nodes stand in another order"
    rest = {"title", "let", "split", "back", "progress"}
    yield from _named(
        place, old.model_dump(mode="json", include=rest), new.model_dump(mode="json", include=rest)
    )


def _node(place: str, old: Node, new: Node) -> Iterator[str]:
    if _kind(old) != _kind(new):
        yield f"{place} asks otherwise: {_kind(old)} → {_kind(new)}"
        return
    yield from _named(place, old.model_dump(mode="json"), new.model_dump(mode="json"))


def _kind(node: Node) -> str:
    return getattr(node, "ask", "end" if hasattr(node, "end") else "flow")


def _change(old: Any, new: Any) -> str:
    """Both in a few words, from shortly before the first that differs."""
    if isinstance(old, dict) and isinstance(new, dict):
        same = {key for key, inner in old.items() if new.get(key) == inner}
        old, new = ({key: each[key] for key in each if key not in same} for each in (old, new))
    before, after = _words(old), _words(new)
    differs_at = sum(takewhile(bool, map(eq, before, after)))
    return f"{_part(before, differs_at)} → {_part(after, differs_at)}"


def _part(text: str, around: int) -> str:
    """So much of the text as is shown, with what stands at this place of it."""
    start = 0 if len(text) <= _SHOWN else max(0, around - _BEFORE)
    return f"{'…' if start else ''}{_short(text[start:])}"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        inner = (f"{key} = {_words(inner)}" for key, inner in value.items() if inner not in (None, {}, []))
        return ", ".join(inner) or "none"
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "none"
    return f"“{value}”" if isinstance(value, str) else str(value)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
