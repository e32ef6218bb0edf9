"""Rows that a test starts from, made through the store's own doors, and a moment to count from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlmodel import Session

from flows.definition import Flow
from flows.run import Complaint, RunStatus
from storage import conversations, flow_revisions, purchases, runs
from storage.conversations import Address
from storage.purchases import Told
from storage.records import Conversation, Origin, Purchase, StoredRun
from storage.runs import NewRun

NOW = datetime(2027, 3, 28, 0, 59, 30, 125_000, tzinfo=UTC)
"""With a fraction of a second, half a minute before the clocks change in Europe."""

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

FLOW = Flow.model_validate(
    {
        "title": "After delivery",
        "nodes": [
            {"id": "satisfaction", "ask": "csat", "text": {"it": "Com'è andata?", "en": "How was it?"}},
            {"id": "reason", "ask": "text", "optional": True, "text": {"en": "Why?"}},
            {"when": "satisfaction >= 3", "text": {"en": "Thank you!"}},
        ],
    }
)

COMPLAINT = Complaint("Unhappy", "csat is 2", "#complaints", "high", NOW - MINUTE, NOW + timedelta(hours=1))

ADA = Address("telegram", "7", "1815")


def a_conversation(session: Session, address: Address = ADA) -> Conversation:
    profile = {"first_name": "Ada", "last_name": None, "username": "ada", "platform_language": "en"}
    return conversations.meet(session, address, profile, NOW)


def a_purchase(session: Session, number: str = "1001", at: datetime = NOW - DAY) -> Purchase:
    customer = purchases.save_customer(session, Told("shop", f"c-{number}", at), {"first_name": "Ada"}, NOW)
    details = {"customer_id": customer.id, "amount": Decimal("49.90"), "currency": "EUR"}
    return purchases.save_purchase(session, Told("shop", number, at), details, NOW)


def new_run(purchase: Purchase, conversation_id: int | None = None, touchpoint: str = "delivery") -> NewRun:
    return NewRun(
        flow="after_delivery",
        touchpoint=touchpoint,
        purchase_id=purchase.id,
        customer_id=purchase.customer_id,
        conversation_id=conversation_id,
        origin=Origin.INVITED,
        happened_at=NOW - DAY,
        due_at=NOW,
        link_issued_at=NOW - DAY,
    )


def a_scheduled_run(session: Session, number: str = "1001", address: Address = ADA) -> StoredRun:
    """A run that knows its conversation and its flow, and has not started."""
    conversation = a_conversation(session, address)
    run_id = runs.add_run(session, new_run(a_purchase(session, number), conversation.id), NOW)
    assert run_id is not None
    revision_id = flow_revisions.save_revision(session, "after_delivery", FLOW, NOW)
    return runs.begin(session, runs.get(session, run_id), (revision_id, FLOW), "en", is_test=False)


def a_waiting_run(session: Session, number: str = "1001", node: str = "satisfaction") -> StoredRun:
    """A run that has asked its question at this node."""
    before = a_scheduled_run(session, number).run
    after = replace(before, status=RunStatus.WAITING, node=node, step_number=1, waiting_since=NOW)
    runs.save_all(session, [(before, after)], NOW)
    return runs.get(session, before.id)
