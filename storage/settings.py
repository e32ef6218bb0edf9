"""Facts about this installation that it made up or found out itself."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, update

from storage.tables import SettingRow
from storage.writing import insert_new

_SECRET = "instance_secret"  # noqa: S105  # the name of the setting, not its value

_SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Saved:
    """What the file of the configuration said when it was last taken up, by the digest of it."""

    digest: str
    at: datetime


def instance_secret(session: Session) -> bytes:
    """32 random bytes, made once per database. Link tokens are derived from them."""
    insert_new(session, SettingRow, name=_SECRET, value=secrets.token_hex(32))
    return bytes.fromhex(_read(session, _SECRET) or "")


def rewrite_secret(session: Session) -> None:
    """Stores the secret as it is once more: a write that changes nothing, to see that writing works."""
    same = update(SettingRow).where(col(SettingRow.name) == _SECRET).values(value=SettingRow.value)
    session.exec(same)


def remembered_username(session: Session, bot: str) -> str | None:
    """The username of the bot with this id, as Telegram last told it."""
    return _read(session, f"username:{bot}")


def remember_username(session: Session, bot: str, username: str) -> None:
    """Replicas that start together may learn it at the same moment."""
    _remember(session, f"username:{bot}", username)


def saved_last(session: Session) -> Saved | None:
    """None before any was taken up."""
    written = _read(session, _SAVED)
    if written is None:
        return None
    digest, _, at = written.partition(" ")
    return Saved(digest, datetime.fromisoformat(at))


def remember_saved(session: Session, saved: Saved) -> None:
    _remember(session, _SAVED, f"{saved.digest} {saved.at.isoformat()}")


def _remember(session: Session, name: str, value: str) -> None:
    if not insert_new(session, SettingRow, name=name, value=value):
        session.exec(update(SettingRow).where(col(SettingRow.name) == name).values(value=value))


def _read(session: Session, name: str) -> str | None:
    row = session.get(SettingRow, name)
    return row.value if row else None
