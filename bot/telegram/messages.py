"""How a letter looks in Telegram: the parameters of `sendMessage`, and of `editMessageText` after an answer.

Texts go out plain, without a parse mode: what customers and staff write is never read as markup. Lengths
count UTF-16 units, as Telegram does (https://core.telegram.org/bots/api#sendmessage).
"""

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from bot.incoming import ClosedQuestion
from bot.outgoing import LanguageLetter, QuestionLetter, TelegramLetter, TextLetter
from bot.telegram.buttons import write_answer, write_language
from flows.effects import Button

LONGEST_TEXT = 4096

Parameters = dict[str, Any]

_NO_PREVIEW = {"is_disabled": True}
_BORDERS = ("\n\n", "\n", " ")


def shape(letter: TelegramLetter) -> tuple[Parameters, ...]:
    """The messages that bring the letter: one, or more for a long text; the buttons hang on the last."""
    *first, last = split_text(letter.text if not isinstance(letter, QuestionLetter) else letter.question.text)
    return (
        *(_message(letter.address, text) for text in first),
        _message(letter.address, last) | _markup(letter),
    )


def shape_closed(question: ClosedQuestion) -> Parameters | None:
    """A question after its answer was taken: the same words with what was picked under them, and no buttons.

    (An edit without `reply_markup` removes the keyboard.) Without room for both only the words stay; None for
    words that did not fit into one message.
    """
    answered = f"{question.text}\n\n✓ {question.picked}" if question.picked is not None else question.text
    fitting = next((text for text in (answered, question.text) if utf16_length(text) <= LONGEST_TEXT), None)
    return None if fitting is None else {"text": fitting, "link_preview_options": _NO_PREVIEW}


def split_text(text: str, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
    """The text in parts of at most `longest` UTF-16 units (2 or more).

    It is cut between paragraphs, lines or words where it can be, never inside a surrogate pair. White space
    at the cuts is dropped.
    """
    return tuple(_parts(text, longest)) or (text,)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(text: str, longest: int) -> Iterator[str]:
    rest = text.strip()
    while utf16_length(rest) > longest:
        end = _border(rest, _fitting(rest, longest))
        yield rest[:end].rstrip()
        rest = rest[end:].lstrip()
    if rest:
        yield rest


def _fitting(text: str, longest: int) -> int:
    """How many characters of the text fit into so many units."""
    units = 0
    for count, character in enumerate(text):
        units += utf16_length(character)
        if units > longest:
            return count
    return len(text)


def _border(text: str, most: int) -> int:
    """The last good place for a cut at or before `most`; `most` itself if there is none."""
    ends = (text.rfind(border, 0, most + len(border)) for border in _BORDERS)
    return next((end for end in ends if end > 0), most)


def _message(address: str, text: str) -> Parameters:
    return {"chat_id": int(address), "text": text, "link_preview_options": _NO_PREVIEW}


def _markup(letter: TelegramLetter) -> Parameters:
    match letter:
        case QuestionLetter(run_id=run_id, question=question):
            return _keyboard([_answer_row(run_id, question.step, row) for row in question.rows])
        case LanguageLetter(languages=languages):
            return _keyboard([_key(name, write_language(code))] for code, name in languages)
        case TextLetter():
            return {}
        case _:
            assert_never(letter)


def _answer_row(run_id: int, step: int, row: tuple[Button, ...]) -> list[Parameters]:
    return [_key(button.label, write_answer(run_id, step, button.value)) for button in row]


def _keyboard(rows: Iterable[list[Parameters]]) -> Parameters:
    keyboard = [row for row in rows if row]
    return {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}


def _key(label: str, data: str) -> Parameters:
    return {"text": label, "callback_data": data}
