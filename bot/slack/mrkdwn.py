"""Text on its way into Slack and out of it: escaped, cut to a limit, split over blocks, read back as plain
words.

Slack's rules ("Formatting text for app surfaces"): `&`, `<` and `>` are control characters and travel as
entities; angle brackets hold mentions and links. Slack does not say what it counts as a character, so lengths
here are UTF-16 units, which are never fewer than characters.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

ELLIPSIS = "…"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BIDI_CONTROLS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_BRACKETS = re.compile(r"<([@#!])([^<>|]*)(?:\|([^<>]*))?>|<((?:https?|mailto|tel):[^<>|]*)(?:\|([^<>]*))?>")
_UNNAMED = {"@": "a colleague", "#": "a channel"}


def count_units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def escape(text: str) -> str:
    """The text for a mrkdwn field, where it calls nobody and links nowhere."""
    return "".join(_ENTITIES.get(character, character) for character in text)


def cut(text: str, limit: int) -> str:
    """The text itself when it fits into `limit` units, else its beginning and "…"."""
    return _join_within(list(text[: limit + 1]), limit)


def escape_within(text: str, limit: int) -> str:
    """Escaped, then cut to `limit` units, never inside an entity."""
    return _join_within([_ENTITIES.get(character, character) for character in text[: limit + 1]], limit)


def _join_within(pieces: Sequence[str], limit: int) -> str:
    ends = list(accumulate(map(count_units, pieces)))
    if not ends or ends[-1] <= limit:
        return "".join(pieces)
    return "".join(pieces[: bisect_right(ends, limit - 1)]) + ELLIPSIS


def split(text: str, limit: int) -> list[str]:
    """The whole text in pieces of at most `limit` units, parted after white space where there is some."""
    pieces = []
    while text:
        ends = list(accumulate(map(count_units, text[:limit])))
        fitting = bisect_right(ends, limit)
        end = fitting if fitting == len(text) else _last_break(text, fitting)
        pieces.append(text[:end])
        text = text[end:]
    return pieces


def _last_break(text: str, end: int) -> int:
    """Just behind the last line break or space of the second half before `end`; else `end`."""
    for mark in ("\n", " "):
        if (found := text.rfind(mark, end // 2, end)) >= 0:
            return found + 1
    return end


def on_one_line(text: str) -> str:
    """For a name among other words: without line breaks, or marks that would turn the words around it."""
    return " ".join(text.translate(_BIDI_CONTROLS).split())


def write_date(at: datetime, time_zone: str) -> str:
    """A moment that each reader sees in their own time zone; where Slack cannot, in the business's.

    Source: "Formatting text for app surfaces", section "Date formatting".
    """
    fallback = format_datetime(at, "d MMM y, HH:mm", tzinfo=ZoneInfo(time_zone), locale="en")
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{fallback} ({time_zone})>"


def read_plain_words(text: str) -> str:
    """What staff typed, as a customer should read it: entities decoded, mentions and links as words."""
    words = _BRACKETS.sub(_read_brackets, text)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _read_brackets(found: re.Match[str]) -> str:
    sign, target, label, url, link_label = found.groups()
    if url is not None:
        address = url.removeprefix("mailto:").removeprefix("tel:")
        return address if link_label in (None, "", address) else f"{link_label} ({address})"
    if sign == "!":
        return label or f"@{target.partition('^')[0]}"
    return f"{sign}{label}" if label else _UNNAMED[sign]
