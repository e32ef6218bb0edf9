"""The one translation of effects into rows."""

from datetime import datetime
from typing import assert_never

from sqlmodel import Session

from bot.use_cases.queueing import queue_card, queue_question, queue_text
from bot.use_cases.setup import Setup
from bot.use_cases.tickets import open_ticket
from flows.effects import Ask, Effect, Notify, OpenTicket, RefreshTicket, Say, SetTimers, StoreAnswer
from flows.run import Run
from storage import runs, tickets, timers
from storage.outbox import Priority
from storage.records import Conversation, StoredRun


def apply_effects(
    session: Session,
    setup: Setup,
    conversation: Conversation,
    stored: StoredRun,
    outcome: tuple[Run, tuple[Effect, ...]],
    now: datetime,
    priority: Priority = Priority.CONVERSATION,
) -> str | None:
    """Stores the moved run and everything it asked for; returns the word to say at once, if there is one.

    Raises `storage.errors.RunMovedOn` if somebody else moved the run meanwhile.
    """
    run, effects = outcome
    runs.save(session, stored.run, run, now)
    toast = None
    for effect in effects:
        match effect:
            case Ask(question=question):
                queue_question(session, conversation, run.id, question, priority, now)
            case Say(text=text):
                queue_text(session, conversation, text, now, priority=priority, run_id=run.id)
            case Notify(text=text):
                toast = text
            case StoreAnswer(answer=answer):
                runs.add_answer(session, stored, answer, conversation.channel)
            case SetTimers(timers=settings):
                due = [(setting.purpose.value, setting.due_at) for setting in settings]
                timers.replace_all(session, run.id, run.step_number, due)
            case OpenTicket(complaint=complaint):
                open_ticket(session, setup, conversation, stored, complaint, now)
            case RefreshTicket():
                _refresh(session, run.id, now)
            case _:
                assert_never(effect)
    return toast


def _refresh(session: Session, run_id: int, now: datetime) -> None:
    ticket = tickets.of_run(session, run_id)
    if ticket is not None:
        queue_card(session, ticket, now)
