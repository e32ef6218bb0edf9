"""Adds a piece to a configuration, in one file of it: whole or not at all, and without touching the rest."""

import os
import tomllib
from pathlib import Path

from bot.config import Finding, load_config
from bot.config.outline import Outline, outline_of
from flows.problems import Severity


class NotAdded(Exception):
    """Why nothing was changed, and what to do about it; the file is as it was before."""


def add_piece(config: Path, file: Path, piece: str, flow: str) -> None:
    """Puts the piece, which has this flow in it, at the end of the file.

    Raises:
        NotAdded: when the configuration would not take it.
        OSError: when the file cannot be written.
    """
    file = file.resolve()  # what a link leads to is changed, not the link
    before = file.read_bytes() if file.exists() else None
    is_new_folder = not file.parent.exists()
    findings = set(load_config(config, os.environ).problems)
    content = _with_piece(before or b"", piece)
    _refuse_broken(file, content)
    _replace(file, content)
    try:
        _refuse_harm(config, file, flow, findings)
    except NotAdded:
        _put_back(file, before)
        if is_new_folder:
            file.parent.rmdir()
        raise


def _with_piece(before: bytes, piece: str) -> bytes:
    """With an empty line between, and the line ends that the file has."""
    ends = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before.strip() else ends if before.endswith(b"\n") else ends * 2
    return before + gap + piece.encode().replace(b"\n", ends)


def _refuse_broken(file: Path, content: bytes) -> None:
    """Raises `NotAdded` where TOML does not let a table follow: after a list in one piece, for example."""
    try:
        tomllib.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise NotAdded(
            f"{file.name} would not be right any more ({error}); --to names another file"
        ) from error


def _replace(file: Path, content: bytes) -> None:
    """Whoever reads meanwhile sees the old file or the new one."""
    file.parent.mkdir(exist_ok=True)
    beside = file.with_name(f".{file.name}.new")  # no pattern such as *.toml takes it in
    try:
        with beside.open("wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        if file.exists():
            beside.chmod(file.stat().st_mode)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


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


def _put_back(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink()
    else:
        _replace(file, before)
