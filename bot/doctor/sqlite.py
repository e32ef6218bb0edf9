"""An SQLite file as it lies there: whether this user may write it, whether it is whole, its library and disk.

Damage hides behind whatever happens to be read, so the whole file is looked through; not for long,
since where there is no write-ahead log the commits of a running program wait meanwhile.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from glob import escape
from pathlib import Path
from threading import Timer

from bot.doctor.files import is_open_to_all, keep_to_owner, name_of
from bot.doctor.findings import Finding, bad, good
from bot.readiness import NEARLY_FULL
from flows.problems import Place
from storage.database import wal_is_safe

LOOK_FOR_S = 2.0
"""Shorter than a turn waits for a lock."""

_PLACE: Place = ("database", "url")
_PUT_BACK = "stop Riscontro and put the newest copy back, as docs/operations.md tells"


def find_trouble(path: Path) -> Finding | None:
    """What keeps the file from being used at all, if anything does. Nothing is created."""
    for place in _written_to(path):
        if not os.access(place, os.W_OK | os.R_OK | (os.X_OK if place.is_dir() else 0)):
            return _closed(place)
    if path.is_dir():
        return bad(_PLACE, f"{path} is a folder", f"name a file, as in sqlite:///{path / 'riscontro.db'}")
    return _damage(path) if path.exists() else None


def examine_sqlite(path: Path) -> Iterator[Finding]:
    """The library, and around the file: who else may read it, and how much room there is."""
    yield _library()
    if is_open_to_all(path):
        sentence = f"everybody on this machine can read what customers wrote in {path}"
        yield bad(_PLACE, sentence, keep_to_owner(path))
    yield _disk(path)


def _written_to(path: Path) -> Iterator[Path]:
    """The folder, where SQLite makes its journal and `run` its lock; and what of all this is there."""
    yield path.parent
    if not os.access(path.parent, os.X_OK):
        return
    if path.exists():
        yield path
    for beside in ("-*", ".*.lock"):
        yield from path.parent.glob(f"{escape(path.name)}{beside}")


def _closed(place: Path) -> Finding:
    """Whose it is decides on what helps: its mode is no help on another's file, nor on a read-only disk."""
    if os.statvfs(place).f_flag & os.ST_RDONLY:
        advice = "mount it so that it can be written, or put the database elsewhere: `url` in [database]"
        return bad(_PLACE, f"{place} is on a disk that is mounted read-only", advice)
    owner, user = place.stat().st_uid, os.geteuid()
    if owner == user:
        return bad(_PLACE, f"{name_of(user)} may not read and write {place}", f"chmod u+rwX {place}")
    advice = f"run Riscontro, and the doctor, as {name_of(owner)}; or `chown {user} {place}`"
    return bad(_PLACE, f"{name_of(user)} may not write {place}, which belongs to {name_of(owner)}", advice)


def _damage(path: Path) -> Finding | None:
    """What else keeps SQLite from reading is told by opening it, which comes next."""
    try:
        found = _look_through(path)
    except sqlite3.DatabaseError as error:
        match error.sqlite_errorcode & 0xFF:  # the low byte is the primary code
            case sqlite3.SQLITE_NOTADB:
                advice = f"see that `url` in [database] is right; if so it is damaged: {_PUT_BACK}"
                return bad(_PLACE, f"{path} is not an SQLite database", advice)
            case sqlite3.SQLITE_CORRUPT:
                found = str(error)
            case _:
                return None
    if found == "ok":
        return None
    advice = f"{_PUT_BACK}; without one, `sqlite3 {path} .recover` saves what can be read"
    return bad(_PLACE, f"{path} is damaged: {' '.join(found.split())}", advice)


def _look_through(path: Path) -> str:
    """SQLite's first complaint, or `ok` (https://www.sqlite.org/pragma.html#pragma_quick_check)."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        enough = Timer(LOOK_FOR_S, connection.interrupt)
        enough.start()
        try:
            return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
        finally:
            enough.cancel()
            enough.join()


def _library() -> Finding:
    version = sqlite3.sqlite_version
    if wal_is_safe():
        return good(_PLACE, f"SQLite {version}, with write-ahead log")
    advice = "it is safe, and costs about a third of the speed under load; 3.51.3 or newer lifts it"
    return good(_PLACE, f"SQLite {version} lacks the WAL-reset fix, so the rollback journal is used", advice)


def _disk(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    sentence = f"{free / 2**30:.1f} GiB are free beside {path}"
    if free >= NEARLY_FULL:
        return good(_PLACE, sentence)
    return bad(_PLACE, sentence, "make room: when the disk is full, nothing can be stored")
