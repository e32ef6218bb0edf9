"""Writes several files as one: all of them or none, and none that somebody else has changed meanwhile."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile


class ChangedMeanwhile(Exception):
    """A file is no longer as it was read; the message is its path."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """`before` is what was read, `None` where there was no file. The path leads through no links."""

    path: Path
    before: bytes | None
    after: bytes


def replace_all(replacements: Sequence[Replacement]) -> None:
    """Each file is replaced in one move and keeps its owner and permissions.

    Raises:
        ChangedMeanwhile: and nothing is written.
        OSError: and all is as it was.
    """
    with ExitStack() as stack:
        prepared = [stack.enter_context(_prepared(each)) for each in replacements]
        for each in replacements:
            _refuse_changed(each)
        _move(replacements, prepared)


@contextmanager
def _prepared(replacement: Replacement) -> Iterator[Path]:
    """The new content in a file beside the old one, safely on the disk; it is gone afterwards, or moved."""
    path = replacement.path
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        made = Path(file.name)
        try:
            file.write(replacement.after)
            file.flush()
            _take_after(file.fileno(), None if replacement.before is None else path.stat())
            os.fsync(file.fileno())
            yield made
        finally:
            made.unlink(missing_ok=True)


def _take_after(descriptor: int, example: os.stat_result | None) -> None:
    """Owner and permissions: those of the file before, else the usual ones."""
    if example is None:
        os.fchmod(descriptor, 0o666 & ~_umask())
        return
    made = os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (example.st_uid, example.st_gid):
        os.fchown(descriptor, example.st_uid, example.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(example.st_mode))


def _umask() -> int:
    """It can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _refuse_changed(replacement: Replacement) -> None:
    try:
        today = replacement.path.read_bytes()
    except FileNotFoundError:
        today = None
    if today != replacement.before:
        raise ChangedMeanwhile(str(replacement.path))


def _move(replacements: Sequence[Replacement], prepared: Sequence[Path]) -> None:
    with ExitStack() as undo:
        for replacement, path in zip(replacements, prepared, strict=True):
            path.replace(replacement.path)
            undo.callback(_restore, replacement)
        undo.pop_all()


def _restore(replacement: Replacement) -> None:
    path, before = replacement.path, replacement.before
    with suppress(OSError):
        if before is None:
            path.unlink()
            return
        with _prepared(Replacement(path, replacement.after, before)) as old:
            old.replace(path)
