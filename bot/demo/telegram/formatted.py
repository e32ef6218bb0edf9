"""Text with entities, measured in UTF-16 units as Telegram measures it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]

MOST_ENTITIES = 100
# Telegram also finds addresses without a scheme, by a list of all top-level domains, which is not kept here.
_ADDRESS = re.compile(r"(?<![^\s(\"'«])https?://[^\s<>\"«»]*[^\s<>\"«».,:;!?)'…]")
_COMMAND = re.compile(r"(?<![^\s])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![A-Za-z0-9_/])")
_STYLES = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"}
)
# Characters that take no room on the screen: a text of nothing else is empty for Telegram.
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*")


class MarkupError(ValueError):
    """A mistake in formatted text; the message is what Telegram puts after "can't parse entities: "."""


@dataclass(frozen=True)
class FormattedText:
    """What is read on the screen, and which stretch of it is bold, a link, and so on."""

    text: str
    entities: list[Entity]

    @property
    def is_blank(self) -> bool:
        return _INVISIBLE.fullmatch(self.text) is not None

    def trimmed(self) -> "FormattedText":
        """Without white space at both ends; the entities are moved and cut to fit."""
        text = self.text.strip()
        before = utf16_length(self.text) - utf16_length(self.text.lstrip())
        moved = [_moved(entity, before, utf16_length(text)) for entity in self.entities]
        return FormattedText(text, [entity for entity in moved if entity["length"] > 0][:MOST_ENTITIES])

    def with_found(self) -> "FormattedText":
        """With an entity for each ``/command`` and each address, which Telegram finds by itself."""
        found = [*self._find("url", _ADDRESS), *self._find("bot_command", _COMMAND)]
        in_order = sorted([*self.entities, *found], key=lambda entity: (entity["offset"], -entity["length"]))
        return FormattedText(self.text, in_order)

    def _find(self, kind: str, pattern: re.Pattern[str]) -> Iterator[Entity]:
        """What lies within nothing but style."""
        known = [entity for entity in self.entities if entity["type"] not in _STYLES]
        for match in pattern.finditer(self.text):
            start = utf16_length(self.text[: match.start()])
            found = {"type": kind, "offset": start, "length": utf16_length(match[0])}
            if not any(_overlap(found, other) for other in known):
                yield found


def utf16_length(text: str) -> int:
    """The length in UTF-16 units: an emoji outside the basic plane counts two."""
    return len(text.encode("utf-16-le")) // 2


def _moved(entity: Entity, by: int, end: int) -> Entity:
    first = min(max(entity["offset"] - by, 0), end)
    last = min(max(entity["offset"] + entity["length"] - by, 0), end)
    return {**entity, "offset": first, "length": last - first}


def _overlap(one: Entity, other: Entity) -> bool:
    starts, ends = max(one["offset"], other["offset"]), min(_end(one), _end(other))
    return bool(starts < ends)


def _end(entity: Entity) -> int:
    return int(entity["offset"] + entity["length"])
