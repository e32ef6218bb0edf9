"""How a letter looks in Telegram: the parameters of `sendMessage`, and of `editMessageText` after an answer.

Texts go out plain, with entities beside them and without a parse mode: Telegram reads no markup. Lengths and
offsets count UTF-16 units, as Telegram does (https://core.telegram.org/bots/api#messageentity).
"""

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from bot.incoming import ClosedQuestion
from bot.outgoing import LanguageLetter, QuestionLetter, TelegramLetter, TextLetter
from bot.telegram.buttons import write_answer, write_language
from flows.effects import Button
from flows.wording.markup import Span, Style, Styled, parse

LONGEST_TEXT = 4096

Parameters = dict[str, Any]

_NO_PREVIEW = {"is_disabled": True}
_ENTITIES = {
    Style.BOLD: "bold",
    Style.ITALIC: "italic",
    Style.LINK: "text_link",
    Style.QUOTE: "blockquote",
}
_BORDERS = ("\n\n", "\n", " ")


def shape(letter: TelegramLetter) -> tuple[Parameters, ...]:
    """The messages that bring the letter: one, or more for a long text; the buttons hang on the last."""
    text = letter.question.text if isinstance(letter, QuestionLetter) else letter.text
    *first, last = split(parse(text))
    return (
        *(_message(letter.address, words) for words in first),
        _message(letter.address, last) | _markup(letter),
    )


def shape_closed(question: ClosedQuestion) -> Parameters | None:
    """A question after its answer was taken: the same words with what was picked under them, and no buttons.

    (An edit without `reply_markup` removes the keyboard.) Without room for both only the words stay; None for
    words that did not fit into one message.
    """
    asked = parse(question.text)
    picked = "" if question.picked is None else f"\n\n✓ {question.picked}"
    answered = Styled(asked.plain + picked, asked.spans)
    fitting = next((words for words in (answered, asked) if utf16_length(words.plain) <= LONGEST_TEXT), None)
    return None if fitting is None else _shown(fitting)


def split(words: Styled, longest: int = LONGEST_TEXT) -> tuple[Styled, ...]:
    """The words in parts of at most `longest` UTF-16 units (2 or more), each with the styles of its own.

    They are cut between paragraphs, lines or words where it can be, never inside a surrogate pair. White
    space at the cuts is dropped.
    """
    return tuple(words.part(start, end) for start, end in _parts(words.plain, longest)) or (words,)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends."""
    start, end = 0, len(text.rstrip())
    while (start := end - len(text[start:end].lstrip())) < end:
        rest = text[start:end]
        cut = len(rest) if utf16_length(rest) <= longest else _border(rest, _fitting(rest, longest))
        yield start, start + len(rest[:cut].rstrip())
        start += cut


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


def _message(address: str, words: Styled) -> Parameters:
    return {"chat_id": int(address)} | _shown(words)


def _shown(words: Styled) -> Parameters:
    shown = {"text": words.plain, "link_preview_options": _NO_PREVIEW}
    entities = [_entity(words.plain, span) for span in words.spans]
    return shown | {"entities": entities} if entities else shown


def _entity(text: str, span: Span) -> Parameters:
    entity = {
        "type": _ENTITIES[span.style],
        "offset": utf16_length(text[: span.start]),
        "length": utf16_length(text[span.start : span.end]),
    }
    return entity if span.url is None else entity | {"url": span.url}


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
