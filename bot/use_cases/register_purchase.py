"""A shop tells of a purchase: it is remembered, gets its link, and the touchpoints of this moment are
planned.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.purchases.event import Customer, Purchase, PurchaseEvent
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from flows.effects import TimerPurpose
from flows.outreach import HeldBack, first_due
from storage import links, purchases, runs, timers
from storage.purchases import Told
from storage.records import Origin
from storage.runs import NewRun

_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Registered:
    """What the shop is answered: its own purchase id, and the link to hand to the customer."""

    purchase: str
    link: str
    was_new: bool


def link_token(secret: bytes, source: str, purchase: str) -> str:
    """The token of a purchase's link: always the same for the same purchase, and guessed by nobody.

    24 bytes of HMAC-SHA256, 32 characters in URL-safe Base64. Telegram allows 64 of `A-Z a-z 0-9 _ -`.
    """
    digest = hmac.digest(secret, f"{source}\0{purchase}".encode(), sha256)
    return urlsafe_b64encode(digest[:_TOKEN_BYTES]).decode()


def link_url(setup: Setup, token: str) -> str:
    return f"https://t.me/{setup.bot_username}?start={token}"


def register_purchase(turn: Turn, source: str, event: PurchaseEvent) -> Registered:
    """Stores the event and plans what follows from it. The same event told again changes nothing."""
    told = Told(source, event.customer.id, event.occurred_at)
    customer = purchases.save_customer(turn.session, told, _profile(event.customer), turn.now)
    details = _details(event.purchase) | {"customer_id": customer.id}
    told = Told(source, event.purchase.id, event.occurred_at)
    purchase = purchases.save_purchase(turn.session, told, details, turn.now)
    token = link_token(turn.setup.secret, source, event.purchase.id)
    links.issue(
        turn.session, purchase.id, token, turn.now, turn.now + turn.setup.config.outreach.links_expire_after
    )
    was_new = purchases.add_event(turn.session, purchase.id, event.type.value, event.occurred_at, turn.now)
    if was_new:
        _plan(turn, event, (purchase.id, customer.id, customer.conversation_id))
    return Registered(event.purchase.id, link_url(turn.setup, token), was_new)


def _plan(turn: Turn, event: PurchaseEvent, ids: tuple[int, int, int | None]) -> None:
    purchase_id, customer_id, conversation_id = ids
    link = links.of_purchase(turn.session, purchase_id)
    config = turn.setup.in_force_for(event.customer.id).config
    for name, touchpoint in config.touchpoints.items():
        if touchpoint.on is not event.type:
            continue
        due = first_due(touchpoint, event.occurred_at, config.outreach, turn.now)
        new = NewRun(
            flow=touchpoint.flow,
            touchpoint=name,
            purchase_id=purchase_id,
            customer_id=customer_id,
            conversation_id=(link.conversation_id if link else None) or conversation_id,
            origin=Origin.INVITED,
            happened_at=event.occurred_at,
            due_at=None if isinstance(due, HeldBack) else due,
            link_issued_at=link.issued_at if link else turn.now,
            link_opened_at=link.opened_at if link else None,
            held_back=due.value if isinstance(due, HeldBack) else None,
        )
        run_id = runs.add_run(turn.session, new, turn.now)
        if run_id is not None and not isinstance(due, HeldBack):
            timers.replace_all(turn.session, run_id, 0, [(TimerPurpose.START.value, due)])


def _profile(customer: Customer) -> dict[str, Any]:
    told = customer.model_dump(exclude={"id"}, exclude_unset=True)
    return {
        name: list(value) if name == "tags" else value for name, value in told.items() if value is not None
    }


def _details(purchase: Purchase) -> dict[str, Any]:
    told = purchase.model_dump(mode="json", exclude={"id", "total"}, exclude_unset=True)
    return told | {"amount": purchase.total.amount, "currency": purchase.total.currency}
