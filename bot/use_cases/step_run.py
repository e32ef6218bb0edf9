"""Something happened to a run: the rules say what follows, and that becomes rows."""

from dataclasses import dataclass

from bot.use_cases.apply_effects import Move, apply_effects
from bot.use_cases.staging import set_scene
from bot.use_cases.turn import Turn
from flows.effects import Question
from flows.engine import step
from flows.events import Event, LanguageChosen
from flows.run import Run
from storage import purchases
from storage.outbox import Priority
from storage.records import Conversation, Situation, StoredRun


@dataclass(frozen=True, slots=True)
class Stepped:
    """The run after an event, and what is shown at once: a word, or the open question as it looks now."""

    run: Run
    word: str | None = None
    redrawn: Question | None = None


def step_run(turn: Turn, conversation: Conversation, stored: StoredRun, event: Event) -> Stepped:
    """What the event makes of the run. The conversation must be locked by the caller."""
    customer = purchases.get_customer(turn.session, stored.customer_id)
    purchase = purchases.get_purchase(turn.session, stored.purchase_id)
    return step_from(turn, Situation(stored, conversation, customer, purchase), event)


def step_from(turn: Turn, situation: Situation, event: Event) -> Stepped:
    """The same, where all of the situation is known."""
    move = move_of(turn, situation, event)
    if move is None:
        return Stepped(situation.stored.run)
    apply_effects(turn, [move])
    return Stepped(move.outcome[0], move.word, move.redrawn)


def move_of(
    turn: Turn, situation: Situation, event: Event, priority: Priority = Priority.CONVERSATION
) -> Move | None:
    """What the rules make of the run; None before it has begun. Nothing is stored yet."""
    stored, conversation = situation.stored, situation.conversation
    if stored.flow is None:
        return None
    language = event.language if isinstance(event, LanguageChosen) else stored.run.language
    scene = set_scene(turn.setup, conversation, situation.customer, situation.purchase, language)
    return Move(conversation, stored, step(stored.flow, stored.run, event, scene, turn.now), priority)
