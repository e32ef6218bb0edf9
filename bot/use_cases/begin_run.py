"""A survey falls due, or its customer opens the chat: it starts, waits for a better hour, or is held back."""

from datetime import datetime
from enum import StrEnum

from bot.use_cases.apply_effects import Move, apply_effects
from bot.use_cases.staging import language_of, set_scene, time_zone_of
from bot.use_cases.turn import Turn
from flows.effects import TimerPurpose
from flows.engine import start
from flows.outreach import HeldBack, Standing, may_ask
from flows.run import RunStatus
from storage import conversations, flow_revisions, purchases, runs, tickets, timers
from storage.outbox import Priority
from storage.records import Conversation, Customer, StoredRun, stored_id


class Begun(StrEnum):
    STARTED = "started"
    LATER = "later"
    NOT_ASKED = "not asked"
    WAITS_FOR_LINK = "waits for link"


def begin_run(turn: Turn, run_id: int, *, came_by_link: bool) -> Begun:
    """Starts a scheduled run if its customer may be asked now. `came_by_link`: they are here because they
    want to.
    """
    conversation_id = runs.conversation_of(turn.session, run_id)
    if conversation_id is None:
        return _without_chat(turn, run_id)
    conversation = conversations.lock(turn.session, conversation_id)
    stored = runs.lock(turn.session, run_id)
    if stored is None or stored.run.status is not RunStatus.SCHEDULED:
        return Begun.NOT_ASKED
    customer = purchases.get_customer(turn.session, stored.customer_id)
    decision = _decide(turn, stored, conversation, customer, came_by_link=came_by_link)
    if isinstance(decision, HeldBack):
        runs.change(turn.session, run_id, status=RunStatus.HELD_BACK.value, held_back=decision.value)
        timers.replace_all(turn.session, run_id, 0, [])
        return Begun.NOT_ASKED
    if decision > turn.now:
        timers.replace_all(turn.session, run_id, 0, [(TimerPurpose.START.value, decision)])
        return Begun.LATER
    priority = Priority.CONVERSATION if came_by_link else Priority.BULK
    start_run(turn, stored, conversation, customer, priority)
    return Begun.STARTED


def _without_chat(turn: Turn, run_id: int) -> Begun:
    """Nobody can be asked before the link is opened. Whoever opens it sets the timer anew.

    The link may be opened at this very moment, hence the lock. The chat that the run then has is not locked
    here: a chat is locked before its runs, and the timer that was set with it comes in its turn.
    """
    stored = runs.lock(turn.session, run_id)
    if stored is None:
        return Begun.NOT_ASKED
    return Begun.WAITS_FOR_LINK if stored.conversation_id is None else Begun.LATER


def _decide(
    turn: Turn, stored: StoredRun, conversation: Conversation, customer: Customer, *, came_by_link: bool
) -> datetime | HeldBack:
    config = turn.setup.in_force_for(customer.external_id).config
    if stored.flow_name not in config.flows:
        return HeldBack.FLOW_GONE
    standing = Standing(
        time_zone=time_zone_of(turn.setup, customer),
        opted_out=conversation.opted_out_at is not None,
        blocked=conversation.blocked_at is not None,
        complaint_open=bool(tickets.unresolved_in(turn.session, conversation.id)),
        run_waiting=runs.waiting_in(turn.session, conversation.id) is not None,
        last_asked_at=conversation.last_asked_at,
        came_by_link=came_by_link,
    )
    return may_ask(standing, config.outreach, turn.now)


def start_run(
    turn: Turn, stored: StoredRun, conversation: Conversation, customer: Customer, priority: Priority
) -> None:
    """Asks the first question of a scheduled run, in the flow as the configuration in force has it."""
    in_force = turn.setup.in_force_for(customer.external_id)
    flow = in_force.config.flows[stored.flow_name]
    purchase = purchases.get_purchase(turn.session, stored.purchase_id)
    language = language_of(turn.setup, conversation, customer)
    revision_id = flow_revisions.save_revision(turn.session, stored.flow_name, flow, turn.now)
    is_test = stored.is_test or conversation.is_test
    stored = runs.begin(
        turn.session,
        stored,
        (revision_id, flow),
        language,
        is_test=is_test,
        config_revision=in_force.revision_id,
    )
    scene = set_scene(turn.setup, conversation, customer, purchase, language)
    outcome = start(flow, stored.run, scene, turn.now)
    apply_effects(turn, [Move(conversation, stored, outcome, priority)])
    introduced_at = conversation.introduced_at or turn.now
    conversations.change(
        turn.session, stored_id(conversation.id), last_asked_at=turn.now, introduced_at=introduced_at
    )
