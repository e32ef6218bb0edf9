"""The one translation of effects into rows."""

from typing import assert_never

from bot.outgoing import WHOLE_ON_CARD
from bot.use_cases.queueing import queue_card, queue_note, queue_question, queue_text
from bot.use_cases.tickets import open_ticket
from bot.use_cases.turn import Turn
from flows.effects import Ask, Effect, Notify, OpenTicket, RefreshTicket, Say, SetTimers, StoreAnswer
from flows.run import Answer, Run
from storage import runs, tickets, timers
from storage.outbox import Priority
from storage.records import Conversation, StoredRun


def apply_effects(
    turn: Turn,
    conversation: Conversation,
    stored: StoredRun,
    outcome: tuple[Run, tuple[Effect, ...]],
    priority: Priority = Priority.CONVERSATION,
) -> str | None:
    """Stores the moved run and everything it asked for; returns the word to say at once, if there is one.

    Raises `storage.errors.RunMovedOn` if somebody else moved the run meanwhile.
    """
    run, effects = outcome
    runs.save(turn.session, stored.run, run, turn.now)
    toast = None
    for effect in effects:
        match effect:
            case Ask(question=question):
                queue_question(turn, conversation, run.id, question, priority)
            case Say(text=text):
                queue_text(turn, conversation, text, priority=priority, run_id=run.id)
            case Notify(text=text):
                toast = text
            case StoreAnswer(answer=answer):
                runs.add_answer(turn.session, stored, answer, conversation.channel)
                _keep_long_words(turn, conversation, stored, answer)
            case SetTimers(timers=settings):
                due = [(setting.purpose.value, setting.due_at) for setting in settings]
                timers.replace_all(turn.session, run.id, run.step_number, due)
            case OpenTicket(complaint=complaint):
                open_ticket(turn, conversation, stored, complaint)
            case RefreshTicket():
                _refresh(turn, run.id)
            case _:
                assert_never(effect)
    return toast


def _keep_long_words(turn: Turn, conversation: Conversation, stored: StoredRun, answer: Answer) -> None:
    """A card has room for so much. What it may cut stands whole in its thread, now or when there is a
    ticket.
    """
    if not isinstance(answer.value, str) or _units(answer.value) <= WHOLE_ON_CARD:
        return
    ticket = tickets.of_run(turn.session, stored.run.id)
    message_id = tickets.add_message(
        turn.session,
        conversation_id=conversation.id,
        run_id=stored.run.id,
        ticket_id=ticket.id if ticket else None,
        text=answer.value,
        written_at=answer.at,
    )
    if ticket is not None:
        queue_note(turn, ticket, message_id)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _refresh(turn: Turn, run_id: int) -> None:
    ticket = tickets.of_run(turn.session, run_id)
    if ticket is not None:
        queue_card(turn, ticket)
