"""Reads the files that an admin names: no more of them than is asked for, and never waits for what is none.

A pipe without a writer would keep the program waiting for ever, and a device may never end.
"""

import os
import stat
from errno import EINVAL
from pathlib import Path


class NotAFile(OSError):
    """A folder, a device or a pipe stands there."""


def read_beginning(path: Path, most: int) -> bytes:
    """At most so many bytes, and one more from a file that is larger.

    Raises:
        NotAFile: before anything is read.
        OSError, ValueError: for what is not there, is not to be read, or has an impossible name.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # some devices do something as soon as they are opened
        raise NotAFile(EINVAL, "this is no file")
    with open(path, "rb", opener=_open_at_once) as file:
        return file.read(most + 1) or b""  # nothing at all where one would have to wait


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def reason_of(error: Exception) -> str:
    """In the words of the system, in small letters."""
    if isinstance(error, OSError):
        return (error.strerror or "unknown reason").lower()
    return "its name is not valid"
