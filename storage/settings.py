"""Facts about this installation that it made up or found out itself."""

import secrets

from sqlmodel import Session, col, update

from storage.tables import SettingRow
from storage.writing import insert_new

_SECRET = "instance_secret"  # noqa: S105  # the name of the setting, not its value


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
    name = f"username:{bot}"
    if not insert_new(session, SettingRow, name=name, value=username):
        session.exec(update(SettingRow).where(col(SettingRow.name) == name).values(value=username))


def _read(session: Session, name: str) -> str | None:
    row = session.get(SettingRow, name)
    return row.value if row else None
