"""Finds the files that an `include` with wildcards names, and never searches a whole disk for them."""

import os
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

_MOST_ENTRIES = 10_000

_WILDCARDS = frozenset("*?[")


class BadPattern(ValueError):
    """In words for whoever wrote it."""


def has_wildcards(pattern: str) -> bool:
    return not _WILDCARDS.isdisjoint(pattern)


@dataclass(frozen=True, slots=True)
class Found:
    """`folders` are all that were looked through, where more such files may appear one day."""

    files: set[Path] = field(default_factory=set)
    folders: set[Path] = field(default_factory=set)


def find_files(folder: Path, pattern: str) -> Found:
    """Every file that the pattern names. `**` is any number of folders, links aside.

    What may not be read has no files. A wildcard stands for no hidden name, which begins with a dot: editors,
    and we ourselves, keep there for a moment what is being written.

    Raises:
        BadPattern: when too many files would have to be looked at, or none can have such a name.
    """
    if "\0" in pattern:
        raise BadPattern("no file can have such a name")
    found, looked_at = Found(), 0
    whole = PurePath(pattern)
    pending = [(folder / whole.anchor, whole.parts[1:] if whole.anchor else whole.parts)]
    while pending:
        here, parts = pending.pop()
        if not parts:
            found.files.update([here] if _is_file(here) else [])
        elif not has_wildcards(parts[0]):
            pending.append((here / parts[0], parts[1:]))
        else:
            found.folders.add(here)
            entries = _entries(here)
            looked_at += len(entries)
            if looked_at > _MOST_ENTRIES:
                raise BadPattern(f"more than {_MOST_ENTRIES:,} files would have to be looked at")
            pending += _next(here, parts, [entry for entry in entries if not entry.name.startswith(".")])
    return found


def _next(
    here: Path, parts: tuple[str, ...], entries: list[os.DirEntry[str]]
) -> list[tuple[Path, tuple[str, ...]]]:
    """Where to look for which parts of the pattern then."""
    if parts[0] != "**":
        return [(Path(entry), parts[1:]) for entry in entries if fnmatchcase(entry.name, parts[0])]
    deeper = [(Path(entry), parts) for entry in entries if entry.is_dir(follow_symlinks=False)]
    return [(here, parts[1:]), *deeper]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in the folder; of a huge one only so much as shows that it is one."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry, _ in zip(entries, range(_MOST_ENTRIES + 1), strict=False)]
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
