"""What is wrong with a business's own wordings of the bot's sentences."""

from collections.abc import Iterator, Mapping

from flows.phrases.forms import LABELS, TOASTS, values_of
from flows.phrases.languages import PHRASES
from flows.phrases.names import Phrase
from flows.problems import Problem
from flows.texts import Audience, check_labels, check_length, check_marks, check_read
from flows.wording import WordingError, base_language, parse_wording

LONGEST_TOAST = 200
"""Characters (Bot API, answerCallbackQuery)."""


def check_phrases(own: Mapping[Phrase, Mapping[str, str]], audience: Audience) -> Iterator[Problem]:
    """Places are told from the table of phrases: `("skip", "en")`. No language has to be there."""
    for name, wordings in own.items():
        if audience.languages:
            yield from check_read((name,), wordings, _readers(audience))
        if name in LABELS:
            yield from check_labels((name,), wordings)
            continue
        for language, source in wordings.items():
            yield from check_length((name, language), source)
            yield from check_marks((name, language), source)
            yield from _toast(name, language, source)
            yield from _values(name, language, source)


def _readers(audience: Audience) -> set[str]:
    """English is read by those, too, whose language the bot does not speak."""
    foreign = [language for language in audience.languages if base_language(language) not in PHRASES]
    return {*audience.languages, *(["en"] if foreign else [])}


def _toast(name: Phrase, language: str, source: str) -> Iterator[Problem]:
    if name in TOASTS and len(source) > LONGEST_TOAST:
        message = f"this is shown over the chat, in at most {LONGEST_TOAST} characters, and has {len(source)}"
        yield Problem((name, language), message, "make it shorter")


def _values(name: Phrase, language: str, source: str) -> Iterator[Problem]:
    try:
        parse_wording(source, values_of(name))
    except WordingError as error:
        yield Problem((name, language), error.message, error.hint, offset=error.offset)
