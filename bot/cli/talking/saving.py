"""A talk as an entry of [[tests]] that passes, as an admin would have written it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.config.rehearsals import Rehearsal
from flows.definition.pieces import Piece
from flows.rehearsal.lines import ANYBODY, Buttons, What, write_line
from flows.rehearsal.talk import Talk
from flows.run import Answer, RunStatus
from flows.values import named_value

_MOST_BUTTONS = 12
"""What has more is a calendar, whose days nobody wants to read in a test."""


def as_toml(name: str, rehearsal: Rehearsal, said: Iterable[What], talk: Talk, default_channel: str) -> str:
    """The entry. `rehearsal` says who talked about what, `said` is the talk so far."""
    who = (*rehearsal.customer.names, ANYBODY)[0]
    entries: dict[str, str] = {"name": _value(name), "flow": _value(rehearsal.flow)}
    for key, part in (("customer", rehearsal.customer), ("purchase", rehearsal.purchase)):
        if given := _given(part):
            entries[key] = _value(given)
    if rehearsal.introduce:
        entries["introduce"] = "true"
    lines = [write_line(what, who) for what in said if not _is_calendar(what)]
    entries["talk"] = f'"""\n{_escaped(lines)}\n"""'
    entries["expect"] = _value(_expectation(talk, default_channel))
    return "\n".join(["[[tests]]", *(f"{key} = {value}" for key, value in entries.items()), ""])


def _given(part: Piece) -> Mapping[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True, exclude_none=True)


def _is_calendar(what: What) -> bool:
    return isinstance(what, Buttons) and len(what.labels) > _MOST_BUTTONS


def _escaped(lines: Sequence[str]) -> str:
    text = "\n".join(lines).replace("\\", "\\\\").replace('"""', '""\\"')
    return "".join(each if each.isprintable() or each == "\n" else f"\\u{ord(each):04x}" for each in text)


def _expectation(talk: Talk, default_channel: str) -> dict[str, Any]:
    ticket = talk.tickets[0] if talk.tickets else None
    found: dict[str, Any] = {"ticket": (ticket.channel or default_channel) if ticket else False}
    if ticket is not None:
        found["rule"] = ticket.rule
    if talk.run.answers:
        found["answers"] = {answer.node: _answer(answer) for answer in talk.run.answers}
    if talk.run.status is not RunStatus.COMPLETE:
        found["status"] = str(talk.run.status)
    if talk.is_waiting:
        found["timers"] = sorted(map(str, talk.timers))
    return found


def _answer(answer: Answer) -> Any:
    if answer.value is None:
        return str(answer.missing or "skipped")
    if isinstance(answer.value, dict) and "name" in answer.value:
        return answer.value["name"]
    return named_value(answer)


def _value(value: Any) -> str:
    match value:
        case Mapping():
            return f"{{ {', '.join(f'{_key(key)} = {_value(each)}' for key, each in value.items())} }}"
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    bare = name.replace("_", "").replace("-", "")
    return name if bare.isascii() and bare.isalnum() else json.dumps(name, ensure_ascii=False)
