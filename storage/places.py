"""Where an SQLite file may lie: its locks, and so everything in it, are only as good as those of the disk."""

import os
import re
from contextlib import suppress
from pathlib import Path

from storage.errors import UnsuitablePlace

_NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "fuse.ceph",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)


def refuse_network_disk(path: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Raises `UnsuitablePlace` when `path` lies on a network file system, whose locks SQLite cannot trust.

    `mounts` is in the format of fstab(5). Where there is no such file, nothing is known and nothing refused.
    """
    if not mounts.exists():
        return
    kind = _file_system_of(path.resolve(), mounts.read_text(encoding="utf-8", errors="surrogateescape"))
    if kind in _NETWORK_FILE_SYSTEMS:
        raise UnsuitablePlace(
            f"{path} is on a network disk ({kind}), whose locks SQLite cannot rely on: "
            "put the database on a local disk, or use PostgreSQL"
        )


def create_for_owner(path: Path) -> None:
    """An empty file that nobody but its owner reads; what SQLite puts beside it takes over its mode.

    One that is there stays as it is. Why one cannot be created is told by SQLite, which is next to try.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _file_system_of(path: Path, mounts: str) -> str | None:
    """That of the mount point nearest above; of several mounts on one point the last lies on top."""
    nearest, kind = Path(), None
    for line in mounts.splitlines():
        _, point, found, *_ = line.split()
        place = Path(_unescape(point))
        if path.is_relative_to(place) and len(place.parts) >= len(nearest.parts):
            nearest, kind = place, found
    return kind


def _unescape(point: str) -> str:
    """Spaces and the like stand as three octal digits behind a backslash, see getmntent(3)."""
    return re.sub(r"\\([0-7]{3})", lambda escape: chr(int(escape[1], 8)), point)
