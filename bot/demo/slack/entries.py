"""How a person fills in a form: finds fields by what is written on them, is stopped by what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.demo.slack.blocks import elements_within
from bot.demo.slack.interactions import STATE_FIELDS, state_values
from bot.demo.slack.mrkdwn import unescape
from bot.demo.slack.workspace import Json, View

REQUIRED = "Please complete this required field."


def find_element(blocks: list[Json], name: str) -> tuple[Json, Json]:
    """Return block and element by visible label, placeholder, ``action_id`` or ``block_id``.

    Raises ``AssertionError`` that lists what there is instead.
    """
    for block, element in elements_within(blocks):
        if name in names_on(block, element):
            return block, element
    offered = [names_on(block, element) for block, element in elements_within(blocks)]
    raise AssertionError(f"there is no {name!r}; there is: {offered}")


def names_on(block: Json, element: Json) -> list[str]:
    """Return what an element may be called, the visible names first."""
    texts = [element.get("text"), block.get("label"), element.get("placeholder")]
    visible = [unescape(text["text"]) for text in texts if isinstance(text, dict)]
    return [*visible, element["action_id"], block["block_id"]]


def fill(view: View, values: Mapping[str, Any]) -> None:
    """Enter values into a view: texts, option labels, or lists of option labels; None empties a field."""
    for name, value in values.items():
        block, element = find_element(view.body["blocks"], name)
        view.filled[block["block_id"], element["action_id"]] = entered(element, value)


def entered(element: Json, value: Any) -> Any:
    """Return an entry as Slack sends it: options whole, everything else as it is."""
    state_field = STATE_FIELDS.get(element["type"], ("selected_option", ""))[0]
    if value is None:
        return [] if state_field == "selected_options" else None
    match state_field:
        case "selected_option":
            return find_option(element, value)
        case "selected_options":
            return [find_option(element, label) for label in value]
        case _:
            return value


def find_option(element: Json, name: str) -> Json:
    """Return the option with that label or value. Raises ``AssertionError`` that lists the options."""
    options: list[Json] = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        options += group["options"]
    for option in options:
        if name in (unescape(option["text"]["text"]), option["value"]):
            return option
    raise AssertionError(
        f"there is no option {name!r}; there is: {[option['text']['text'] for option in options]}"
    )


def complaints(view: View) -> dict[str, str]:
    """Return what Slack itself complains about before it sends a form, by block id."""
    return dict(_complaints(view))


def _complaints(view: View) -> Iterator[tuple[str, str]]:
    blocks = view.body["blocks"]
    values = state_values(blocks, view.filled)
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = values[block["block_id"]][element["action_id"]][STATE_FIELDS[element["type"]][0]]
        if not value and not block.get("optional", False):
            yield block["block_id"], REQUIRED
        elif isinstance(value, str):
            yield from _length_complaints(block, value)


def _length_complaints(block: Json, value: str) -> Iterator[tuple[str, str]]:
    element = block["element"]
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if value and len(value) < least:
        yield block["block_id"], f"Please enter at least {least} characters."
    if len(value) > most:
        yield block["block_id"], f"Please enter at most {most} characters."
