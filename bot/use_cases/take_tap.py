"""A tap on a button moves the run that asked."""

from bot.incoming import ButtonPressed, Reaction
from bot.use_cases.closed_question import closed_question
from bot.use_cases.staging import language_of, say
from bot.use_cases.step_run import step_from
from bot.use_cases.turn import Turn
from flows.events import Tapped
from flows.phrases import Phrase
from storage import outbox, situations
from storage.records import Conversation


def take_tap(
    turn: Turn, conversation: Conversation, pressed: ButtonPressed, tapped_message: str | None
) -> Reaction:
    """A tap counts when it belongs to this chat's run and to the question that is open; else it is kindly
    refused.
    """
    situation = situations.of_run(turn.session, pressed.run_id)
    if situation is None or situation.conversation.id != conversation.id:
        language = language_of(turn.setup, conversation, None)
        return Reaction(toast=say(turn.setup, Phrase.QUESTION_CLOSED, language))
    after, toast = step_from(turn, situation, Tapped(pressed.step, pressed.choice))
    if after.step_number == situation.stored.run.step_number or tapped_message is None:
        return Reaction(toast=toast)
    sent = outbox.find_sent(turn.session, conversation.id, tapped_message)
    return Reaction(toast=toast, closed=closed_question(sent, pressed.choice) if sent else None)
