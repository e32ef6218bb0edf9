"""The one translation of effects into rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import assert_never

from bot.outgoing import WHOLE_ON_CARD
from bot.use_cases.queueing import question_letter, queue_card, queue_note, text_letter
from bot.use_cases.tickets import open_ticket
from bot.use_cases.turn import Turn
from flows.effects import (
    Ask,
    Effect,
    Notify,
    OpenTicket,
    Question,
    Redraw,
    RefreshTicket,
    ReplaceAnswer,
    Say,
    SetTimers,
    StoreAnswer,
    WithdrawAnswers,
)
from flows.run import Answer, Run
from storage import answers, outbox, runs, tickets, timers
from storage.outbox import Draft, Priority
from storage.records import Conversation, StoredRun
from storage.timers import Settings


@dataclass(frozen=True, slots=True)
class Move:
    """What an event made of a run. `outcome` is the run after it, and what should happen."""

    conversation: Conversation
    stored: StoredRun
    outcome: tuple[Run, tuple[Effect, ...]]
    priority: Priority = Priority.CONVERSATION

    @property
    def word(self) -> str | None:
        """What to say at once, beside the conversation."""
        return next((effect.text for effect in self.outcome[1] if isinstance(effect, Notify)), None)

    @property
    def redrawn(self) -> Question | None:
        """The open question as it looks now, to be shown in the place of the one that was tapped."""
        return next((effect.question for effect in self.outcome[1] if isinstance(effect, Redraw)), None)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is written for all moves at once."""

    letters: list[Draft] = field(default_factory=list)
    timers: list[tuple[int, int, Settings]] = field(default_factory=list)


def apply_effects(turn: Turn, moves: Sequence[Move]) -> None:
    """Stores the moved runs and everything they asked for. No two moves may be of one conversation.

    Raises `storage.errors.RunMovedOn` if somebody else moved one of the runs meanwhile.
    """
    runs.save_all(turn.session, [(move.stored.run, move.outcome[0]) for move in moves], turn.now)
    rows = _Rows()
    for move in moves:
        for effect in move.outcome[1]:
            _apply(turn, move, effect, rows)
    outbox.queue_all(turn.session, rows.letters, turn.now)
    timers.replace_for_all(turn.session, rows.timers)


def _apply(turn: Turn, move: Move, effect: Effect, rows: _Rows) -> None:
    conversation, run = move.conversation, move.outcome[0]
    match effect:
        case Ask(question=question):
            rows.letters.append(question_letter(conversation, run, question, move.priority))
        case Say():
            rows.letters.append(text_letter(conversation, run.id, effect, move.priority))
        case Notify() | Redraw():
            pass  # it is shown, not stored: `Move.word`, `Move.redrawn`
        case StoreAnswer(answer=answer):
            answers.add(turn.session, move.stored, answer, conversation.channel)
            _keep_long_words(turn, move, answer)
        case ReplaceAnswer(answer=answer):
            answers.replace(turn.session, run.id, answer, turn.now)
            _keep_long_words(turn, move, answer)
        case WithdrawAnswers(nodes=nodes):
            answers.withdraw(turn.session, run.id, nodes, turn.now)
        case SetTimers(timers=settings):
            due = [(setting.purpose.value, setting.due_at) for setting in settings]
            rows.timers.append((run.id, run.step_number, due))
        case OpenTicket(complaint=complaint):
            open_ticket(turn, conversation, move.stored, complaint)
        case RefreshTicket():
            _refresh(turn, run.id)
        case _:
            assert_never(effect)


def _keep_long_words(turn: Turn, move: Move, answer: Answer) -> None:
    """A card has room for so much. What it may cut stands whole in its thread, now or when there is a
    ticket.
    """
    if not isinstance(answer.value, str) or _units(answer.value) <= WHOLE_ON_CARD:
        return
    ticket = tickets.of_run(turn.session, move.stored.run.id)
    message_id = tickets.add_message(
        turn.session,
        conversation_id=move.conversation.id,
        run_id=move.stored.run.id,
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
