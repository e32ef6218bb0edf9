"""Deep links. Only a SHA-256 of the token is kept, so a copy of the database opens nobody's survey."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import func
from sqlmodel import Session, col, or_, select, update

from storage.inserting import insert_new
from storage.records import Link, record_of
from storage.tables import LinkRow


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
    row = session.exec(select(LinkRow).where(LinkRow.token_hash == _hash(token))).one_or_none()
    return record_of(Link, row) if row else None


def bind(session: Session, link_id: int, conversation_id: int, now: datetime) -> bool:
    """Ties the link to the chat that opens it first, in one step; False when another chat was first."""
    mine_or_free = or_(
        col(LinkRow.conversation_id).is_(None), col(LinkRow.conversation_id) == conversation_id
    )
    opened = {"conversation_id": conversation_id, "opened_at": func.coalesce(LinkRow.opened_at, now)}
    statement = update(LinkRow).where(col(LinkRow.id) == link_id, mine_or_free).values(**opened)
    return session.exec(statement).rowcount == 1


def of_purchase(session: Session, purchase_id: int) -> Link | None:
    row = session.exec(select(LinkRow).where(LinkRow.purchase_id == purchase_id)).one_or_none()
    return record_of(Link, row) if row else None


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
