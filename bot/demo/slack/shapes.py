"""Small checks for Slack's JSON, which combine into the shapes of blocks and views.

A check takes a value and the JSON pointer to it and yields complaints in Slack's own form:
``[ERROR] must be less than 76 characters [json-pointer:/blocks/0/text/text]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

Check = Callable[[object, str], Iterator[str]]


def complain(message: str, at: str) -> str:
    """Return one complaint about the value at the pointer."""
    return f"[ERROR] {message} [json-pointer:{at}]"


def anything(_: object, __: str) -> Iterator[str]:
    """Accept every value."""
    yield from ()


def flag(value: object, at: str) -> Iterator[str]:
    """Accept a boolean."""
    if not isinstance(value, bool):
        yield complain("must be a boolean", at)


def string(most: int, least: int = 1) -> Check:
    """Accept a string of ``least`` to ``most`` characters; white space alone counts as empty."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield complain("must be a string", at)
        elif len(value.strip()) < least:
            yield complain(f"must be more than {least - 1} characters", at)
        elif len(value) > most:
            yield complain(f"must be less than {most + 1} characters", at)

    return check


def integer(least: int, most: int) -> Check:
    """Accept a whole number within the bounds."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield complain("must be an integer", at)
        elif not least <= value <= most:
            yield complain(f"must be between {least} and {most}", at)

    return check


def one_of(*values: str) -> Check:
    """Accept one of the named values."""

    def check(value: object, at: str) -> Iterator[str]:
        if value not in values:
            yield complain(f"must be a valid enum value: {', '.join(values)}", at)

    return check


def list_of(item: Check, most: int, least: int = 1) -> Check:
    """Accept a list of ``least`` to ``most`` values that all pass ``item``."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield complain("must be an array", at)
            return
        if len(value) < least:
            yield complain(f"no fewer than {least} items allowed", at)
        if len(value) > most:
            yield complain(f"no more than {most} items allowed", at)
        for index, entry in enumerate(value):
            yield from item(entry, f"{at}/{index}")

    return check


def kind_of(kinds: Mapping[str, Check]) -> Check:
    """Accept an object whose ``type`` is one of the kinds and which passes that kind's check."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield complain("must be an object", at)
        elif "type" not in value:
            yield complain("missing required field: type", at)
        elif value["type"] not in kinds:
            yield complain(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from kinds[value["type"]](value, at)

    return check


@dataclass(frozen=True)
class Shape:
    """An object: the fields it must have, those it may have, checks of the whole. ``type`` always may be."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)
    whole: tuple[Check, ...] = ()

    def __call__(self, value: object, at: str) -> Iterator[str]:
        """Yield the complaints about ``value``."""
        if not isinstance(value, dict):
            yield complain("must be an object", at)
            return
        for name in self.required.keys() - value.keys():
            yield complain(f"missing required field: {name}", at)
        for name, entry in value.items():
            yield from self._check_field(name, entry, at)
        for check in self.whole:
            yield from check(value, at)

    def _check_field(self, name: str, entry: object, at: str) -> Iterator[str]:
        check = self.required.get(name) or self.optional.get(name)
        if check is not None:
            yield from check(entry, f"{at}/{name}")
        elif name != "type":
            yield complain(f"invalid additional property: {name}", at)


def plain(most: int) -> Check:
    """Accept a ``plain_text`` object."""
    return kind_of({"plain_text": Shape({"text": string(most)}, {"emoji": flag})})


def prose(most: int) -> Check:
    """Accept a text object, ``plain_text`` or ``mrkdwn``."""
    marked = Shape({"text": string(most)}, {"verbatim": flag})
    return kind_of({"plain_text": Shape({"text": string(most)}, {"emoji": flag}), "mrkdwn": marked})
