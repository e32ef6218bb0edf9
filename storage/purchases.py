"""Customers and what they bought, as the shops tell it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Integer, bindparam, literal_column
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from storage.locking import locked
from storage.prepared import Prepared
from storage.records import Customer, Purchase, columns_of, record_of
from storage.tables import CustomerRow, PurchaseEventRow, PurchaseRow
from storage.writing import change, insert_new

ThingT = TypeVar("ThingT", CustomerRow, PurchaseRow)


@dataclass(frozen=True, slots=True)
class Told:
    """Of what we were told, and when: the source, the id of the thing there, the time of the event."""

    source: str
    external_id: str
    at: datetime


def save_customer(session: Session, told: Told, profile: dict[str, Any], now: datetime) -> Customer:
    """The customer under this id, locked; made or brought up to date.

    What `profile` leaves out stays as it was, and an event older than the newest one known changes nothing.
    """
    return record_of(Customer, _save(session, CustomerRow, told, {"tags": []}, profile, now))


def save_purchase(session: Session, told: Told, details: dict[str, Any], now: datetime) -> Purchase:
    """The purchase under this id, in the same way; `details` are columns, `customer_id` among them."""
    empty: dict[str, Any] = {"items": [], "shipments": [], "attributes": {}}
    return record_of(Purchase, _save(session, PurchaseRow, told, empty, details, now))


def _save(
    session: Session,
    table: type[ThingT],
    told: Told,
    empty: dict[str, Any],
    columns: dict[str, Any],
    now: datetime,
) -> ThingT:
    key = {"source": told.source, "external_id": told.external_id}
    if insert_new(session, table, **key, **(empty | columns), created_at=now, told_at=told.at):
        return session.exec(select(table).filter_by(**key)).one()
    row = session.exec(locked(select(table).filter_by(**key))).one()
    if told.at >= row.told_at:
        row.sqlmodel_update(columns | {"told_at": told.at})
        session.flush()
    return row


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
    return record_of(Customer, _CUSTOMER.one(session, customer_id=customer_id))


def get_purchase(session: Session, purchase_id: int) -> Purchase:
    return record_of(Purchase, _PURCHASE.one(session, purchase_id=purchase_id))


def reach_at(session: Session, customer_id: int, conversation_id: int) -> None:
    """From now on this customer is reached in this conversation."""
    change(session, CustomerRow, customer_id, conversation_id=conversation_id)


def newest_customer_in(session: Session, conversation_id: int) -> Customer | None:
    """Whom to take the writer for when they write without a survey: the customer last tied to this chat."""
    row = _NEWEST_CUSTOMER.first(session, conversation_id=conversation_id)
    return record_of(Customer, row) if row else None


_CUSTOMERS = sql_select(*columns_of(Customer, CustomerRow))
_CUSTOMER = Prepared(_CUSTOMERS.where(col(CustomerRow.id) == bindparam("customer_id")))
_NEWEST_CUSTOMER = Prepared(
    _CUSTOMERS.where(col(CustomerRow.conversation_id) == bindparam("conversation_id"))
    .order_by(col(CustomerRow.id).desc())
    .limit(literal_column("1", Integer))
)
_PURCHASE = Prepared(
    sql_select(*columns_of(Purchase, PurchaseRow)).where(col(PurchaseRow.id) == bindparam("purchase_id"))
)
