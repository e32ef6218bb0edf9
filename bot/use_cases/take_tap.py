"""A tap on a button moves the run that asked."""

from dataclasses import replace

from bot.incoming import ButtonPressed, Reaction, RedrawnQuestion
from bot.use_cases.closed_question import close_copies, close_questions
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
    stepped = step_from(turn, situation, Tapped(pressed.step, pressed.choice))
    if stepped.redrawn is not None and tapped_message is not None:
        sent = outbox.find_sent(turn.session, conversation.id, tapped_message)
        question = replace(stepped.redrawn, above=words_above(sent.payload) if sent else "")
        redrawn = RedrawnQuestion(tapped_message, pressed.run_id, question)
        return Reaction(toast=stepped.word, redrawn=redrawn)
    if pressed.step != situation.stored.run.step_number and stepped.run == situation.stored.run:
        return Reaction(stepped.word, close_copies(turn, situation.stored, pressed.step))
    return Reaction(stepped.word, close_questions(turn, situation.stored, stepped.run))
