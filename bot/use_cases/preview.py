"""A colleague is asked a survey in their own chat, as a customer would be, and all of it is a test."""

from enum import StrEnum

from bot.config.rehearsals import Sale
from bot.use_cases.begin_run import start_run
from bot.use_cases.step_run import step_run
from bot.use_cases.turn import Turn
from flows.events import Stopped
from storage import conversations, purchases, runs
from storage.conversations import Address
from storage.outbox import Priority
from storage.purchases import Told
from storage.records import Conversation, Origin, Purchase
from storage.runs import NewRun

PREVIEW = "preview"
"""The source of its customers and purchases, and its touchpoint, which no configuration has."""


class NotShown(StrEnum):
    """Why nothing can be sent to the colleague."""

    NO_CHAT = "no chat"
    BLOCKED = "blocked"
    OPTED_OUT = "opted out"


def preview(turn: Turn, flow: str, address: Address, sale: Sale) -> NotShown | None:
    """Queues the first question of the flow, as the configuration of this turn has it, about a purchase like
    this one. A survey that is open in the chat ends.

    The run keeps its flow, so that a program under way asks on in it, though it has another configuration.
    """
    known = conversations.find(turn.session, address)
    if known is None:
        return NotShown.NO_CHAT
    conversation = conversations.lock(turn.session, known.id)
    if conversation.blocked_at is not None:
        return NotShown.BLOCKED
    if conversation.opted_out_at is not None:
        return NotShown.OPTED_OUT
    while (stored := runs.waiting_in(turn.session, conversation.id)) is not None:
        step_run(turn, conversation, stored, Stopped())
    purchase = _invent_purchase(turn, conversation, sale)
    _ask(turn, flow, conversation, purchase)
    return None


def _invent_purchase(turn: Turn, conversation: Conversation, sale: Sale) -> Purchase:
    """A new one for each preview, since a purchase is asked about once. Its customer has no chat: nobody is
    to be taken for them.
    """
    who = Told(PREVIEW, conversation.address, turn.now)
    customer = purchases.save_customer(turn.session, who, {}, turn.now)
    what = Told(PREVIEW, f"preview {turn.now.isoformat()}", turn.now)
    details = sale.details | {"customer_id": customer.id}
    return purchases.save_purchase(turn.session, what, details, turn.now)


def _ask(turn: Turn, flow: str, conversation: Conversation, purchase: Purchase) -> None:
    new = NewRun(
        flow=flow,
        touchpoint=PREVIEW,
        purchase_id=purchase.id,
        customer_id=purchase.customer_id,
        conversation_id=conversation.id,
        origin=Origin.ENTERED_BY_STAFF,
        happened_at=turn.now,
        due_at=turn.now,
        link_issued_at=turn.now,
        is_test=True,
    )
    run_id = runs.add_run(turn.session, new, turn.now)
    stored = runs.lock(turn.session, run_id) if run_id is not None else None
    if stored is None:
        raise ValueError("a new purchase has a run already")
    customer = purchases.get_customer(turn.session, purchase.customer_id)
    start_run(turn, stored, conversation, customer, Priority.CONVERSATION)
