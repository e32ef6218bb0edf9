"""Configuration from environment variables: `RISCONTRO__TELEGRAM__API_URL` is `telegram.api_url`.

Own code rather than the environment source of pydantic-settings: that one reads the process's own variables
only, and forgets which variable a value came from, so that a mistake in one could not be placed.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.config.origins import Draft, InEnvironment
from bot.config.shapes import takes_several_texts
from flows.problems import Place, Problem

PREFIX = "RISCONTRO__"

_DEEPEST = 32


def overlay(draft: Draft, environment: Mapping[str, str]) -> None:
    """Puts every variable of ours over what the files say, shorter names first."""
    for variable in sorted(environment):
        if variable.upper().startswith(PREFIX):
            _set(draft, variable, environment[variable])


def _set(draft: Draft, variable: str, text: str) -> None:
    steps = variable[len(PREFIX) :].split("__")
    if not all(steps) or len(steps) > _DEEPEST or steps[0].lower() == "include":
        _refuse(
            draft,
            variable,
            "no key can be set by this name",
            f"write {PREFIX}TELEGRAM__API_URL for telegram.api_url",
        )
        return
    try:
        value = _decoded(text)
        _check_depth(value)
    except (ValueError, RecursionError):
        _refuse(
            draft,
            variable,
            "this is not JSON",
            'write a list as ["it", "en"] or it,en; a table as {"key": "value"}',
        )
        return
    _place_value(draft, variable, steps, value)


def _decoded(text: str) -> Any:
    """Lists and tables in JSON, switches as `true` and `false`, everything else as it is."""
    if text.lstrip()[:1] in {"[", "{"}:
        return json.loads(text)
    return {"true": True, "false": False}.get(text, text)


def _check_depth(value: Any) -> None:
    """Raises ValueError for what is nested more deeply than any configuration."""
    layer, depth = [value], 0
    while layer := [inner for part in layer for inner in _parts(part)]:
        depth += 1
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _split(value: Any) -> Any:
    """What is no list yet is one of texts between commas, or of a single text."""
    return [text.strip() for text in value.split(",") if text.strip()] if isinstance(value, str) else value


def _place_value(draft: Draft, variable: str, steps: list[str], value: Any) -> None:
    here: Any = draft.data
    place: Place = ()
    for step in steps[:-1]:
        place = (*place, _key(here, step))
        if isinstance(here, dict) and place[-1] not in here:
            here[place[-1]] = {}
            draft.origins[place] = InEnvironment(variable)
        here = here[place[-1]] if _takes(here, place[-1]) else None
    key = _key(here, steps[-1])
    if _takes(here, key):
        here[key] = _split(value) if takes_several_texts((*place, key)) else value
        draft.origins[(*place, key)] = InEnvironment(variable)
        _forget_below(draft, (*place, key))
    else:
        message = f'there is nothing to set in "{".".join(map(str, place))}"'
        _refuse(
            draft, variable, message, "items are counted from 0, and only those in the file can be changed"
        )


def _takes(here: Any, key: str | int) -> bool:
    """Whether something may be set there: any key of a table, an item that a list has."""
    return isinstance(here, dict) or (isinstance(here, list) and isinstance(key, int) and key < len(here))


def _key(here: Any, step: str) -> str | int:
    """The key of that table which is so called, in whatever case; else in lower case."""
    if isinstance(here, list) and re.fullmatch(r"[0-9]{1,6}", step):
        return int(step)
    known = here if isinstance(here, dict) else {}
    return next((key for key in known if key.lower() == step.lower()), step.lower())


def _forget_below(draft: Draft, place: Place) -> None:
    """What was said about parts of a value that is no longer there."""
    for other in [
        other for other in draft.origins if len(other) > len(place) and other[: len(place)] == place
    ]:
        del draft.origins[other]


def _refuse(draft: Draft, variable: str, message: str, hint: str) -> None:
    place: Place = (variable,)
    draft.origins[place] = InEnvironment(variable)
    draft.report(Problem(place, message, hint))
