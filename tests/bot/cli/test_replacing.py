"""Several files are written as one."""

import errno
import os
import stat
from pathlib import Path

import pytest

from bot.cli.replacing import ChangedMeanwhile, Replacement, replace_all


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_all_are_replaced_and_keep_their_permissions(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"1")
    first.chmod(0o640)
    replace_all([Replacement(first, b"1", b"2"), Replacement(second, None, b"3")])
    assert contents(tmp_path) == {"a": b"2", "b": b"3"}
    assert stat.S_IMODE(first.stat().st_mode) == 0o640
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(second.stat().st_mode) == 0o666 & ~umask


@pytest.mark.parametrize("today", [b"9", None])
def test_nothing_is_written_when_one_was_changed_meanwhile(tmp_path: Path, today: bytes | None) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    changes = [Replacement(first, b"1", b"3"), Replacement(second, today, b"4")]
    with pytest.raises(ChangedMeanwhile, match=str(second)):
        replace_all(changes)
    assert contents(tmp_path) == {"a": b"1", "b": b"2"}


def test_what_was_moved_already_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    first.write_bytes(b"1")
    first.chmod(0o640)
    move = Path.replace

    def fail_at_the_third(path: Path, target: Path) -> Path:
        if target == third:
            raise OSError(errno.EIO, "the disk is gone", str(target))
        return move(path, target)

    monkeypatch.setattr(Path, "replace", fail_at_the_third)
    with pytest.raises(OSError, match="the disk is gone"):
        replace_all(
            [Replacement(first, b"1", b"2"), Replacement(second, None, b"3"), Replacement(third, None, b"4")]
        )
    assert contents(tmp_path) == {"a": b"1"}
    assert stat.S_IMODE(first.stat().st_mode) == 0o640


def test_nothing_is_written_where_one_cannot_be_prepared(tmp_path: Path) -> None:
    first = tmp_path / "a"
    first.write_bytes(b"1")
    with pytest.raises(FileNotFoundError):
        replace_all([Replacement(first, b"1", b"2"), Replacement(tmp_path / "gone" / "b", None, b"3")])
    assert contents(tmp_path) == {"a": b"1"}
