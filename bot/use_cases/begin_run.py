"""A survey falls due, or its customer opens the chat: it starts, waits for a better hour, or is held back."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from bot.use_cases.apply_effects import apply_effects
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, set_scene, time_zone_of
from flows.effects import TimerPurpose
from flows.engine import start
from flows.outreach import HeldBack, Standing, may_ask
from flows.run import RunStatus
from storage import conversations, flow_revisions, purchases, runs, tickets, timers
from storage.outbox import Priority
from storage.records import Conversation, StoredRun, stored_id


class Begun(StrEnum):
    STARTED = "started"
    LATER = "later"
    NOT_ASKED = "not asked"


def begin_run(session: Session, setup: Setup, run_id: int, now: datetime, *, came_by_link: bool) -> Begun:
    """Starts a scheduled run if its customer may be asked now. `came_by_link`: they are here because they
    want to.
    """
    conversation_id = runs.conversation_of(session, run_id)
    if conversation_id is None:
        timers.replace_all(session, run_id, 0, [])
        return Begun.LATER
    conversation = conversations.lock(session, conversation_id)
    stored = runs.lock(session, run_id)
    if stored is None or stored.run.status is not RunStatus.SCHEDULED:
        return Begun.NOT_ASKED
    decision = _decide(session, setup, stored, conversation, now, came_by_link=came_by_link)
    if isinstance(decision, HeldBack):
        runs.change(session, run_id, status=RunStatus.HELD_BACK.value, held_back=decision.value)
        timers.replace_all(session, run_id, 0, [])
        return Begun.NOT_ASKED
    if decision > now:
        timers.replace_all(session, run_id, 0, [(TimerPurpose.START.value, decision)])
        return Begun.LATER
    _start(
        session, setup, stored, conversation, now, Priority.CONVERSATION if came_by_link else Priority.BULK
    )
    return Begun.STARTED


def _decide(
    session: Session,
    setup: Setup,
    stored: StoredRun,
    conversation: Conversation,
    now: datetime,
    *,
    came_by_link: bool,
) -> datetime | HeldBack:
    if stored.flow_name not in setup.config.flows:
        return HeldBack.FLOW_GONE
    customer = purchases.get_customer(session, stored.customer_id)
    standing = Standing(
        time_zone=time_zone_of(setup, customer),
        opted_out=conversation.opted_out_at is not None,
        blocked=conversation.blocked_at is not None,
        complaint_open=bool(tickets.unresolved_in(session, conversation.id)),
        run_waiting=runs.waiting_in(session, conversation.id) is not None,
        last_asked_at=conversation.last_asked_at,
        came_by_link=came_by_link,
    )
    return may_ask(standing, setup.config.outreach, now)


def _start(
    session: Session,
    setup: Setup,
    stored: StoredRun,
    conversation: Conversation,
    now: datetime,
    priority: Priority,
) -> None:
    flow = setup.config.flows[stored.flow_name]
    customer = purchases.get_customer(session, stored.customer_id)
    purchase = purchases.get_purchase(session, stored.purchase_id)
    language = language_of(setup, conversation, customer)
    revision_id = flow_revisions.save_revision(session, stored.flow_name, flow, now)
    runs.begin(session, stored.run.id, revision_id, language)
    stored = runs.get(session, stored.run.id)
    scene = set_scene(setup, conversation, customer, purchase, language)
    apply_effects(session, setup, conversation, stored, start(flow, stored.run, scene, now), now, priority)
    introduced_at = conversation.introduced_at or now
    conversations.change(session, stored_id(conversation.id), last_asked_at=now, introduced_at=introduced_at)
