"""The configuration as a whole, and whether others on this machine can read the secrets it points to."""

import os
import pwd
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.config import Finding as Mistake
from bot.config import Loaded
from bot.doctor.findings import Finding, bad, good

_OF_A_CONTAINER = (Path("/run/secrets"), Path("/var/run/secrets"))
"""Where Docker, Compose and Kubernetes put secrets: readable to all, and there is nobody else inside."""


def examine_files(loaded: Loaded) -> Iterator[Finding]:
    """The first mistake and how many more, or how many warnings; and the secrets that are open to all."""
    yield _configuration(loaded.errors, len(loaded.warnings))
    for file in loaded.secret_files:
        if is_open_to_all(file) and not any(file.is_relative_to(folder) for folder in _OF_A_CONTAINER):
            sentence = f"everybody on this machine can read the secret in {file}"
            yield bad(("config",), sentence, keep_to_owner(file))


def is_open_to_all(file: Path) -> bool:
    """Whether users beside owner and group may read it."""
    try:
        return bool(file.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False


def keep_to_owner(file: Path) -> str:
    """The advice for a file that is open to all. Closed while it is another's, it would be closed to us."""
    owner = file.stat().st_uid
    close = f"chmod 600 {file}"
    if owner == os.geteuid():
        return close
    return f"it belongs to {name_of(owner)}: chown it, if Riscontro runs as another user; then {close}"


def name_of(user: int) -> str:
    """What the machine calls the user with this number."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:  # usual in containers
        return f"user {user}"


def _configuration(mistakes: Sequence[Mistake], warnings: int) -> Finding:
    advice = "`riscontro check` shows each with what to do"
    if mistakes:
        first, *others = mistakes
        more = f"; and {_counted(len(others), 'other mistake')}" if others else ""
        sentence = f"it cannot be used: {first.file}:{first.line}: {first.message}{more}"
        return bad(("config",), sentence, advice)
    if warnings:
        return good(("config",), f"it can be used, with {_counted(warnings, 'warning')}", advice)
    return good(("config",), "it can be used")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
