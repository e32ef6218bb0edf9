"""The buttons under a message, and those below the input, which share a phone number or a place."""

from collections.abc import Iterable
from typing import Any, assert_never

from bot.incoming import ChangeButton
from bot.outgoing import LanguageLetter, QuestionLetter, TelegramLetter, TextLetter
from bot.telegram.buttons import write_answer, write_language
from flows.effects import Button, Question, Request
from flows.events import CHANGE, SHARE

Parameters = dict[str, Any]


def keyboard_of(letter: TelegramLetter) -> Parameters:
    """The `reply_markup` of the letter's last message, if it has any."""
    match letter:
        case QuestionLetter(run_id=run_id, question=question):
            if question.request is not None:
                return _below_the_input(question, question.request)
            return answer_keyboard(run_id, question)
        case LanguageLetter(languages=languages):
            return _inline([_key(name, write_language(code))] for code, name in languages)
        case TextLetter(link=link) if link is not None:
            return _inline([[{"text": link.label, "url": link.url}]])
        case TextLetter(takes_keyboard=True):
            return {"reply_markup": {"remove_keyboard": True}}
        case TextLetter():
            return {}
        case _:
            assert_never(letter)


def answer_keyboard(run_id: int, question: Question) -> Parameters:
    """The answers that can be tapped, and the ways out."""
    return _inline([_answer(run_id, question.step, button) for button in row] for row in question.rows)


def change_keyboard(change: ChangeButton) -> Parameters:
    return _inline([[_key(change.label, write_answer(change.run_id, change.step, CHANGE))]])


def _below_the_input(question: Question, request: Request) -> Parameters:
    """Its buttons send what they say, as if it were typed, but for the one that shares something."""
    wanted = {Request.CONTACT: "request_contact", Request.LOCATION: "request_location"}[request]
    keyboard = [
        [{"text": button.label} | ({wanted: True} if button.value == SHARE else {}) for button in row]
        for row in question.rows
    ]
    return {"reply_markup": {"keyboard": keyboard, "resize_keyboard": True, "one_time_keyboard": True}}


def _answer(run_id: int, step: int, button: Button) -> Parameters:
    return _key(button.label, write_answer(run_id, step, button.value))


def _inline(rows: Iterable[list[Parameters]]) -> Parameters:
    keyboard = [row for row in rows if row]
    return {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}


def _key(label: str, data: str) -> Parameters:
    return {"text": label, "callback_data": data}
