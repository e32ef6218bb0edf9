"""What pydantic finds wrong, in the words of an admin, and at the key or value that must change."""

import re
from collections.abc import Container, Iterable, Mapping
from datetime import date, time
from difflib import get_close_matches
from math import isfinite
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.config.shapes import is_made_up, model_at, takes_wordings
from flows.definition import ASKED
from flows.definition.pieces import LINK_PATTERN
from flows.definition.questions import DAY_PATTERN
from flows.problems import Place, Problem

_EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number in digits",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
}

_SPELLINGS = {
    "text": 'a text stands in quotes: "…"',
    "true or false": "write it without quotes",
    "a whole number": "write it without quotes and without a point",
    "a number": "write it without quotes",
    "a number in digits": "leave it out where there is no limit",
    "a list": 'a list stands in brackets: ["…", "…"]',
    "a table": "a table is a header such as [name] with keys below it, or { key = … }",
}

_SHOWN = "config.example.toml shows how it is written"

_MOST_LISTED = 40
"""Names that a hint may list. Only the bot's own sentences are more."""

_SENTENCES = "docs/sentences.md has the names of all the bot's own sentences"

_SOURCE_KINDS = ("webhook", "csv")

_NODE_NAME = "small letters, digits and _ only, a letter first, such as first_impression"

_NAME_HINTS = {
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$": _NODE_NAME,
    r"^[a-z][a-z0-9_]*$": _NODE_NAME,
    r"^[a-z0-9][a-z0-9_-]*$": "small letters, digits, _ and - only, such as after_delivery",
    r"^[A-Za-z0-9_-]+$": "letters, digits, _ and - only, such as too_late",
}


def explain(error: ErrorDetails, data: Any) -> Problem:
    """One error of `Config`'s validation of `data`."""
    place = place_of(error)
    match error["type"]:
        case "extra_forbidden":
            return _unknown_key(place, _fields_around(error), _at(data, place[:-1]))
        case "missing":
            return Problem(place[:-1], f'"{place[-1]}" is missing', _example(error))
        case "unknown_node":
            return _unknown_kind(error, data, "ask", ASKED)
        case "unknown_kind":
            return _unknown_kind(error, data, "kind", _SOURCE_KINDS)
        case _ if "[key]" in error["loc"]:
            return _wrong_name(error, place)
        case _:
            message, hint = _wrong_value(error)
            return Problem(place, message, hint)


def _unknown_key(place: Place, known: list[str], written: Container[str]) -> Problem:
    """Keys that are not written yet are guessed first."""
    free = [name for name in known if name not in written]
    name = str(place[-1])
    hint = _did_you_mean(name, free) or _did_you_mean(name, known)
    hint = hint or (f"known here: {', '.join(known)}" if len(known) <= _MOST_LISTED else _SENTENCES)
    return Problem(place, f'unknown key "{name}"', hint, at_key=True)


def place_of(error: ErrorDetails) -> Place:
    """Where pydantic found it, without the steps that are of its own making: `<kind of node>` and `[key]`."""
    return tuple(step for step in error["loc"] if not is_made_up(step))


def _unknown_kind(error: ErrorDetails, data: Any, key: str, known: Iterable[str]) -> Problem:
    place = place_of(error)
    written = _at(data, place)
    if not isinstance(written, dict):
        return Problem(place, f"expected a table, got {_kind_of(written)}", _SPELLINGS["a table"])
    if key not in written:
        return Problem(place, f'"{key}" is missing', error["msg"])
    value = written[key]
    if not isinstance(value, str):
        return Problem((*place, key), f"expected text, got {_kind_of(value)}", error["msg"])
    return Problem((*place, key), f'there is no kind "{value}"', _did_you_mean(value, known) or error["msg"])


def _wrong_name(error: ErrorDetails, place: Place) -> Problem:
    if error["type"] == "enum":
        known = re.findall(r"'([^']+)'", str(error["ctx"]["expected"]))
        return _unknown_key(place, known, ())
    message, hint = _wrong_value(error)
    return Problem(place, message, hint, at_key=True)


def _wrong_value(error: ErrorDetails) -> tuple[str, str]:
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return _own_words(context["error"])
        case "enum" | "literal_error":
            return _none_of(error["input"], re.findall(r"'([^']+)'", str(context["expected"])))
        case "string_pattern_mismatch":
            return _not_of_this_form(str(context["pattern"]))
        case "string_too_short" | "too_short":
            return _too_short(int(context["min_length"]), error["input"])
        case "string_too_long" | "too_long":
            counted, hint = _too_long(error["input"])
            return f"at most {context['max_length']} {counted} are allowed", hint
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            return _beyond_a_limit(context)
        case kind if kind in _EXPECTED:
            wanted = _EXPECTED[kind]
            return f"expected {wanted}, got {_kind_of(error['input'])}", _spelling(error, wanted)
        case _:
            return "this value does not fit here", _SHOWN


def _spelling(error: ErrorDetails, wanted: str) -> str:
    """With the key's own name where it is that of a wording, or of a small table within a node."""
    place, table = place_of(error), model_at(error["loc"])
    if takes_wordings(error["loc"]):
        return f'write {place[-1]}.en = "…"'
    if table is None or "nodes" not in place[:-1]:
        return _SPELLINGS[wanted]
    key = f"{place[-1]} = " if isinstance(place[-1], str) else ""
    return f"write {key}{_as_toml(_needed(table))}"


def _beyond_a_limit(limits: Mapping[str, Any]) -> tuple[str, str]:
    match limits:
        case {"ge": least}:
            return f"this must be at least {least}", "write a larger number"
        case {"le": most}:
            return f"this can be at most {most}", "write a smaller number"
        case _:
            return "this must be more than nothing", 'write for example "2 days"'


def _not_of_this_form(pattern: str) -> tuple[str, str]:
    if pattern in _NAME_HINTS:
        return "this name is not allowed", _NAME_HINTS[pattern]
    return _FORMS.get(pattern, ("this value does not fit here", _SHOWN))


_FORMS = {
    LINK_PATTERN: ("this is no address of a web page", 'write for example "https://shop.example/review"'),
    DAY_PATTERN: ("this is no day", 'write for example "today", "2026-01-31" or "-30 days"'),
}


def _own_words(error: Exception) -> tuple[str, str]:
    """A refusal of ours: message and hint, which our rules may also have joined by a colon."""
    if len(error.args) > 1:
        return str(error.args[0]), str(error.args[1])
    message, _, advice = str(error).partition(": write ")
    return message, f"write {advice}" if advice else _SHOWN


def _none_of(value: Any, known: list[str]) -> tuple[str, str]:
    if not isinstance(value, str):
        return f"expected text, got {_kind_of(value)}", f"one of {', '.join(known)}"
    return f'"{value}" is not possible here', _did_you_mean(value, known) or f"one of {', '.join(known)}"


def _too_short(least: int, value: Any) -> tuple[str, str]:
    if isinstance(value, str):
        return "this text is empty", "write something between the quotes"
    if isinstance(value, dict):
        return "a wording is missing", 'write text.en = "…"'
    return f"at least {least} {'are' if least > 1 else 'is'} needed here", _SPELLINGS["a list"]


def _too_long(value: Any) -> tuple[str, str]:
    return ("characters", "make it shorter") if isinstance(value, str) else ("of them", "leave some out")


def _kind_of(value: Any) -> str:
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    kinds = {
        bool: "true or false",
        str: "text",
        int | float: "a number",
        dict: "a table",
        list | tuple: "a list",
        date | time: "a date or time",
    }
    return next((words for kind, words in kinds.items() if isinstance(value, kind)), "something else")


def _did_you_mean(written: str, known: Iterable[str]) -> str | None:
    close = get_close_matches(written.lower(), list(known), n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else None


def _at(data: Any, place: Place) -> Any:
    """What stands at the place, `{}` where nothing does."""
    for step in place:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return {}
    return data


def _example(error: ErrorDetails) -> str:
    """What to write where something is missing: a line, or the least that a table needs."""
    table, key = model_at(error["loc"]), str(error["loc"][-1])
    place = ".".join(map(str, place_of(error)))
    if table is not None:
        return _lines(f"[{place}]", _needed(table))
    around = model_at(error["loc"][:-1])
    example = around.model_fields[key].examples if around else None
    match example:
        case [[dict(item), *_], *_] if key == "nodes":
            return _lines(f"[[{place}]]", item)
        case [first, *_]:
            return f"write for example {key} = {_as_toml(first)}"
        case _:
            return f"write {key} = …"


def _needed(table: type[BaseModel]) -> dict[str, Any]:
    """Only what has to be written has an example in the model."""
    return {key: field.examples[0] for key, field in table.model_fields.items() if field.examples}


def _lines(header: str, entries: dict[str, Any]) -> str:
    return "\n".join(
        ["write these lines:", header, *(f"{key} = {_as_toml(entries[key])}" for key in entries)]
    )


def _as_toml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_as_toml(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(_as_toml(item) for item in value)}]"
    return f'"{value}"'


def _fields_around(error: ErrorDetails) -> list[str]:
    model = model_at(error["loc"][:-1])
    return list(model.model_fields) if model else []
