"""Deep links. Only a SHA-256 of the token is kept, so a copy of the database opens nobody's survey."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, func, or_, select, update
from sqlmodel import Session, col

from storage.prepared import Prepared
from storage.records import Link, columns_of, record_of
from storage.tables import LinkRow
from storage.writing import insert_new


def issue(session: Session, purchase_id: int, token: str, now: datetime, expires_at: datetime) -> None:
    """Remembers the link of a purchase. A link that is known already stays as it is."""
    insert_new(
        session,
        LinkRow,
        purchase_id=purchase_id,
        token_hash=_hash(token),
        issued_at=now,
        expires_at=expires_at,
    )


def find(session: Session, token: str) -> Link | None:
    row = _BY_TOKEN.first(session, token_hash=_hash(token))
    return record_of(Link, row) if row else None


def bind(session: Session, link_id: int, conversation_id: int, now: datetime) -> bool:
    """Ties the link to the chat that opens it first, in one step; False when another chat was first."""
    return _BIND.run(session, link_id=link_id, chat=conversation_id, now=now) == 1


def of_purchase(session: Session, purchase_id: int) -> Link | None:
    row = _OF_PURCHASE.first(session, purchase_id=purchase_id)
    return record_of(Link, row) if row else None


_LINKS = select(*columns_of(Link, LinkRow))
_BY_TOKEN = Prepared(_LINKS.where(col(LinkRow.token_hash) == bindparam("token_hash")))
_OF_PURCHASE = Prepared(_LINKS.where(col(LinkRow.purchase_id) == bindparam("purchase_id")))
_MINE_OR_FREE = or_(col(LinkRow.conversation_id).is_(None), col(LinkRow.conversation_id) == bindparam("chat"))
_BIND = Prepared(
    update(LinkRow)
    .where(col(LinkRow.id) == bindparam("link_id"), _MINE_OR_FREE)
    .values(
        conversation_id=bindparam("chat"),
        opened_at=func.coalesce(LinkRow.opened_at, bindparam("now", type_=LinkRow.opened_at.type)),  # type: ignore[union-attr]  # a column
    )
)


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
