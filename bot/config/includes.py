"""Reads a configuration with the files it includes, and lays them together.

The parts with names (`[flows.…]`, `[sources.…]`) may be spread over the files, lists of tables follow one
another, and every other section stands whole in one file.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.config.documents import NOT_A_FILE, UNREADABLE, Document, read_document
from bot.config.findings import Finding
from bot.config.origins import Draft, InFile
from bot.config.patterns import BadPattern, find_files, has_wildcards
from bot.config.positions import MOST_ENTRIES
from flows.problems import Place, Problem, Severity

_NAMED_SECTIONS = frozenset({"flows", "touchpoints", "sources", "sla", "segments", "hours"})

_LISTED_SECTIONS = frozenset({"complaints", "tests"})

_MOST_FILES = 500
_LARGEST = 4_000_000
"""Characters in all the files together."""

_LONGEST_PATTERN = 1_000

_PATTERN_HINT = 'write include = ["surveys/*.toml"]'

Reader = Callable[[str, Path], Document | Finding]
"""Reads one file, by the name that is shown and its resolved path."""


@dataclass
class _Reading:
    """What was read so far; `open_files` are those whose includes are being followed."""

    draft: Draft
    root: Path
    read: Reader
    seen: set[Path] = field(default_factory=set)
    open_files: list[Path] = field(default_factory=list)
    size: int = 0
    entries: int = 0


def read_all(name: str, path: Path, read: Reader = read_document) -> Draft | Finding:
    """The main file with everything it includes; the finding says why the main file cannot be read."""
    main = read(name, path)
    if isinstance(main, Finding):
        return main
    draft = Draft(main)
    _take(main, _Reading(draft, Path(name).parent, read))
    return draft


def _take(document: Document, reading: _Reading) -> None:
    reading.seen.add(document.path)
    reading.open_files.append(document.path)
    for key, value in document.data.items():
        if key != "include":
            _lay_in(reading.draft, document, key, value)
    for index, pattern in enumerate(_patterns(document, reading.draft)):
        for path in _matches(document, ("include", index), pattern, reading):
            _include(document, ("include", index), path, reading)
    reading.open_files.pop()


def _patterns(document: Document, draft: Draft) -> list[str]:
    patterns = document.data.get("include", [])
    if isinstance(patterns, list) and all(map(_may_be_pattern, patterns)):
        if len(patterns) <= _MOST_FILES:
            return patterns
        _report(
            draft, document, Problem(("include", _MOST_FILES), "too many files are included", _PATTERN_HINT)
        )
        return []
    _report(draft, document, Problem(("include",), "expected a list of file names", _PATTERN_HINT))
    return []


def _may_be_pattern(pattern: object) -> bool:
    return isinstance(pattern, str) and 0 < len(pattern) <= _LONGEST_PATTERN


def _report(draft: Draft, document: Document, problem: Problem) -> None:
    """Reports with a place in the document itself, whatever the whole looks like."""
    Draft(document, findings=draft.findings).report(problem)


def _matches(document: Document, place: Place, pattern: str, reading: _Reading) -> list[Path]:
    """The files that the pattern names. One with wildcards passes over what was read before."""
    if not has_wildcards(pattern):
        return [resolved(document.folder / pattern)]
    try:
        found = find_files(document.folder, pattern)
    except BadPattern as error:
        _report(reading.draft, document, Problem(place, str(error), _PATTERN_HINT))
        return []
    reading.draft.looked_at |= found.folders
    paths = sorted({resolved(path) for path in found.files})
    if not paths:
        hint = f"it begins at {document.folder}"
        _report(reading.draft, document, Problem(place, "no file matches this", hint, Severity.WARNING))
    return [path for path in paths if path not in reading.seen]


def resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def _include(document: Document, place: Place, path: Path, reading: _Reading) -> None:
    if path in reading.open_files:
        problem = Problem(
            place, "this file is being included already, by way of itself", "remove one of the includes"
        )
        _report(reading.draft, document, problem)
    elif len(reading.seen) >= _MOST_FILES:
        message = f"more than {_MOST_FILES} files are included"
        _report(reading.draft, document, Problem(place, message, "does the pattern match too much?"))
    elif reading.size > _LARGEST or reading.entries > MOST_ENTRIES:
        message = "the included files are too large, all together"
        _report(reading.draft, document, Problem(place, message, "does the pattern match too much?"))
    elif path not in reading.seen:
        reading.draft.looked_at.add(path)
        included = reading.read(_name(path, reading), path)
        if isinstance(included, Document):
            reading.size += len(included.text)
            reading.entries += len(included.positions)
            _take(included, reading)
        else:
            reading.seen.add(path)
            _report_unreadable(document, place, included, reading.draft)


def _name(path: Path, reading: _Reading) -> str:
    """The path as an admin would write it, who stands where the main file was named."""
    shown = os.path.relpath(path, reading.draft.main.folder)
    return str(reading.root / shown)


def _report_unreadable(document: Document, place: Place, why: Finding, draft: Draft) -> None:
    """A file that is not there is the fault of who named it; one that is wrong is shown where it is wrong."""
    if why.message.startswith((UNREADABLE, NOT_A_FILE)):
        _report(draft, document, Problem(place, f"{why.file}: {why.message}", why.hint))
    else:
        draft.findings.append(why)


def _lay_in(draft: Draft, document: Document, key: str, value: Any) -> None:
    if key in _NAMED_SECTIONS and isinstance(value, dict):
        table = draft.data.setdefault(key, {})
        draft.origins.setdefault((key,), InFile(document, (key,)))
        for name, entry in value.items():
            _lay(draft, document, (key, name), table, entry)
    elif key in _LISTED_SECTIONS and isinstance(value, list):
        _append(draft, document, key, value)
    else:
        _lay(draft, document, (key,), draft.data, value)


def _lay(draft: Draft, document: Document, place: Place, table: Any, value: Any) -> None:
    name = str(place[-1])
    if isinstance(table, dict) and name not in table:
        table[name] = value
        draft.origins[place] = InFile(document, place)
        return
    first = draft.whereabouts(place)
    message = f'"{".".join(map(str, place))}" is defined twice; the first time in {first}'
    _report(
        draft, document, Problem(place, message, "keep one of them, or give it another name", at_key=True)
    )


def _append(draft: Draft, document: Document, key: str, items: list[Any]) -> None:
    whole = draft.data.setdefault(key, [])
    if not isinstance(whole, list):
        _lay(draft, document, (key,), draft.data, items)
        return
    draft.origins.setdefault((key,), InFile(document, (key,)))
    for index, item in enumerate(items):
        draft.origins[(key, len(whole))] = InFile(document, (key, index))
        whole.append(item)
