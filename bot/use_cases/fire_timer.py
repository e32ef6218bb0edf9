"""A due time has come: a survey starts, a question is repeated, a run expires, a complaint is shown without
its reason.
"""

from collections.abc import Sequence

from bot.use_cases.apply_effects import apply_effects
from bot.use_cases.begin_run import begin_run
from bot.use_cases.staging import time_zone_of
from bot.use_cases.step_run import move_of
from bot.use_cases.turn import Turn
from flows.effects import TimerPurpose
from flows.events import Event
from flows.outreach import within_contact_hours
from flows.waits import timer_event
from storage import situations, timers
from storage.outbox import Priority
from storage.records import DueTimer
from storage.situations import Due


def fire_due(turn: Turn, most: int) -> int:
    """Fires those of the `most` oldest due timers that can be fired at once, and says how many.

    Left to `fire_timer` are starts of runs, and whatever somebody else has in hand.
    """
    due = situations.due_now(turn.session, turn.now, most)
    _fire(turn, due)
    return len(due)


def fire_timer(turn: Turn, timer: DueTimer) -> None:
    """Does what a claimed timer was set for, once. A timer whose run has moved on quietly leaves."""
    due = situations.of_timer(turn.session, timer.id)
    if due is not None and timer.purpose != TimerPurpose.START:
        _fire(turn, [due])
        return
    was_set = timers.remove(turn.session, [timer.id]) == 1
    if was_set and timer.purpose == TimerPurpose.START:
        begin_run(turn, timer.run_id, came_by_link=False)


def _fire(turn: Turn, due: Sequence[Due]) -> None:
    fired = [one for one in due if not _is_put_off(turn, one)]
    timers.remove(turn.session, [timer.id for timer, _ in fired])
    current = [one for one in fired if one[0].step_number == one[1].stored.run.step_number]
    moves = [move_of(turn, situation, _event(timer), Priority.BULK) for timer, situation in current]
    apply_effects(turn, [move for move in moves if move])


def _is_put_off(turn: Turn, due: Due) -> bool:
    """Puts a reminder off to the contact hours, unless they are now."""
    timer, situation = due
    if timer.purpose != TimerPurpose.REMIND:
        return False
    zone = time_zone_of(turn.setup, situation.customer)
    allowed_at = within_contact_hours(turn.setup.config.outreach, turn.now, zone)
    if allowed_at > turn.now:
        timers.postpone(turn.session, timer.id, allowed_at)
    return allowed_at > turn.now


def _event(timer: DueTimer) -> Event:
    return timer_event(TimerPurpose(timer.purpose), timer.step_number)
