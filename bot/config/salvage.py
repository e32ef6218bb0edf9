"""Finds everything wrong with the data at once: a part that is wrong is replaced by something harmless, so that the
rest can still be checked.
"""

from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.config.explanations import explain, place_of
from bot.config.model import Config
from bot.config.origins import Draft
from bot.config.secret_references import STAND_IN
from flows.problems import Place

_MOST_ROUNDS = 50

_TEXT = {"en": "?"}

_HARMLESS: dict[str, Any] = {
    "business": {"name": "?", "timezone": "UTC", "languages": ["en"], "privacy_url": "https://shop.example"},
    "telegram": {"token": STAND_IN},
    "slack": {"bot_token": STAND_IN, "app_token": STAND_IN, "default_channel": "#feedback"},
    "name": "?",
    "timezone": "UTC",
    "languages": ["en"],
    "privacy_url": "https://shop.example",
    "token": STAND_IN,
    "bot_token": STAND_IN,
    "app_token": STAND_IN,
    "secret": STAND_IN,
    "default_channel": "#feedback",
    "on": "purchase.paid",
    "flow": "?",
    "nodes": [{"text": _TEXT}],
    "text": _TEXT,
    "options": [{"id": "1", "text": {"en": "1"}}, {"id": "2", "text": {"en": "2"}}],
    "when": "false",
}
"""For every required key something that is valid there."""

_HARMLESS_ITEMS: dict[str, dict[str, Any]] = {
    "nodes": {"text": _TEXT},
    "complaints": {"name": "?", "when": "false"},
}

_COMMON_TO_NODES = frozenset({"id", "when", "text"})


def examine(draft: Draft, broken: set[Place]) -> Config | None:
    """Reports every mistake in the data that does not lie in a broken part, and marks its part as broken.

    Returns what can be made of the rest; `None` if nothing can.
    """
    data = deepcopy(draft.data)
    for _ in range(_MOST_ROUNDS):
        try:
            return Config.model_validate(data)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                _report(draft, details, data, broken)
                _mend(data, details, broken)
    return None


def lies_in(place: Place, parts: set[Place]) -> bool:
    """Whether the place is one of these parts or within one."""
    return any(place[:length] in parts for length in range(len(place) + 1))


def _report(draft: Draft, error: ErrorDetails, data: Any, broken: set[Place]) -> None:
    if not lies_in(place_of(error), broken):
        draft.report(explain(error, data))


def _mend(data: dict[str, Any], error: ErrorDetails, broken: set[Place]) -> None:
    place = place_of(error)
    if error["type"] in {"unknown_node", "unknown_kind"}:
        place = _mend_kind(data, place, broken)
    elif "[key]" in error["loc"] or error["type"] == "extra_forbidden":
        _remove(data, place)
    else:
        place = _replace(data, place, len(broken))
    broken.add(place)


def _mend_kind(data: dict[str, Any], place: Place, broken: set[Place]) -> Place:
    """A node of no known kind says its text; a source of no known kind is left out."""
    item = _at(data, place)
    if place[0] == "sources" or not isinstance(item, dict):
        return _replace(data, place, len(broken))
    for key in set(item) - _COMMON_TO_NODES:
        broken.add((*place, key))
        del item[key]
    return (*place, "ask")


def _replace(data: dict[str, Any], place: Place, number: int) -> Place:
    """Puts something harmless there; where nothing is, the whole around it goes. Returns what was changed."""
    around, key = _at(data, place[:-1]), place[-1] if place else ""
    if isinstance(around, dict):
        if key == "id":
            around[key] = f"unnamed_{number}"
        elif key in _HARMLESS and around.get(key) != _HARMLESS[str(key)]:
            around[key] = deepcopy(_HARMLESS[str(key)])
        else:
            around.pop(key, None)
        return place
    if isinstance(around, list) and isinstance(key, int) and (name := str(place[-2])) in _HARMLESS_ITEMS:
        around[key] = deepcopy(_HARMLESS_ITEMS[name])
        return place
    return _replace(data, place[:-1], number) if place else place


def _remove(data: dict[str, Any], place: Place) -> None:
    table = _at(data, place[:-1])
    if isinstance(table, dict):
        table.pop(place[-1], None)


def _at(data: Any, place: Place) -> Any:
    for step in place:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return None
    return data
