"""Sees that files have changed, by their sizes and times, and those of their folders, where new ones may be.

Whoever saves may do so in several goes, and some editors save at every key. So what has changed counts once
two looks in a row find the same.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

Stamps = Mapping[Path, tuple[int, int]]


class Watch:
    """To be looked at every few seconds. `paths` are files and folders, be they there or not."""

    def __init__(self, paths: Collection[Path]) -> None:
        self._paths = frozenset(paths)
        self._seen: Stamps = {}
        self._read: Stamps = {}

    def look(self) -> bool:
        """Whether something has come to rest that was not read yet."""
        before, self._seen = self._seen, _stamps(self._paths)
        return before == self._seen != self._read

    def read(self, paths: Collection[Path]) -> None:
        """What the last look found was read since then, and may change with these paths from now on; with the
        same ones as before where there are none. What was saved since that look is seen by the next.
        """
        self._read = self._seen
        self._paths = frozenset(paths) or self._paths


def _stamps(watched: Collection[Path]) -> Stamps:
    paths = {*watched, *(path.parent for path in watched)}
    return {path: stamp for path in paths if (stamp := _stamp(path)) is not None}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
