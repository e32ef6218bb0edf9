"""What TOML and JSON allow and no configuration needs: refused, and cut to size before anything looks at it.

Whatever follows may take a time that grows with the square of a list, and may print every number.
"""

import re
from collections.abc import Iterator
from typing import Any

from bot.config.origins import Draft
from flows.problems import Place, Problem

_LONGEST_LIST = 500
_LARGEST_TABLE = 1_000
_LONGEST_TEXT = 10_000
_LARGEST_NUMBER = 2**63 - 1
"""Of 64 bits, as in TOML v1.0.0, "Integer"."""

_UNFIT = re.compile("[\0\ud800-\udfff]")
"""NUL, and halves of a pair of UTF-16 (PostgreSQL refuses both)."""


def cut_to_size(draft: Draft) -> set[Place]:
    """Reports what goes beyond, and puts something of a usual size in its place. Returns the places."""
    cut = set()
    for problem in _cut(draft.data, ()):
        draft.report(problem)
        cut.add(problem.place)
    return cut


def _cut(part: dict[str, Any] | list[Any], place: Place) -> Iterator[Problem]:
    most = _LARGEST_TABLE if isinstance(part, dict) else _LONGEST_LIST
    if len(part) > most:
        surplus = list(part)[most:] if isinstance(part, dict) else range(most, len(part))
        yield Problem((*place, surplus[0]), f"more than {most:,} stand here", "leave some out", at_key=True)
        for key in reversed(surplus):
            del part[key]  # type: ignore[arg-type]  # keys of a table, or positions in a list
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, dict | list):
            yield from _cut(value, (*place, key))
        elif problem := _unfit((*place, key), value):
            yield problem
            part[key] = _fit(value)  # type: ignore[index]  # as above


def _fit(value: Any) -> str | int:
    return _UNFIT.sub("?", value[:_LONGEST_TEXT]) if isinstance(value, str) else 0


def _unfit(place: Place, value: Any) -> Problem | None:
    if isinstance(value, int) and abs(value) > _LARGEST_NUMBER:
        return Problem(place, "this number is too large", "a text stands in quotes")
    if not isinstance(value, str):
        return None
    if len(value) > _LONGEST_TEXT:
        message = f"this text has {len(value):,} characters, and none has more than {_LONGEST_TEXT:,}"
        return Problem(place, message, "is there a quote too few?")
    found = _UNFIT.search(value)
    if found is None:
        return None
    message = f"this text holds the character U+{ord(found[0]):04X}, which no message can have"
    return Problem(place, message, "leave it out", offset=found.start())
