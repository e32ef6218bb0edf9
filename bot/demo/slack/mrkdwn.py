"""What a person sees of a text in Slack's mrkdwn, and how Slack stores what a person types.

Rules: Slack's page "Formatting text for app surfaces": ``&``, ``<`` and ``>`` are written as entities; angle
brackets hold mentions (``<@U…>``, ``<#C…>``, ``<!channel>``) and links (``<url|label>``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo.slack.workspace import Json

BROADCASTS = ("channel", "here", "everyone")
_UNOPENED = ("options", "option_groups", "confirm", "initial_option", "initial_options")
_BRACKETS = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_NAMED = re.compile(r"(?<!\w)@(channel|here|everyone)\b")
_TYPED_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Reading:
    """A text as a person sees it, the people and groups it calls, and the links behind it."""

    text: str
    mentions: tuple[str, ...] = ()
    broadcasts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def unescape(text: str) -> str:
    """Return text with Slack's three entities decoded, and only those."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """Return text with Slack's three control characters as entities."""
    return html.escape(text, quote=False)


def read_mrkdwn(text: str, names: Mapping[str, str]) -> Reading:
    """Read a mrkdwn text; ``names`` maps user and channel ids to what is shown for them."""
    mentions: list[str] = []
    broadcasts: list[str] = []
    links: list[str] = []

    def show(found: re.Match[str]) -> str:
        target, label = found[1], found[2]
        match target[:1]:
            case "@":
                mentions.append(target[1:])
                return "@" + (label or names.get(target[1:], target[1:]))
            case "#":
                return "#" + (label or names.get(target[1:], target[1:]))
            case "!":
                command = target[1:].split("^")[0]
                broadcasts.extend([command] if command in (*BROADCASTS, "subteam") else [])
                return label or f"@{command}"
            case _:
                links.append(unescape(target))
                return label or target

    shown = unescape(_BRACKETS.sub(show, text))
    return Reading(shown, tuple(mentions), tuple(broadcasts), tuple(links))


def link_names(text: str) -> str:
    """Return what ``link_names`` and ``parse=full`` make of a text: bare ``@channel`` becomes a mention."""
    return _NAMED.sub(r"<!\1>", text)


def type_text(text: str, people: Mapping[str, str]) -> str:
    """Return what Slack stores when a person types: entities, links, mentions of ``people`` (name to id)."""
    stored = _TYPED_LINK.sub(lambda found: f"<{found[0]}>", escape(text))
    for name, user_id in sorted(people.items(), key=lambda entry: -len(entry[0])):
        stored = stored.replace(f"@{escape(name)}", f"<@{user_id}>")
    return link_names(stored)


def read_rich_text(thing: Any, names: Mapping[str, str]) -> Iterator[Reading]:
    """Read the elements of a ``rich_text`` block, whose text is exact and never mrkdwn."""
    match thing:
        case list():
            for entry in thing:
                yield from read_rich_text(entry, names)
        case {"elements": list(elements)}:
            yield from read_rich_text(elements, names)
        case dict():
            yield _read_rich_element(thing, names)
        case _:
            pass


def _read_rich_element(element: Json, names: Mapping[str, str]) -> Reading:
    match element:
        case {"type": "user", "user_id": str(user_id)}:
            return Reading("@" + names.get(user_id, user_id), mentions=(user_id,))
        case {"type": "broadcast", "range": str(group)}:
            return Reading(f"@{group}", broadcasts=(group,))
        case {"type": "link", "url": str(url)}:
            return Reading(element.get("text") or url, links=(url,))
        case {"type": "emoji", "name": str(name)}:
            return Reading(f":{name}:")
        case _:
            return Reading(str(element.get("text", "")))


def read_blocks(thing: Any, names: Mapping[str, str]) -> Iterator[Reading]:
    """Read every text inside blocks, in the order in which a person sees them."""
    match thing:
        case list():
            for entry in thing:
                yield from read_blocks(entry, names)
        case {"type": "rich_text"}:
            parts = [list(read_rich_text(part, names)) for part in thing.get("elements") or ()]
            yield join_readings([join_readings(pieces, "") for pieces in parts], "\n")
        case {"type": "mrkdwn" | "markdown", "text": str(text)}:
            yield read_mrkdwn(text, names)
        case {"type": "plain_text", "text": str(text)}:
            yield Reading(unescape(text))
        case dict():
            seen = [
                entry
                for name, entry in thing.items()
                if name not in _UNOPENED and isinstance(entry, dict | list)
            ]
            yield from read_blocks(seen, names)
            if isinstance(thing.get("alt_text"), str):
                yield Reading(thing["alt_text"])
        case _:
            pass


def join_readings(parts: list[Reading], between: str) -> Reading:
    """Return several readings as one."""
    return Reading(
        between.join(part.text for part in parts),
        tuple(name for part in parts for name in part.mentions),
        tuple(name for part in parts for name in part.broadcasts),
        tuple(link for part in parts for link in part.links),
    )


def typed_blocks(text: str) -> list[Json]:
    """Return the ``rich_text`` block that Slack adds to what a person typed (``text`` is the stored form)."""
    elements: list[Json] = []
    end = 0
    for found in _BRACKETS.finditer(text):
        elements += _plain_element(text[end : found.start()])
        elements.append(_bracket_element(found[1]))
        end = found.end()
    elements += _plain_element(text[end:])
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}]


def _plain_element(text: str) -> list[Json]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _bracket_element(target: str) -> Json:
    match target[0]:
        case "@":
            return {"type": "user", "user_id": target[1:]}
        case "!":
            return {"type": "broadcast", "range": target[1:]}
        case _:
            return {"type": "link", "url": unescape(target)}
