"""Something happened to a run: the rules say what follows, and that becomes rows."""

from bot.use_cases.apply_effects import Move, apply_effects
from bot.use_cases.staging import set_scene
from bot.use_cases.turn import Turn
from flows.engine import step
from flows.events import Event, LanguageChosen
from flows.run import Run
from storage import purchases
from storage.outbox import Priority
from storage.records import Conversation, Situation, StoredRun


def step_run(
    turn: Turn, conversation: Conversation, stored: StoredRun, event: Event
) -> tuple[Run, str | None]:
    """The run after the event, and the word to say at once. The conversation must be locked by the caller."""
    customer = purchases.get_customer(turn.session, stored.customer_id)
    purchase = purchases.get_purchase(turn.session, stored.purchase_id)
    return step_from(turn, Situation(stored, conversation, customer, purchase), event)


def step_from(turn: Turn, situation: Situation, event: Event) -> tuple[Run, str | None]:
    """The same, where all of the situation is known."""
    move = move_of(turn, situation, event)
    if move is None:
        return situation.stored.run, None
    apply_effects(turn, [move])
    return move.outcome[0], move.word


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
