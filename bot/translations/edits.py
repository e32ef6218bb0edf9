"""Puts wordings into the files where they belong, and leaves every other byte as it is.

A changed wording is written in the quotes of the old one, a new one beside those in other languages, in their
manner: into the same braces, or on a line below.
"""

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.config.documents import Document
from bot.config.origins import Draft, InEnvironment, InFile
from bot.config.positions import Pair
from bot.translations.comparison import Change
from bot.translations.literals import write_like
from bot.translations.sheet import Fault
from flows.problems import Place

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Edited:
    """A file with its new content."""

    document: Document
    content: bytes


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a change is to be made: the place that it gets, and the pair that is changed or followed."""

    document: Document
    place: Place
    pair: Pair
    change: Change


@dataclass(frozen=True, slots=True)
class _Edit:
    """What stands between these bytes, of the text with line feeds only, makes room for `text`."""

    start: int
    end: int
    text: str


def edit_files(changes: Iterable[Change], draft: Draft) -> list[Edited] | list[Fault]:
    """The files with the changes in them; or what cannot be written, and why."""
    spots: dict[Path, list[_Spot]] = defaultdict(list)
    faults: list[Fault] = []
    for change in changes:
        spot = _spot(change, draft)
        if isinstance(spot, Fault):
            faults.append(spot)
        else:
            spots[spot.document.path].append(spot)
    edited = [Edited(each[0].document, _rewritten(each)) for each in spots.values()]
    for file, of_file in zip(edited, spots.values(), strict=True):
        faults += _unexpected(file, of_file)
    return faults or edited


def _spot(change: Change, draft: Draft) -> _Spot | Fault:
    tags = [change.tag] if not change.is_new else list(change.of.wordings)
    found = [spot for tag in tags if (spot := _written(tag, change, draft))]
    if found:
        return max(found, key=lambda spot: spot.pair.start)
    origin = draft.origin((*change.of.place, tags[0]))
    where = origin.variable if isinstance(origin, InEnvironment) else "a file that cannot be changed"
    message = f"{change.tag}: {change.of.key} comes from {where}"
    return Fault(change.line, message, "change it there")


def _written(tag: str, change: Change, draft: Draft) -> _Spot | None:
    match draft.origin((*change.of.place, tag)):
        case InFile(document, place):
            pair = document.positions.pair(place)
            return _Spot(document, (*place[:-1], change.tag), pair, change) if pair else None
        case InEnvironment():
            return None


def _rewritten(spots: list[_Spot]) -> bytes:
    document = spots[0].document
    text = document.text.encode()
    edits = sorted((_edit(spot, text) for spot in spots), key=lambda edit: (edit.start, edit.end))
    return b"".join(_pieces(document.content, text, edits))


def _edit(spot: _Spot, text: bytes) -> _Edit:
    pair, change = spot.pair, spot.change
    literal = write_like(text[pair.value].decode(), change.text)
    if not change.is_new:
        return _Edit(pair.value.start, pair.value.stop, literal)
    table, equals = (
        text[pair.start : pair.key.start].decode(),
        text[pair.key.stop : pair.value.start].decode(),
    )
    written = f"{table}{change.tag}{equals}{literal}"
    if pair.in_braces:
        return _Edit(pair.value.stop, pair.value.stop, f", {written}")
    end = text.find(b"\n", pair.value.stop)
    end = end if end >= 0 else len(text)
    indent = text[text.rfind(b"\n", 0, pair.start) + 1 : pair.start].decode()
    return _Edit(end, end, f"\n{indent}{written}")


def _pieces(content: bytes, text: bytes, edits: list[_Edit]) -> Iterator[bytes]:
    """The content, from one edit to the next. It may have another line end, and a mark at its beginning."""
    before = len(_BYTE_ORDER_MARK) if content.startswith(_BYTE_ORDER_MARK) else 0
    returns = _carriage_returns(content[before:], text)
    newline = "\r\n" if returns and returns[0] == text.find(b"\n") else "\n"
    done = 0
    for edit in edits:
        start, end = (before + at + bisect_left(returns, at) for at in (edit.start, edit.end))
        yield content[done:start]
        yield edit.text.replace("\n", newline).encode()
        done = end
    yield content[done:]


def _carriage_returns(content: bytes, text: bytes) -> list[int]:
    """The line feeds of the text before which the content has a carriage return."""
    if len(content) == len(text):
        return []
    found: list[int] = []
    at = content.find(b"\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = content.find(b"\r\n", at + 2)
    return found


def _unexpected(file: Edited, spots: list[_Spot]) -> Iterator[Fault]:
    """Nothing but the wordings may read otherwise; else the file has something that we do not understand."""
    wanted = deepcopy(file.document.data)
    for spot in spots:
        table = _at(wanted, spot.place[:-1])
        table[spot.place[-1]] = spot.change.text
    try:
        is_right = tomllib.loads(file.content.decode("utf-8-sig").replace("\r\n", "\n")) == wanted
    except ValueError:
        is_right = False
    if not is_right:
        message = f"{file.document.name} cannot be changed without changing more than its wordings"
        yield Fault(spots[0].change.line, message, "write the translations into it by hand")


def _at(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data
