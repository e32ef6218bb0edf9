"""Finds everything wrong with the data at once.

A part that is wrong is replaced by something harmless, so that the rest can still be checked.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from copy import deepcopy
from dataclasses import dataclass
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
    "talk": "bot: *",
}
"""For every required key something that is valid there."""

_HARMLESS_ITEMS: dict[str, dict[str, Any]] = {
    "nodes": {"text": _TEXT},
    "complaints": {"name": "?", "when": "false"},
    "tests": {"name": "?", "flow": "?", "talk": "bot: *"},
}

_COMMON_TO_NODES = frozenset({"id", "when", "text"})


@dataclass(frozen=True)
class Salvage:
    """What can be made of a draft. Of a broken part nothing is known but that something was written there."""

    config: Config
    written: Mapping[str, Any]
    broken: frozenset[Place]

    def is_broken(self, place: Place) -> bool:
        """Whether the place is a broken part, or within one."""
        return lies_in(place, self.broken)

    def is_whole(self, place: Place) -> bool:
        """Whether nothing at the place, around it or within it is broken."""
        return not self.is_broken(place) and all(part[: len(place)] != place for part in self.broken)

    def names(self, section: str) -> list[str]:
        """The names in a section as written, broken parts included."""
        table = self.written.get(section)
        return list(table) if isinstance(table, dict) else []

    def unsure_ids(self, flow: str) -> frozenset[str]:
        """The ids of those nodes of the flow whose kind of answer cannot be known."""
        nodes = _at(self.written, ("flows", flow, "nodes"))
        return frozenset(
            node["id"]
            for at, node in enumerate(nodes if isinstance(nodes, list) else [])
            if isinstance(node, dict) and isinstance(node.get("id"), str) and self._is_unsure(flow, at)
        )

    def _is_unsure(self, flow: str, at: int) -> bool:
        return any(self.is_broken(("flows", flow, "nodes", at, key)) for key in ("ask", "id"))


def examine(draft: Draft, broken: set[Place]) -> Salvage | None:
    """Reports every mistake in the data that does not lie in a broken part, and marks its part as broken.

    Returns what can be made of the rest; `None` if nothing can.
    """
    data = deepcopy(draft.data)
    for _ in range(_MOST_ROUNDS):
        try:
            return Salvage(Config.model_validate(data), draft.data, frozenset(broken))
        except ValidationError as error:
            mistakes = [mistake for mistake in error.errors(include_url=False) if not _is_echo(mistake)]
            for mistake in mistakes:
                _report(draft, mistake, data, broken)
            if draft.is_full:
                return None
            for mistake in mistakes:
                _mend(data, mistake, broken)
    return None


def _is_echo(mistake: ErrorDetails) -> bool:
    """Whether a list is called too short only because its wrong items are not counted."""
    return mistake["type"] == "too_short" and len(mistake["input"]) >= mistake["ctx"]["min_length"]


def lies_in(place: Place, parts: AbstractSet[Place]) -> bool:
    """Whether the place is one of these parts or within one."""
    return any(place[:length] in parts for length in range(len(place) + 1))


def _report(draft: Draft, error: ErrorDetails, data: Any, broken: set[Place]) -> None:
    place = place_of(error)
    is_for_want_of_a_part = any(part[:-1] == place for part in broken)
    if not (draft.is_full or is_for_want_of_a_part or lies_in(place, broken)):
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
