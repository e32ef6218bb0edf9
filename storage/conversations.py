"""Chats. Whoever changes anything in a conversation locks its row first, so that all in it has one order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from storage.inserting import insert_new
from storage.locking import locked
from storage.records import Conversation, record_of
from storage.tables import ConversationRow


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
    key = {"channel": address.channel, "bot": address.bot, "address": address.address}
    insert_new(session, ConversationRow, **key, **{"is_test": False, **profile}, created_at=now)
    row = session.exec(locked(select(ConversationRow).filter_by(**key))).one()
    row.sqlmodel_update(dict(profile))
    session.add(row)
    return record_of(Conversation, row)


def find(session: Session, address: Address) -> Conversation | None:
    query = select(ConversationRow).filter_by(
        channel=address.channel, bot=address.bot, address=address.address
    )
    row = session.exec(query).one_or_none()
    return record_of(Conversation, row) if row else None


def lock(session: Session, conversation_id: int) -> Conversation:
    """The conversation, locked until the commit. Raises `sqlalchemy.exc.NoResultFound` for an unknown id."""
    query = select(ConversationRow).where(ConversationRow.id == conversation_id)
    return record_of(Conversation, session.exec(locked(query)).one())


def get(session: Session, conversation_id: int) -> Conversation:
    """Raises `sqlalchemy.exc.NoResultFound` for an unknown id."""
    return record_of(Conversation, session.get_one(ConversationRow, conversation_id))


def change(session: Session, conversation_id: int, **columns: Any) -> None:
    """Sets the given columns (`blocked_at`, `opted_out_at`, `chosen_language`, …)."""
    session.exec(update(ConversationRow).where(col(ConversationRow.id) == conversation_id).values(**columns))
