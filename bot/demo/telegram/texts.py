"""What Telegram makes of the text of a call: parsed, trimmed, measured, or refused."""

from typing import Any

from bot.demo.telegram.calls import Call, Json
from bot.demo.telegram.errors import bad_request
from bot.demo.telegram.formatted import FormattedText, MarkupError, utf16_length
from bot.demo.telegram.given_entities import read_entities
from bot.demo.telegram.html_text import parse_html
from bot.demo.telegram.markdown_text import parse_markdown

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def read_text(call: Call, too_long: str) -> Json:
    """The fields ``text`` and ``entities``. Raises 400 for no text, `too_long` for more than 4096 units."""
    if not call.text("text"):
        raise bad_request("message text is empty")
    formatted = _read_formatted(call, call.text("text"), "entities")
    if formatted.is_blank:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request(too_long)
    return _fields(formatted, "text", "entities")


def read_caption(call: Call, too_long: str) -> Json:
    """The fields ``caption`` and ``caption_entities``, or none. Raises 400, `too_long` above 1024 units."""
    formatted = _read_formatted(call, call.text("caption"), "caption_entities")
    if utf16_length(formatted.text) > LONGEST_CAPTION:
        raise bad_request(too_long)
    return {} if formatted.is_blank else _fields(formatted, "caption", "caption_entities")


def person_text(text: str, text_field: str, entities_field: str) -> Json:
    """The same fields for what a person typed: no markup, only commands and addresses are found."""
    return _fields(FormattedText(text, []).with_found(), text_field, entities_field)


def _read_formatted(call: Call, source: str, entities_name: str) -> FormattedText:
    match call.text("parse_mode").lower():
        case "":
            formatted = FormattedText(source, read_entities(call.structure(entities_name), source))
        case "html":
            formatted = _parsed(source, parse_html)
        case "markdownv2":
            formatted = _parsed(source, parse_markdown)
        case _:
            raise bad_request("unsupported parse_mode")
    return formatted.trimmed().with_found()


def _parsed(source: str, parse: Any) -> FormattedText:
    try:
        formatted: FormattedText = parse(source)
    except MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from None
    return formatted


def _fields(formatted: FormattedText, text_field: str, entities_field: str) -> Json:
    fields: Json = {text_field: formatted.text}
    if formatted.entities:
        fields[entities_field] = formatted.entities
    return fields
