"""Adds a piece to a configuration, in one file of it: whole or not at all, and without touching the rest."""

import os
import tomllib
from pathlib import Path

from bot.cli.replacing import ChangedMeanwhile, Replacement, replace_all
from bot.config import Finding, load_config
from bot.config.outline import Outline, outline_of
from flows.problems import Severity


class NotAdded(Exception):
    """Why nothing was changed, and what to do about it; the file is as it was before."""


def append(file: Path, piece: str) -> Replacement:
    """Puts the piece at the end of the file, which may be new; returns what was done.

    Raises:
        NotAdded: where TOML does not let the piece follow, or somebody else writes there at this moment.
        OSError: when the file cannot be written.
    """
    path = file.resolve()  # what a link leads to is changed, not the link
    before = path.read_bytes() if path.exists() else None
    done = Replacement(path, before, _with_piece(before or b"", piece))
    _refuse_broken(done)
    try:
        replace_all([done])
    except ChangedMeanwhile as error:
        raise NotAdded(f"{error} was changed by somebody else just now: try again") from error
    return done


def add_piece(config: Path, file: Path, piece: str, flow: str) -> None:
    """Appends the piece, which has this flow in it, to a file of the configuration.

    Raises:
        NotAdded: also when the configuration would not take it.
        OSError: when the file cannot be written.
    """
    is_new_folder = not file.parent.exists()
    findings = set(load_config(config, os.environ).problems)
    file.parent.mkdir(exist_ok=True)
    done = append(file, piece)
    try:
        _refuse_harm(config, file, flow, findings)
    except NotAdded:
        _undo(done)
        if is_new_folder:
            file.parent.rmdir()
        raise


def _with_piece(before: bytes, piece: str) -> bytes:
    """With an empty line between, and the line ends that the file has."""
    ends = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before.strip() else ends if before.endswith(b"\n") else ends * 2
    return before + gap + piece.encode().replace(b"\n", ends)


def _refuse_broken(done: Replacement) -> None:
    """Raises `NotAdded` where no table can follow: after a list in one piece, for example."""
    try:
        tomllib.loads(done.after.decode("utf-8-sig"))
    except ValueError as error:
        raise NotAdded(
            f"{done.path.name} would not be right any more ({error}): name another file"
        ) from error


def _refuse_harm(config: Path, file: Path, flow: str, before: set[Finding]) -> None:
    """Raises `NotAdded` unless the flow has arrived, and nothing but the flow itself may be wrong since."""
    if flow not in _flows(outline_of(config, os.environ)):
        hint = 'write include = ["surveys/*.toml"] at its top, and name a file in that folder'
        raise NotAdded(f"{config} does not include {file}: {hint}")
    for finding in load_config(config, os.environ).problems:
        is_new = finding.severity is Severity.ERROR and finding not in before
        if is_new and finding.path[:2] != ("flows", flow):
            raise NotAdded(str(finding))


def _flows(outline: Outline | Finding) -> frozenset[str]:
    return outline.flows if isinstance(outline, Outline) else frozenset()


def _undo(done: Replacement) -> None:
    if done.before is None:
        done.path.unlink()
    else:
        replace_all([Replacement(done.path, done.after, done.before)])
