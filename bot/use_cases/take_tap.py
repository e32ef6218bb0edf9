"""A tap on a button moves the run that asked."""

from datetime import datetime

from sqlmodel import Session

from bot.incoming import ButtonPressed, Reaction
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of
from bot.use_cases.step_run import step_run
from flows.events import Tapped
from flows.phrases import Phrase, phrase
from storage import outbox, runs
from storage.records import Conversation


def take_tap(
    session: Session,
    setup: Setup,
    conversation: Conversation,
    pressed: ButtonPressed,
    tapped_message: str | None,
    now: datetime,
) -> Reaction:
    """A tap counts when it belongs to this chat's run and to the question that is open; else it is kindly
    refused.
    """
    stored = runs.lock(session, pressed.run_id)
    if stored is None or stored.conversation_id != conversation.id:
        language = language_of(setup, conversation, None)
        return Reaction(toast=phrase(Phrase.QUESTION_CLOSED, language))
    event = Tapped(pressed.step, pressed.choice)
    after, toast = step_run(session, setup, conversation, stored, event, now)
    if after.step_number == stored.run.step_number or tapped_message is None:
        return Reaction(toast=toast)
    return Reaction(toast=toast, picked=_label(session, conversation, tapped_message, pressed.choice))


def _label(session: Session, conversation: Conversation, message: str, choice: str) -> str | None:
    """What stands on the button that was pressed, from the message as it was sent."""
    sent = outbox.find_sent(session, conversation.id, message)
    rows = sent.payload.get("question", {}).get("rows", []) if sent else []
    return next((button["label"] for row in rows for button in row if button["value"] == choice), None)
