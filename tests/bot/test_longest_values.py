"""What `flows.exploring` takes for the longest values is what a shop may send."""

from typing import Any

import pytest
from annotated_types import MaxLen
from pydantic import BaseModel

from bot.purchases.event import Customer, Item, Purchase
from flows.exploring.extremes import LENGTHS

MODELS: dict[str, type[BaseModel]] = {"customer": Customer, "purchase": Purchase}
SUMMARY = ("purchase", "summary")


def longest(field: Any) -> int:
    """The limit of a field, or of the text within `Text | None`."""
    inner = [
        rule
        for part in getattr(field.annotation, "__args__", ())
        for rule in getattr(part, "__metadata__", ())
    ]
    rules = [*field.metadata, *inner, *(rule for each in inner for rule in getattr(each, "metadata", ()))]
    return next(rule.max_length for rule in rules if isinstance(rule, MaxLen))


@pytest.mark.parametrize("path", [path for path in LENGTHS if path != SUMMARY])
def test_facts_are_as_long_as_the_event_lets_them_be(path: tuple[str, str]) -> None:
    section, name = path
    assert LENGTHS[path] == longest(MODELS[section].model_fields[name])


def test_a_summary_names_two_items_and_how_many_more() -> None:
    name = longest(Item.model_fields["name"])
    assert LENGTHS[SUMMARY] >= len(f"{'x' * name}, {'x' * name} +998")
