"""Customers and what they bought, as the shops tell it."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from storage.inserting import insert_new
from storage.records import Customer, Purchase, record_of
from storage.tables import CustomerRow, PurchaseEventRow, PurchaseRow


def save_customer(
    session: Session, source: str, external_id: str, profile: dict[str, Any], now: datetime
) -> Customer:
    """The customer under this id, made or brought up to date. What `profile` leaves out stays as it was."""
    insert_new(session, CustomerRow, source=source, external_id=external_id, created_at=now, tags=[])
    query = select(CustomerRow).filter_by(source=source, external_id=external_id).with_for_update()
    row = session.exec(query).one()
    row.sqlmodel_update(profile)
    session.add(row)
    session.flush()
    return record_of(Customer, row)


def save_purchase(
    session: Session, source: str, external_id: str, details: dict[str, Any], now: datetime
) -> Purchase:
    """The purchase under this id, made or brought up to date; `details` are columns, `customer_id` among them."""
    insert_new(
        session, PurchaseRow, source=source, external_id=external_id, created_at=now, **_first(details)
    )
    query = select(PurchaseRow).filter_by(source=source, external_id=external_id).with_for_update()
    row = session.exec(query).one()
    row.sqlmodel_update(details)
    session.add(row)
    session.flush()
    return record_of(Purchase, row)


def _first(details: dict[str, Any]) -> dict[str, Any]:
    return {"items": [], "shipments": [], "attributes": {}} | details


def add_event(session: Session, purchase_id: int, kind: str, occurred_at: datetime, now: datetime) -> bool:
    """Whether this event was not yet known."""
    return insert_new(
        session,
        PurchaseEventRow,
        purchase_id=purchase_id,
        type=kind,
        occurred_at=occurred_at,
        received_at=now,
    )


def get_customer(session: Session, customer_id: int) -> Customer:
    return record_of(Customer, session.get_one(CustomerRow, customer_id))


def get_purchase(session: Session, purchase_id: int) -> Purchase:
    return record_of(Purchase, session.get_one(PurchaseRow, purchase_id))


def reach_at(session: Session, customer_id: int, conversation_id: int) -> None:
    """From now on this customer is reached in this conversation."""
    session.exec(
        update(CustomerRow).where(col(CustomerRow.id) == customer_id).values(conversation_id=conversation_id)
    )


def newest_customer_in(session: Session, conversation_id: int) -> Customer | None:
    """Whom to take the writer for when they write without a survey: the customer last tied to this chat."""
    query = (
        select(CustomerRow)
        .where(CustomerRow.conversation_id == conversation_id)
        .order_by(col(CustomerRow.id).desc())
        .limit(1)
    )
    row = session.exec(query).one_or_none()
    return record_of(Customer, row) if row else None
