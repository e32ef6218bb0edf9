"""Something happened to a run: the rules say what follows, and that becomes rows."""

from bot.use_cases.apply_effects import apply_effects
from bot.use_cases.staging import set_scene
from bot.use_cases.turn import Turn
from flows.engine import step
from flows.events import Event, LanguageChosen
from flows.run import Run
from storage import purchases
from storage.outbox import Priority
from storage.records import Conversation, StoredRun


def step_run(
    turn: Turn,
    conversation: Conversation,
    stored: StoredRun,
    event: Event,
    priority: Priority = Priority.CONVERSATION,
) -> tuple[Run, str | None]:
    """The run after the event, and the word to say at once. The conversation must be locked by the caller."""
    if stored.flow is None:
        return stored.run, None
    customer = purchases.get_customer(turn.session, stored.customer_id)
    purchase = purchases.get_purchase(turn.session, stored.purchase_id)
    language = event.language if isinstance(event, LanguageChosen) else stored.run.language
    scene = set_scene(turn.setup, conversation, customer, purchase, language)
    outcome = step(stored.flow, stored.run, event, scene, turn.now)
    return outcome[0], apply_effects(turn, conversation, stored, outcome, priority)
