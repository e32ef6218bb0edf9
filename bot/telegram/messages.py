"""How a letter looks in Telegram: the parameters of the calls that send it, and that edit it after an answer.

Texts go out plain, with entities beside them and without a parse mode: Telegram reads no markup. Lengths and
offsets count UTF-16 units, as Telegram does (https://core.telegram.org/bots/api#messageentity).
"""

from collections.abc import Iterator
from pathlib import Path

from bot.incoming import ClosedQuestion, RedrawnQuestion
from bot.outgoing import QuestionLetter, TelegramLetter, TextLetter
from bot.telegram.keyboards import Parameters, answer_keyboard, change_keyboard, keyboard_of
from flows.wording.markup import Span, Style, Styled, parse

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

_NO_PREVIEW = {"is_disabled": True}
_ENTITIES = {
    Style.BOLD: "bold",
    Style.ITALIC: "italic",
    Style.LINK: "text_link",
    Style.QUOTE: "blockquote",
}
_BORDERS = ("\n\n", "\n", " ")


def shape(letter: TelegramLetter) -> tuple[Parameters, ...]:
    """The messages that bring the letter: one, or more for a long text; the buttons hang on the last.

    One with a `photo` is for `sendPhoto`, where a `Path` is a file of ours, all others for `sendMessage`.
    """
    words, picture = parse(_text(letter)), _picture(letter)
    here = {"chat_id": int(letter.address)}
    markup = keyboard_of(letter)
    if picture is not None and utf16_length(words.plain) <= LONGEST_CAPTION:
        return (here | {"photo": picture} | _caption(words) | markup,)
    *first, last = split(words)
    photo = () if picture is None else (here | {"photo": picture},)
    return (*photo, *(here | _shown(part) for part in first), here | _shown(last) | markup)


def shape_closed(question: ClosedQuestion) -> Parameters | None:
    """A question after its answer was taken: the same words with what was picked under them, and in the place
    of its buttons at most one, to change the answer. Under a picture they are its `caption`.

    (An edit without `reply_markup` removes the keyboard.) Without room for both only the words stay; None for
    words that did not fit into one message.
    """
    asked = parse(question.text)
    picked = "" if question.picked is None else f"\n\n✓ {question.picked}"
    answered = Styled(asked.plain + picked, asked.spans)
    longest = LONGEST_CAPTION if question.has_picture else LONGEST_TEXT
    fitting = next((words for words in (answered, asked) if utf16_length(words.plain) <= longest), None)
    if fitting is None:
        return None
    shown = _caption(fitting) if question.has_picture else _shown(fitting)
    return shown | (change_keyboard(question.change) if question.change else {})


def shape_redrawn(redrawn: RedrawnQuestion) -> Parameters:
    """The open question with what is picked so far, in the message that asks it."""
    words = parse(redrawn.question.words)
    shown = _shown(words) if redrawn.question.picture is None else _caption(words)
    return shown | answer_keyboard(redrawn.run_id, redrawn.question)


def without_picture(message: Parameters) -> Parameters:
    """The same message where its picture cannot be sent."""
    text, entities = message.get("caption", ""), message.get("caption_entities")
    rest = {key: message[key] for key in ("chat_id", "reply_markup") if key in message}
    styled = {"entities": entities} if entities else {}
    return rest | {"text": text, "link_preview_options": _NO_PREVIEW} | styled


def _text(letter: TelegramLetter) -> str:
    return letter.question.words if isinstance(letter, QuestionLetter) else letter.text


def _picture(letter: TelegramLetter) -> str | Path | None:
    match letter:
        case QuestionLetter(question=question):
            picture = question.picture
        case TextLetter():
            picture = letter.picture
        case _:
            picture = None
    if picture is None or picture.startswith(("https://", "http://")):
        return picture
    return Path(picture)


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


def _shown(words: Styled) -> Parameters:
    shown = {"text": words.plain, "link_preview_options": _NO_PREVIEW}
    entities = [_entity(words.plain, span) for span in words.spans]
    return shown | {"entities": entities} if entities else shown


def _caption(words: Styled) -> Parameters:
    shown = {"caption": words.plain}
    entities = [_entity(words.plain, span) for span in words.spans]
    return shown | {"caption_entities": entities} if entities else shown


def _entity(text: str, span: Span) -> Parameters:
    entity = {
        "type": _ENTITIES[span.style],
        "offset": utf16_length(text[: span.start]),
        "length": utf16_length(text[span.start : span.end]),
    }
    return entity if span.url is None else entity | {"url": span.url}
