"""The configuration as a whole, and whether others on this machine can read the secrets it points to."""

import stat
from collections.abc import Iterator
from pathlib import Path

from bot.config import Loaded
from bot.doctor.findings import Finding, bad, good

_OF_A_CONTAINER = (Path("/run/secrets"), Path("/var/run/secrets"))
"""Where Docker, Compose and Kubernetes put secrets: readable to all, and there is nobody else inside."""


def examine_files(loaded: Loaded) -> Iterator[Finding]:
    """How many mistakes and warnings there are, and the files with secrets that are open to all."""
    yield _configuration(len(loaded.errors), len(loaded.warnings))
    for file in loaded.secret_files:
        if is_open_to_all(file) and not any(file.is_relative_to(folder) for folder in _OF_A_CONTAINER):
            yield bad(
                ("config",), f"everybody on this machine can read the secret in {file}", f"chmod 600 {file}"
            )


def is_open_to_all(file: Path) -> bool:
    """Whether users beside owner and group may read it."""
    try:
        return bool(file.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False


def _configuration(mistakes: int, warnings: int) -> Finding:
    advice = "`riscontro check` shows each with its line"
    if mistakes:
        return bad(("config",), f"it cannot be used: {_counted(mistakes, 'mistake')}", advice)
    if warnings:
        return good(("config",), f"it can be used, with {_counted(warnings, 'warning')}", advice)
    return good(("config",), "it can be used")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
