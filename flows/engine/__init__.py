"""`start` and `step`: the only place where a run changes.

    step(flow, run, event, scene, now) → (run, effects)

A run follows its flow's path (`flows.path`) until a question makes it wait. Nothing is read or written here:
what should happen in the world is returned as effects.

The law of this package: `step_number` grows by one exactly when the run comes to a new wait or to its end. So
whatever carries an older number (a tap on an old keyboard, a late timer) belongs to a moment that is over and
changes nothing, but for the button that changes an answer; and a question that is repeated, as a reminder, in
another language, or with another option ticked, keeps its number, so that every copy of it can be answered.
The button that changes an answer carries the step at which its question was first asked, on every copy of it.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from flows.asking import fill_in, shape_question, under
from flows.definition import Flow
from flows.effects import Ask, Effect, Notify, Question, Say
from flows.engine.answering import pass_over, take_shared, take_tap, take_words
from flows.engine.changing import reopen, take_rewritten, why_closed
from flows.engine.taking import break_off
from flows.engine.waiting import Outcome, go_on, open_node, open_ticket, timers
from flows.events import (
    CHANGE,
    Event,
    GraceEnded,
    LanguageChosen,
    ReminderDue,
    Rewrote,
    Shared,
    Stopped,
    Tapped,
    WaitExpired,
    WaitTimedOut,
    Wrote,
)
from flows.moment import Moment
from flows.phrases import Phrase
from flows.run import Missing, Run, RunStatus
from flows.scene import Scene
from flows.waits import expires_at, times_out_at

__all__ = ["Outcome", "fill_in", "repeat_question", "start", "step"]


def start(flow: Flow, run: Run, scene: Scene, now: datetime) -> Outcome:
    """Begins a scheduled run: everything up to its first question, or to its end if there is none to ask.

    Raises `flows.wording.WordingError` if a text cannot be filled in.
    """
    moment = Moment(flow, scene, now)
    path = moment.path_of(run)
    run, said = go_on(run, path, path.said(), moment)
    return run, (*_introduced(said, run, moment), timers(run, moment))


def step(flow: Flow, run: Run, event: Event, scene: Scene, now: datetime) -> Outcome:
    """What `event` makes of the run. An event that comes too late returns the run as it was.

    Raises `flows.wording.WordingError` if a text cannot be filled in.
    """
    moment = Moment(flow, scene, now)
    match event:
        case Tapped(step=at, choice=choice) if choice == CHANGE:
            return reopen(run, at, moment)
        case Rewrote():
            return take_rewritten(run, event, moment)
        case _ if _is_too_late(run, event):
            return run, _refusal(run, event, moment)
        case Tapped(choice=choice):
            return take_tap(run, choice, moment)
        case Wrote():
            return take_words(run, event, moment)
        case Shared():
            return take_shared(run, event, moment)
        case LanguageChosen(language=language):
            run = replace(run, language=language)
            return run, (Ask(_question(run, moment)),)
        case Stopped():
            return break_off(run, RunStatus.STOPPED, moment)
        case _:
            return _take_time(run, event, moment)


_TimeCame = ReminderDue | GraceEnded | WaitTimedOut | WaitExpired


def _take_time(run: Run, event: _TimeCame, moment: Moment) -> Outcome:
    match event:
        case ReminderDue():
            return _remind(run, moment)
        case GraceEnded():
            return open_ticket(run)
        case WaitTimedOut():
            return pass_over(run, open_node(run, moment), Missing.TIMED_OUT, moment)
        case WaitExpired():
            return break_off(run, RunStatus.EXPIRED, moment)
        case _:
            assert_never(event)


def repeat_question(flow: Flow, run: Run, scene: Scene, now: datetime) -> Question:
    """The question at which a run waits, once more, with buttons that are as good as the first ones."""
    return _question(run, Moment(flow, scene, now))


def _question(run: Run, moment: Moment) -> Question:
    return shape_question(open_node(run, moment), run, moment)


def _is_too_late(run: Run, event: Event) -> bool:
    if run.status is not RunStatus.WAITING:
        return True
    match event:
        case (
            Tapped(step=at)
            | ReminderDue(step=at)
            | WaitTimedOut(step=at)
            | WaitExpired(step=at)
            | GraceEnded(step=at)
        ):
            return at != run.step_number
        case Wrote() | Rewrote() | Shared() | LanguageChosen() | Stopped():
            return False
        case _:
            assert_never(event)


def _refusal(run: Run, event: Event, moment: Moment) -> tuple[Effect, ...]:
    """Who taps is told why nothing happens; timers and the rest leave quietly."""
    if not isinstance(event, Tapped):
        return ()
    return (Notify(why_closed(run, event.step, moment)),)


def _remind(run: Run, moment: Moment) -> Outcome:
    """Repeats the question under a friendly line, or ends a wait that is over by the time this runs."""
    node, end = open_node(run, moment), expires_at(run, moment.scene)
    limit = times_out_at(node, run)
    if limit is not None and limit <= min(moment.now, end or moment.now):
        return pass_over(run, node, Missing.TIMED_OUT, moment)
    if end is not None and end <= moment.now:
        return break_off(run, RunStatus.EXPIRED, moment)
    question = under(moment.say(Phrase.REMINDER, run), _question(run, moment))
    run = replace(run, reminders_sent=run.reminders_sent + 1)
    return run, (Ask(question), timers(run, moment))


def _introduced(said: tuple[Effect, ...], run: Run, moment: Moment) -> tuple[Effect, ...]:
    """The first words to a new customer carry business, purpose and privacy, in the same message."""
    if not moment.scene.introduce:
        return said
    words = moment.say(Phrase.INTRODUCTION, run)
    match said:
        case (Ask(question=question), *rest):
            return (Ask(under(words, question)), *rest)
        case (Say() as first, *rest):
            return (replace(first, text=f"{words}\n\n{first.text}"), *rest)
        case _:
            return said
