"""A network disk is found under every name it goes by, and a local one is left alone."""

import stat
from pathlib import Path

import pytest

from storage.errors import UnsuitablePlace
from storage.places import create_for_owner, refuse_network_disk

MOUNTS = """\
/dev/vda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /mnt/share nfs4 rw,vers=4.2 0 0
/dev/vdb1 /mnt/share/local ext4 rw 0 0
//box/data /mnt/office\\040files cifs rw 0 0
systemd-1 /net/auto autofs rw 0 0
server:/auto /net/auto nfs rw 0 0
server:/under /covered nfs rw 0 0
tmpfs /covered tmpfs rw 0 0
me@host:/ /mnt/ssh fuse.sshfs rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/share/riscontro.db", "nfs4"),
        ("/mnt/share/deep/down/riscontro.db", "nfs4"),
        ("/mnt/office files/riscontro.db", "cifs"),
        ("/net/auto/riscontro.db", "nfs"),
        ("/mnt/ssh/riscontro.db", "fuse.sshfs"),
    ],
)
def test_a_network_disk_is_refused(mounts: Path, path: str, kind: str) -> None:
    with pytest.raises(UnsuitablePlace, match=rf"network disk \({kind}\).*or use PostgreSQL"):
        refuse_network_disk(Path(path), mounts)


@pytest.mark.parametrize(
    "path",
    ["/var/lib/riscontro.db", "/mnt/share/local/riscontro.db", "/mnt/shared.db", "/covered/riscontro.db"],
)
def test_a_local_disk_is_fine(mounts: Path, path: str) -> None:
    refuse_network_disk(Path(path), mounts)


def test_a_link_into_a_network_disk_is_followed(tmp_path: Path, mounts: Path) -> None:
    (tmp_path / "data").symlink_to("/mnt/share")
    with pytest.raises(UnsuitablePlace):
        refuse_network_disk(tmp_path / "data" / "riscontro.db", mounts)


def test_where_mounts_are_not_listed_nothing_is_refused(tmp_path: Path) -> None:
    refuse_network_disk(Path("/mnt/share/riscontro.db"), tmp_path / "no such file")


def test_what_is_created_is_for_its_owner_and_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    old.write_bytes(b"words of customers")
    old.chmod(0o640)
    for path in (new, old, tmp_path / "no folder" / "third.db"):
        create_for_owner(path)
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert old.read_bytes() == b"words of customers"
    assert sorted(tmp_path.iterdir()) == [new, old]
