"""Reads a purchase event from the JSON of a webhook, and says everything that is wrong with it at once.

Stricter than Python's own reader where it would guess: a name given twice, numbers that JSON does not know,
and nesting that nobody writes by hand are refused. Kinder where shops differ: a member that is null counts as
left out.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from bot.purchases.event import PurchaseEvent
from bot.purchases.problems import FieldProblem, MalformedEvent, Path, problems_of, spell
from flows.answers import clean

_OTHER_TYPE = re.compile(r"(?!purchase\.)[a-z0-9_]+(\.[a-z0-9_]+)+")
DEEPEST = 32  # levels; the event itself has four, the rest is for attributes


class _Object(dict[str, Any]):
    """A JSON object that remembers which names it was given twice."""

    twice: tuple[str, ...] = ()


class AnotherKind(Exception):
    """A well-formed event that tells of no purchase, such as the test event of a webhook service."""


def read_event(text: str) -> PurchaseEvent:
    """Raises `MalformedEvent`, and `AnotherKind` for an event that is simply not meant for us."""
    body = _parse(text)
    if problems := tuple(_doubtful(body)):
        raise MalformedEvent(problems)
    if (kind := _other_kind(body)) is not None:
        raise AnotherKind(f"{kind} is no purchase event")
    try:
        return PurchaseEvent.model_validate(body)
    except ValidationError as error:
        raise MalformedEvent(problems_of(error)) from error


def _other_kind(body: Any) -> str | None:
    """The type of a well-formed event that holds no purchase."""
    kind = body.get("type") if isinstance(body, dict) and "purchase" not in body else None
    return kind if isinstance(kind, str) and _OTHER_TYPE.fullmatch(kind) else None


def _parse(text: str) -> Any:
    try:
        return _clean(json.loads(text, object_pairs_hook=_object))
    except json.JSONDecodeError as error:
        reason = f"is no JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise MalformedEvent([FieldProblem("body", reason)]) from error
    except RecursionError as error:
        raise MalformedEvent([_too_deep("body")]) from error
    except ValueError as error:  # of Python itself, for numbers with thousands of digits
        raise MalformedEvent([FieldProblem("body", "holds a number that is too long")]) from error


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object((clean(name), _clean(value)) for name, value in pairs if value is not None)
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        found.twice = tuple(clean(name) for name in dict.fromkeys(names) if names.count(name) > 1)
    return found


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _doubtful(body: Any) -> Iterator[FieldProblem]:
    """What JSON's grammar lets through and databases do not. Without recursion: the nesting is not ours."""
    waiting: list[tuple[Path, Any]] = [((), body)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, float) and not math.isfinite(value):
            yield FieldProblem(spell(path), "is no number that JSON knows")
        if isinstance(value, _Object):
            yield from (FieldProblem(spell((*path, name)), "is given twice") for name in value.twice)
        inner = _members(value)
        if inner and len(path) == DEEPEST:
            yield _too_deep(spell(path[:2]))
            continue
        waiting.extend(((*path, step), each) for step, each in inner)


def _members(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _too_deep(field: str) -> FieldProblem:
    return FieldProblem(field, f"is nested deeper than {DEEPEST} levels")
