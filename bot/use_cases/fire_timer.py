"""A due time has come: a survey starts, a question is repeated, a run expires, a complaint is shown without
its reason.
"""

from typing import assert_never

from bot.use_cases.begin_run import begin_run
from bot.use_cases.staging import time_zone_of
from bot.use_cases.step_run import step_run
from bot.use_cases.turn import Turn
from flows.effects import TimerPurpose
from flows.events import Event, GraceEnded, ReminderDue, WaitExpired
from flows.outreach import within_contact_hours
from storage import conversations, purchases, runs, timers
from storage.outbox import Priority
from storage.records import DueTimer, StoredRun


def fire_timer(turn: Turn, timer: DueTimer) -> None:
    """Does what the timer was set for, once. A timer whose run has moved on quietly leaves."""
    purpose = TimerPurpose(timer.purpose)
    conversation_id = runs.conversation_of(turn.session, timer.run_id)
    if conversation_id is not None:
        conversations.hold(turn.session, conversation_id)
    if not timers.is_set(turn.session, timer.id):
        return
    if purpose is TimerPurpose.START:
        timers.remove(turn.session, timer.id)
        begin_run(turn, timer.run_id, came_by_link=False)
        return
    stored = runs.lock(turn.session, timer.run_id)
    if stored is None or stored.run.step_number != timer.step_number or stored.conversation_id is None:
        timers.remove(turn.session, timer.id)
        return
    if purpose is TimerPurpose.REMIND and _waits_for_contact_hours(turn, stored, timer):
        return
    timers.remove(turn.session, timer.id)
    conversation = conversations.get(turn.session, stored.conversation_id)
    step_run(turn, conversation, stored, _event(purpose, timer.step_number), Priority.BULK)


def _waits_for_contact_hours(turn: Turn, stored: StoredRun, timer: DueTimer) -> bool:
    zone = time_zone_of(turn.setup, purchases.get_customer(turn.session, stored.customer_id))
    allowed_at = within_contact_hours(turn.setup.config.outreach, turn.now, zone)
    if allowed_at > turn.now:
        timers.postpone(turn.session, timer.id, allowed_at)
    return allowed_at > turn.now


def _event(purpose: TimerPurpose, step: int) -> Event:
    match purpose:
        case TimerPurpose.REMIND:
            return ReminderDue(step)
        case TimerPurpose.EXPIRE:
            return WaitExpired(step)
        case TimerPurpose.OPEN_TICKET:
            return GraceEnded(step)
        case TimerPurpose.START:
            raise ValueError("a start is no event of a run: the run does not exist before it")
        case _:
            assert_never(purpose)
