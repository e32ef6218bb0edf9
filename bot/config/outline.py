"""What a configuration names so far, whether or not all of it is right: tokens may still be missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config.environment import overlay
from bot.config.findings import Finding
from bot.config.includes import read_all, resolved
from bot.config.model import Business


@dataclass(frozen=True, slots=True)
class Outline:
    """`business` is None where something is wrong with it. `rules` are the names of those for complaints,
    `includes` the patterns of the main file.
    """

    business: Business | None
    flows: frozenset[str]
    touchpoints: frozenset[str]
    rules: frozenset[str]
    includes: tuple[str, ...]


def outline_of(path: Path, environment: Mapping[str, str]) -> Outline | Finding:
    """Reads the file with all it includes; the finding says why it cannot be read at all."""
    draft = read_all(str(path), resolved(path))
    if isinstance(draft, Finding):
        return draft
    overlay(draft, environment)
    return Outline(
        business=_business(draft.data.get("business")),
        flows=_keys(draft.data.get("flows")),
        touchpoints=_keys(draft.data.get("touchpoints")),
        rules=_names(draft.data.get("complaints")),
        includes=tuple(_texts(draft.main.data.get("include"))),
    )


def _business(table: Any) -> Business | None:
    try:
        return Business.model_validate(table)
    except ValidationError:
        return None


def _keys(table: Any) -> frozenset[str]:
    return frozenset(table if isinstance(table, dict) else ())


def _names(rules: Any) -> frozenset[str]:
    tables = (rule for rule in rules if isinstance(rule, dict)) if isinstance(rules, list) else ()
    return frozenset(_texts([rule.get("name") for rule in tables]))


def _texts(values: Any) -> Iterable[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
