"""What the doctor says of an SQLite file that cannot be used, before anything is stored in it."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.config import Config, load_config
from bot.doctor.database import examine_database
from bot.doctor.files import keep_to_owner
from bot.doctor.findings import Finding
from bot.doctor.sqlite import find_trouble
from tests.bot.config.planting import SECRETS, WHOLE

NOBODY = 54321
Forbid = Callable[[Path], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database of 400 KiB."""
    path = tmp_path / "riscontro.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE message (id INTEGER PRIMARY KEY, words TEXT)")
        connection.executemany("INSERT INTO message (words) VALUES (?)", [("It came late" * 30,)] * 1000)
    path.chmod(0o600)
    return path


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Forbid:
    """Root, as whom tests may run, may write everywhere: this place it may not."""

    def forbid(place: Path) -> None:
        may = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: path != place and may(path, mode))

    return forbid


def damage(path: Path) -> None:
    with path.open("r+b") as content:
        content.seek(8 * 1024)
        content.write(random.Random(7).randbytes(60 * 1024))  # noqa: S311 - the same each time


def trouble(path: Path) -> Finding:
    found = find_trouble(path)
    assert found is not None
    assert not found.well
    return found


def config_with(path: Path, tmp_path: Path) -> Config:
    (tmp_path / "config.toml").write_text(WHOLE, encoding="utf-8")
    config = load_config(tmp_path / "config.toml", SECRETS).config
    assert config is not None
    return config.model_copy(
        update={"database": config.database.model_copy(update={"url": f"sqlite:///{path}"})}
    )


def test_a_whole_file_has_none(file: Path) -> None:
    assert find_trouble(file) is None


def test_a_damaged_file_is_called_so_with_the_way_back(file: Path) -> None:
    damage(file)
    found = trouble(file)
    assert found.sentence.startswith(f"{file} is damaged: ")
    assert "\n" not in found.sentence
    assert found.advice is not None
    assert "put the newest copy back" in found.advice
    assert f"`sqlite3 {file} .recover`" in found.advice


def test_trouble_ends_the_examination_of_the_database(file: Path, tmp_path: Path) -> None:
    damage(file)
    [found] = examine_database(config_with(file, tmp_path))
    assert "is damaged" in found.sentence


def test_looking_through_changes_nothing(file: Path) -> None:
    before = {path: path.read_bytes() for path in file.parent.iterdir()}
    find_trouble(file)
    assert {path: path.read_bytes() for path in file.parent.iterdir()} == before


def test_what_is_no_database_is_not_sent_to_a_server(file: Path) -> None:
    file.write_text("[business]\n" * 100, encoding="utf-8")
    found = trouble(file)
    assert found.sentence == f"{file} is not an SQLite database"
    assert found.advice is not None
    assert "`url` in [database]" in found.advice


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    found = trouble(tmp_path)
    assert found.sentence == f"{tmp_path} is a folder"
    assert found.advice == f"name a file, as in sqlite:///{tmp_path}/riscontro.db"


@pytest.mark.parametrize("name", ["", "riscontro.db", "riscontro.db-journal", "riscontro.db.0a1b2c3d.lock"])
def test_whatever_cannot_be_written_is_named_with_its_owner(
    file: Path, forbid: Forbid, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = file.parent / name
    place.touch()
    forbid(place)
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    found = trouble(file)
    assert found.sentence == f"user {NOBODY} may not write {place}, which belongs to {place.owner()}"
    assert found.advice == (f"run Riscontro, and the doctor, as {place.owner()}; or `chown {NOBODY} {place}`")


def test_a_folder_that_may_not_be_looked_into_is_named(
    file: Path, forbid: Forbid, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        if path == file:
            raise PermissionError
        return True

    forbid(file.parent)
    monkeypatch.setattr(Path, "is_dir", refuse)
    monkeypatch.setattr(Path, "exists", refuse)
    assert f"may not read and write {file.parent}" in trouble(file).sentence


def test_what_is_our_own_can_be_opened_to_us(file: Path, forbid: Forbid) -> None:
    forbid(file)
    assert trouble(file).advice == f"chmod u+rwX {file}"


def test_a_disk_that_is_mounted_read_only_is_no_matter_of_owners(
    file: Path, forbid: Forbid, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.statvfs(file)
    read_only = os.statvfs_result([*real[:8], real.f_flag | os.ST_RDONLY, real.f_namemax])
    monkeypatch.setattr(os, "statvfs", lambda _: read_only)
    forbid(file.parent)
    assert trouble(file).sentence == f"{file.parent} is on a disk that is mounted read-only"


def test_no_database_is_promised_where_none_can_be_made(tmp_path: Path, forbid: Forbid) -> None:
    config = config_with(tmp_path / "data" / "riscontro.db", tmp_path)
    (tmp_path / "data").mkdir()
    forbid(tmp_path / "data")
    [found] = examine_database(config)
    assert f"may not read and write {tmp_path}/data" in found.sentence
    assert list((tmp_path / "data").iterdir()) == []


def test_a_file_of_another_user_is_not_closed_to_us(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep_to_owner(file) == f"chmod 600 {file}"
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    assert keep_to_owner(file).startswith(f"it belongs to {file.owner()}: chown it")
