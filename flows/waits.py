"""How long a question waits, when it is repeated, and how long a complaint waits for its reason.

Every due time is reckoned from stored moments, never from "now", so timers can be set again at any time: a
program that was down finds the same ones, only late.
"""

from datetime import datetime, timedelta
from typing import assert_never

from flows.definition import QuestionNode
from flows.effects import SetTimers, TimerPurpose, TimerSetting
from flows.events import Event, GraceEnded, ReminderDue, WaitExpired, WaitTimedOut
from flows.run import Run, RunStatus
from flows.scene import Scene

REASON_GRACE = timedelta(minutes=3)
"""How long a complaint waits for the customer's reason before a person looks without it."""


def awaits_reason(run: Run) -> bool:
    """Whether the last answer is a mere number, which says that something is wrong, and what may still come.

    Words or a choice say what; after a skip or at the end of the run there is nothing to wait for.
    """
    return run.status is RunStatus.WAITING and isinstance(run.answers[-1].value, int)


def wait_timers(node: QuestionNode, run: Run, scene: Scene, now: datetime) -> SetTimers:
    """Everything that the run's present wait at `node` needs."""
    due = {
        TimerPurpose.OPEN_TICKET: _grace_ends_at(run),
        TimerPurpose.REMIND: None if node.optional else _next_reminder_at(run, scene, now),
        TimerPurpose.TIME_OUT: times_out_at(node, run),
        TimerPurpose.EXPIRE: expires_at(run, scene),
    }
    return SetTimers(tuple(TimerSetting(purpose, at) for purpose, at in due.items() if at is not None))


def timer_event(purpose: TimerPurpose, step: int) -> Event:
    """What a timer that was set at this step means when it is due. Raises `ValueError` for a start."""
    match purpose:
        case TimerPurpose.REMIND:
            return ReminderDue(step)
        case TimerPurpose.TIME_OUT:
            return WaitTimedOut(step)
        case TimerPurpose.EXPIRE:
            return WaitExpired(step)
        case TimerPurpose.OPEN_TICKET:
            return GraceEnded(step)
        case TimerPurpose.START:
            raise ValueError("a start is no event of a run: the run does not exist before it")
        case _:
            assert_never(purpose)


def expires_at(run: Run, scene: Scene) -> datetime | None:
    """When the present wait is given up; None if expiry is switched off or the run does not wait."""
    delay = scene.outreach.expires_after
    return run.waiting_since + delay if run.waiting_since is not None and delay else None


def times_out_at(node: QuestionNode, run: Run) -> datetime | None:
    """When the present wait has had its own time; None if it has none."""
    return run.waiting_since + node.timeout.after if node.timeout and run.waiting_since else None


def _next_reminder_at(run: Run, scene: Scene, now: datetime) -> datetime | None:
    """The first reminder that lies ahead: those that were missed meanwhile are not made up for in a burst."""
    if run.waiting_since is None:
        return None
    due = (run.waiting_since + delay for delay in scene.outreach.reminders)
    return min((at for at in due if at > now), default=None)


def _grace_ends_at(run: Run) -> datetime | None:
    if run.complaint is None or run.ticket_open:
        return None
    return run.complaint.since + REASON_GRACE
