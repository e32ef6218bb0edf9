"""A tap on a button moves the run that asked."""

from dataclasses import replace

from bot.incoming import ButtonPressed, Reaction, RedrawnQuestion
from bot.use_cases.closed_question import close_question
from bot.use_cases.queueing import words_above
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
    before = situation.stored.run
    stepped = step_from(turn, situation, Tapped(pressed.step, pressed.choice))
    if tapped_message is None:
        return Reaction(toast=stepped.word)
    if stepped.redrawn is None and stepped.run.step_number == before.step_number:
        return Reaction(toast=stepped.word)
    sent = outbox.find_sent(turn.session, conversation.id, tapped_message)
    if stepped.redrawn is not None:
        question = replace(stepped.redrawn, above=words_above(sent.payload) if sent else "")
        redrawn = RedrawnQuestion(tapped_message, before.id, question)
        return Reaction(toast=stepped.word, redrawn=redrawn)
    closed = close_question(turn.setup, sent, situation.stored, stepped.run) if sent else None
    return Reaction(toast=stepped.word, closed=closed)
