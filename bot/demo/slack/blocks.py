"""What Slack enforces on the blocks of a message, and how it completes them.

Limits: Slack's Block Kit reference, page "Blocks". The total of 13,200 characters is reported by users and
not documented; it is kept here because a message under it is safe either way.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping

from bot.demo.slack.elements import (
    IMAGE,
    check_accessory,
    check_action_element,
    check_context_element,
    check_input_element,
)
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.shapes import (
    Check,
    Shape,
    anything,
    complain,
    flag,
    kind_of,
    list_of,
    plain,
    prose,
    string,
)
from bot.demo.slack.workspace import Json

MESSAGE_BLOCKS_LIMIT = 50
TOTAL_CHARACTERS = 13_200
MARKDOWN_TOTAL = 12_000

_BLOCK = {"block_id": string(255)}


def _says_something(value: object, at: str) -> Iterator[str]:
    if isinstance(value, dict) and not ("text" in value or "fields" in value):
        yield complain("missing required field: text or fields", at)


def _unique_actions(value: object, at: str) -> Iterator[str]:
    """Within one block an ``action_id`` may be used once."""
    elements = value.get("elements") if isinstance(value, dict) else None
    seen: set[object] = set()
    for index, element in enumerate(elements if isinstance(elements, list) else []):
        action_id = element.get("action_id") if isinstance(element, dict) else None
        if action_id is not None and action_id in seen:
            at_action = f"{at}/elements/{index}/action_id"
            yield complain(f'`action_id` "{action_id}" already exists for another element', at_action)
        seen.add(action_id)


_COMMON: Mapping[str, Check] = {
    "section": Shape(
        {},
        {
            **_BLOCK,
            "text": prose(3000),
            "fields": list_of(prose(2000), 10),
            "accessory": check_accessory,
            "expand": flag,
        },
        whole=(_says_something,),
    ),
    "divider": Shape({}, _BLOCK),
    "header": Shape({"text": plain(150)}, _BLOCK),
    "context": Shape({"elements": list_of(check_context_element, 10)}, _BLOCK),
    "actions": Shape({"elements": list_of(check_action_element, 25)}, _BLOCK, whole=(_unique_actions,)),
    "image": Shape({**IMAGE.required}, {**IMAGE.optional, **_BLOCK, "title": plain(2000)}, whole=IMAGE.whole),
    "input": Shape(
        {"label": plain(2000), "element": check_input_element},
        {**_BLOCK, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": Shape({"elements": list_of(anything, 1000, least=0)}, _BLOCK),
    "video": Shape(
        {
            "title": plain(199),
            "alt_text": string(2000),
            "video_url": string(3000),
            "thumbnail_url": string(3000),
        },
        {
            **_BLOCK,
            "title_url": string(3000),
            "description": plain(200),
            "author_name": string(49),
            "provider_name": string(49),
            "provider_icon_url": string(3000),
        },
    ),
}
MESSAGE_BLOCKS: Mapping[str, Check] = {**_COMMON, "markdown": Shape({"text": string(MARKDOWN_TOTAL)}, _BLOCK)}
VIEW_BLOCKS: Mapping[str, Check] = _COMMON


def unique_block_ids(blocks: object, at: str) -> Iterator[str]:
    """Yield a complaint for each ``block_id`` used a second time."""
    seen: set[object] = set()
    for index, block in enumerate(blocks if isinstance(blocks, list) else []):
        block_id = block.get("block_id") if isinstance(block, dict) else None
        if block_id is not None and block_id in seen:
            yield complain(f'`block_id` "{block_id}" already exists', f"{at}/{index}/block_id")
        seen.add(block_id)


_check_message_blocks = list_of(kind_of(MESSAGE_BLOCKS), MESSAGE_BLOCKS_LIMIT, least=0)


def check_message_blocks(blocks: object) -> list[Json]:
    """Return the blocks of a message when Slack would take them.

    Raises ``Refusal``: ``invalid_blocks_format`` for something else than a list, ``invalid_blocks`` with JSON
    pointers, ``msg_blocks_too_long`` above the total.
    """
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    complaints = [*_check_message_blocks(blocks, "/blocks"), *unique_block_ids(blocks, "/blocks")]
    if complaints:
        raise Refusal("invalid_blocks", messages=complaints)
    if sum(map(len, texts_within(blocks))) > TOTAL_CHARACTERS:
        raise Refusal("msg_blocks_too_long")
    return blocks


def texts_within(thing: object) -> Iterator[str]:
    """Yield every ``text`` string inside blocks, in reading order."""
    if isinstance(thing, list):
        for entry in thing:
            yield from texts_within(entry)
    elif isinstance(thing, dict):
        for name, entry in thing.items():
            if name in ("text", "alt_text") and isinstance(entry, str):
                yield entry
            else:
                yield from texts_within(entry)


def elements_within(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each interactive element with its block, in reading order."""
    for block in blocks:
        single = block.get("accessory") or block.get("element")
        if single and single["type"] != "image":
            yield block, single
        if block["type"] == "actions":
            for element in block["elements"]:
                yield block, element


def complete_blocks(blocks: list[Json], new_id: Callable[[str], str]) -> list[Json]:
    """Return a copy in which every block and element has the id that Slack gives where the app gave none."""
    completed = copy.deepcopy(blocks)
    for block in completed:
        if "block_id" not in block:
            block["block_id"] = new_id("b")
    for _, element in elements_within(completed):
        if "action_id" not in element:
            element["action_id"] = new_id("a")
    return completed
