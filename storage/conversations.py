"""Chats. Whoever changes anything in a conversation locks its row first, so that all in it has one order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from storage import writing
from storage.locking import locked
from storage.prepared import Prepared
from storage.records import Conversation, columns_of, record_of
from storage.tables import ConversationRow
from storage.writing import insert_new


@dataclass(frozen=True, slots=True)
class Address:
    """The key of a conversation: which channel, which of our bots, which chat."""

    channel: str
    bot: str
    address: str


Profile = Mapping[str, str | bool | None]
"""Columns that the platform or the configuration tells anew each time: names, language, `is_test`."""


def meet(session: Session, address: Address, profile: Profile, now: datetime) -> Conversation:
    """The conversation at this address, locked, made if it is new; its profile is brought up to date."""
    row = _AT_LOCKED.first(session, **_key(address))
    if row is None:
        new = _key(address) | {"is_test": False} | dict(profile)
        insert_new(session, ConversationRow, **new, created_at=now)
        row = _AT_LOCKED.one(session, **_key(address))
    changed = {name: value for name, value in profile.items() if getattr(row, name) != value}
    if changed:
        change(session, row.id, **changed)
    return record_of(Conversation, row._replace(**changed))


def _key(address: Address) -> dict[str, str]:
    return {"channel": address.channel, "bot": address.bot, "address": address.address}


def find(session: Session, address: Address) -> Conversation | None:
    row = _AT.first(session, **_key(address))
    return record_of(Conversation, row) if row else None


def lock(session: Session, conversation_id: int) -> Conversation:
    """The conversation, locked until the commit. Raises `sqlalchemy.exc.NoResultFound` for an unknown id."""
    return record_of(Conversation, _LOCKED.one(session, conversation_id=conversation_id))


def hold(session: Session, conversation_id: int) -> None:
    """Locks it for whoever need not know more of it; a turn on SQLite holds the only lock there is."""
    if session.info["dialect"].name != "sqlite":
        _HELD.first(session, conversation_id=conversation_id)


def get(session: Session, conversation_id: int) -> Conversation:
    """Raises `sqlalchemy.exc.NoResultFound` for an unknown id."""
    return record_of(Conversation, _BY_ID.one(session, conversation_id=conversation_id))


def change(session: Session, conversation_id: int, **columns: Any) -> None:
    """Sets the given columns (`blocked_at`, `opted_out_at`, `chosen_language`, …)."""
    writing.change(session, ConversationRow, conversation_id, **columns)


_CONVERSATIONS = select(*columns_of(Conversation, ConversationRow))
_HERE = _CONVERSATIONS.where(
    col(ConversationRow.channel) == bindparam("channel"),
    col(ConversationRow.bot) == bindparam("bot"),
    col(ConversationRow.address) == bindparam("address"),
)
_THIS = _CONVERSATIONS.where(col(ConversationRow.id) == bindparam("conversation_id"))
_AT, _AT_LOCKED = Prepared(_HERE), Prepared(locked(_HERE))
_HELD = Prepared(
    locked(select(col(ConversationRow.id)).where(col(ConversationRow.id) == bindparam("conversation_id")))
)
_BY_ID, _LOCKED = Prepared(_THIS), Prepared(locked(_THIS))
