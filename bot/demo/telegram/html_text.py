"""Telegram's HTML parse mode: a few known tags become entities, a mistake names its byte offset.

Follows https://core.telegram.org/bots/api#html-style; the error texts are those of TDLib, the library behind
the Bot API. It is not real HTML: unknown tags are refused, and only four named references are known.
"""

import re
import sys
from dataclasses import dataclass
from typing import Any

from bot.demo.telegram.formatted import Entity, FormattedText, MarkupError, utf16_length
from bot.demo.telegram.links import BadLink, read_link

_SPACES = re.compile(r"\s*")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_BARE_VALUE = re.compile(r"[A-Za-z0-9.\-]*")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|(lt|gt|amp|quot));?")
_SURROGATES = range(0xD800, 0xE000)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}


def parse_html(source: str) -> FormattedText:
    """The visible text and its entities. Raises `MarkupError` with Telegram's reason."""
    return _Reader(source).read()


def decode_references(text: str) -> str:
    """Decodes the references that Telegram knows, the final semicolon being optional.

    Raises `MarkupError` for half a surrogate pair.
    """
    return _REFERENCE.sub(_decode, text)


def _decode(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _NAMED[name]
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if number in _SURROGATES:
        raise MarkupError(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(number) if 0 < number <= sys.maxunicode else reference[0]


@dataclass(frozen=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    start: int
    order: int


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text = ""
        self._length = 0
        self._open: list[_OpenTag] = []
        self._opened = 0
        self._entities: list[tuple[int, Entity]] = []

    def read(self) -> FormattedText:
        while self._at < len(self._source):
            if self._source.startswith("</", self._at):
                self._read_end_tag()
            elif self._source[self._at] == "<":
                self._read_start_tag()
            else:
                self._read_text()
        if self._open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return FormattedText(self._text, [entity for _, entity in sorted(self._entities, key=_by_opening)])

    def _read_text(self) -> None:
        end = self._source.find("<", self._at)
        raw = self._source[self._at :] if end < 0 else self._source[self._at : end]
        self._at += len(raw)
        text = decode_references(raw)
        self._text += text
        self._length += utf16_length(text)

    def _read_start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._take(_TAG_NAME).lower()
        if self._at == len(self._source):
            raise MarkupError(f"Unclosed start tag{self._offset(begin)}")
        if name not in _TYPES:
            raise MarkupError(f'Unsupported start tag "{name}"{self._offset(begin)}')
        attributes = self._read_attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler"{self._offset(begin)}')
        self._opened += 1
        self._open.append(_OpenTag(name, attributes, self._length, self._opened))

    def _read_attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while self._after_spaces() != ">":
            name = self._take(_ATTRIBUTE_NAME).lower()
            if not name:
                reason = "Empty attribute name in the tag" if self._here() else "Unclosed start tag"
                raise MarkupError(f'{reason} "{tag}"{self._offset(begin)}')
            attributes[name] = self._read_value(tag, begin) if self._after_spaces() == "=" else ""
        self._at += 1
        return attributes

    def _read_value(self, tag: str, begin: int) -> str:
        self._at += 1
        quote = self._after_spaces()
        if not quote:
            raise MarkupError(f'Unclosed start tag "{tag}"{self._offset(begin)}')
        if quote not in {'"', "'"}:
            return self._read_bare_value()
        end = self._source.find(quote, self._at + 1)
        if end < 0:
            raise MarkupError(f"Unclosed start tag{self._offset(begin)}")
        value = decode_references(self._source[self._at + 1 : end])
        self._at = end + 1
        return value

    def _read_bare_value(self) -> str:
        start = self._at
        value = self._take(_BARE_VALUE)
        if self._here() != ">" and not self._here().isspace():
            raise MarkupError(f"Unexpected end of name token{self._offset(start)}")
        return value

    def _read_end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise MarkupError(f"Unexpected end tag{self._offset(begin)}")
        self._at += 2
        name = self._take(_TAG_NAME).lower()
        if self._after_spaces() != ">":
            raise MarkupError(f"Unclosed end tag{self._offset(begin)}")
        self._at += 1
        tag = self._open.pop()
        if name and name != tag.name:
            raise MarkupError(
                f'Unmatched end tag{self._offset(begin)}, expected "</{tag.name}>", found "</{name}>"'
            )
        self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        length = self._length - tag.start
        extra = _extra(tag, self._text_from(tag.start))
        if length == 0 or extra is None:
            return
        entity: Entity = {"type": _TYPES[tag.name], "offset": tag.start, "length": length, **extra}
        if tag.name == "pre":
            self._adopt_language(entity)
        self._entities.append((tag.order, entity))

    def _adopt_language(self, pre: Entity) -> None:
        """``<pre><code class="language-…">`` is one entity, not two."""
        if not self._entities:
            return
        _, inner = self._entities[-1]
        same_place = (inner["offset"], inner["length"]) == (pre["offset"], pre["length"])
        if inner["type"] == "code" and same_place and "language" in inner:
            pre["language"] = inner["language"]
            self._entities.pop()

    def _text_from(self, start: int) -> str:
        return self._text.encode("utf-16-le")[start * 2 :].decode("utf-16-le")

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        taken = match[0] if match else ""
        self._at += len(taken)
        return taken

    def _after_spaces(self) -> str:
        self._take(_SPACES)
        return self._here()

    def _here(self) -> str:
        """The character at hand, empty at the end."""
        return self._source[self._at : self._at + 1]

    def _offset(self, index: int) -> str:
        return f" at byte offset {len(self._source[:index].encode())}"


def _extra(tag: _OpenTag, content: str) -> dict[str, Any] | None:
    """What the entity carries beside its place; None where the tag leaves no entity."""
    match tag.name:
        case "a":
            return _link(tag.attributes.get("href") or content)
        case "code" if tag.attributes.get("class", "").startswith("language-"):
            language = tag.attributes["class"].removeprefix("language-")
            return {"language": language} if language else {}
        case "blockquote" if "expandable" in tag.attributes:
            return {"type": "expandable_blockquote"}
        case "tg-emoji":
            return {"custom_emoji_id": tag.attributes.get("emoji-id", "")}
        case _:
            return {}


def _link(target: str) -> dict[str, Any] | None:
    try:
        return {"url": read_link(target)}
    except BadLink:
        return None


def _by_opening(entity: tuple[int, Entity]) -> tuple[int, int]:
    order, fields = entity
    return fields["offset"], order
