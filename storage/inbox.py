"""Have I handled this before? The key is written in the same transaction as what was done."""

from datetime import datetime

from sqlmodel import Session, col, delete

from storage.tables import InboxRow
from storage.writing import insert_new


def is_new(session: Session, source: str, key: str, now: datetime) -> bool:
    """True the first time `key` comes from `source`; False for a repeat, however late it comes."""
    return insert_new(session, InboxRow, source=source, key=key, handled_at=now)


def forget(session: Session, source: str, key: str) -> None:
    """Nothing was done under this key after all: it may come again."""
    session.exec(delete(InboxRow).where(col(InboxRow.source) == source, col(InboxRow.key) == key))
