"""A tap on a button moves the run that asked."""

from bot.incoming import ButtonPressed, Reaction
from bot.use_cases.closed_question import closed_question
from bot.use_cases.staging import language_of
from bot.use_cases.step_run import step_run
from bot.use_cases.turn import Turn
from flows.events import Tapped
from flows.phrases import Phrase, phrase
from storage import outbox, runs
from storage.records import Conversation


def take_tap(
    turn: Turn, conversation: Conversation, pressed: ButtonPressed, tapped_message: str | None
) -> Reaction:
    """A tap counts when it belongs to this chat's run and to the question that is open; else it is kindly
    refused.
    """
    stored = runs.lock(turn.session, pressed.run_id)
    if stored is None or stored.conversation_id != conversation.id:
        language = language_of(turn.setup, conversation, None)
        return Reaction(toast=phrase(Phrase.QUESTION_CLOSED, language))
    event = Tapped(pressed.step, pressed.choice)
    after, toast = step_run(turn, conversation, stored, event)
    if after.step_number == stored.run.step_number or tapped_message is None:
        return Reaction(toast=toast)
    sent = outbox.find_sent(turn.session, conversation.id, tapped_message)
    return Reaction(toast=toast, closed=closed_question(sent, pressed.choice) if sent else None)
