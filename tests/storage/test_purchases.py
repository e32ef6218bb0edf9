"""Customers and purchases are as the newest event told, in whatever order the events come."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from storage import purchases
from storage.database import Database
from storage.purchases import Told
from storage.records import Customer, Purchase
from tests.storage.seeds import DAY, NOW, a_conversation, a_purchase
from tests.storage.threads import race

TOLD = Told("shop", "c-1", NOW)


def save(session: Session, at: timedelta = timedelta(0), **profile: object) -> Customer:
    return purchases.save_customer(session, replace(TOLD, at=NOW + at), profile, NOW + DAY)


def save_purchase(session: Session, customer: Customer, at: timedelta, **details: object) -> Purchase:
    columns = {"customer_id": customer.id, "amount": Decimal("10.00"), "currency": "EUR", **details}
    return purchases.save_purchase(session, Told("shop", "1", NOW + at), columns, NOW + DAY)


def test_a_customer_is_kept(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, first_name="Ada", language="it", tags=["vip", "émigré"])
    with database.reading() as session:
        assert purchases.get_customer(session, saved.id) == saved
    assert (saved.first_name, saved.language, saved.tags) == ("Ada", "it", ["vip", "émigré"])
    assert (saved.email, saved.phone, saved.time_zone, saved.conversation_id) == (None,) * 4


def test_what_is_left_out_stays(database: Database) -> None:
    with database.transaction() as session:
        first = save(session, first_name="Ada", email="ada@example.org", tags=["vip"])
    with database.transaction() as session:
        assert save(session, first_name="Augusta") == replace(first, first_name="Augusta")


def test_an_older_event_that_comes_late_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        customer = save(session, first_name="Ada")
        assert save(session, -DAY, first_name="Nobody", email="old@example.org") == customer
        assert save(session, DAY, first_name="Augusta").first_name == "Augusta"
        paid = save_purchase(session, customer, DAY, amount=Decimal("7.50"), attributes={"gift": True})
        assert save_purchase(session, customer, timedelta(0), amount=Decimal("9.50"), brand="Old") == paid
        assert save_purchase(session, customer, DAY, brand="New") == replace(
            paid, amount=Decimal("10.00"), brand="New"
        )


def test_sources_know_their_own_customers(database: Database) -> None:
    with database.transaction() as session:
        here = save(session)
        there = purchases.save_customer(session, replace(TOLD, source="till"), {}, NOW)
    assert here.id != there.id


def test_those_that_tell_at_once_tell_of_the_same(database: Database) -> None:
    def tell(number: int) -> int:
        with database.transaction() as session:
            return save(session, timedelta(seconds=number), first_name=str(number)).id

    (customer_id,) = set(race(*[lambda number=number: tell(number) for number in range(6)]))
    with database.reading() as session:
        assert purchases.get_customer(session, customer_id).first_name == "5"


@pytest.mark.parametrize("amount", ["49.90", "0.0001", "-12.5", "12345678901.2345", "0"])
def test_amounts_keep_their_pennies(database: Database, amount: str) -> None:
    with database.transaction() as session:
        saved = save_purchase(session, save(session), timedelta(0), amount=Decimal(amount))
    with database.reading() as session:
        assert purchases.get_purchase(session, saved.id).amount == Decimal(amount)


def test_a_purchase_keeps_its_lists(database: Database) -> None:
    items = [{"name": "Blue mug", "quantity": 2}, {"name": "Tray", "quantity": 1}]
    with database.transaction() as session:
        saved = save_purchase(session, save(session), timedelta(0), items=items, attributes={"a": [1, None]})
    with database.reading() as session:
        found = purchases.get_purchase(session, saved.id)
    assert (found.items, found.attributes, found.brand) == (items, {"a": [1, None]}, None)


def test_an_event_told_twice_is_one(database: Database) -> None:
    with database.transaction() as session:
        purchase_id = a_purchase(session).id
        assert purchases.add_event(session, purchase_id, "purchase.paid", NOW, NOW)
    with database.transaction() as session:
        assert not purchases.add_event(session, purchase_id, "purchase.paid", NOW, NOW + DAY)
        assert purchases.add_event(session, purchase_id, "purchase.delivered", NOW, NOW)
        assert purchases.add_event(session, purchase_id, "purchase.paid", NOW + DAY, NOW)


def test_the_customer_last_tied_to_a_chat_is_taken_for_its_writer(database: Database) -> None:
    with database.transaction() as session:
        conversation_id = a_conversation(session).id
        assert purchases.newest_customer_in(session, conversation_id) is None
        customers = [a_purchase(session, number).customer_id for number in ("1", "2", "3")]
        for customer_id in customers[:2]:
            purchases.reach_at(session, customer_id, conversation_id)
        newest = purchases.newest_customer_in(session, conversation_id)
    assert newest is not None
    assert newest.id == customers[1]
    assert newest.conversation_id == conversation_id
