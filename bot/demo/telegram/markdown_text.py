"""Telegram's MarkdownV2 parse mode: eighteen characters mean something everywhere, or must be escaped.

Follows https://core.telegram.org/bots/api#markdownv2-style with TDLib's error texts; custom emoji and
expandable quotes are the parts left out.
"""

import re
from dataclasses import dataclass

from bot.demo.telegram.formatted import Entity, FormattedText, MarkupError, utf16_length
from bot.demo.telegram.links import BadLink, read_link

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_MARKERS = ("||", "__", "_", "*", "~")
_NAMES = {
    "||": "Spoiler",
    "__": "Underline",
    "_": "Italic",
    "*": "Bold",
    "~": "Strikethrough",
    "[": "TextUrl",
}
_TYPES = {"||": "spoiler", "__": "underline", "_": "italic", "*": "bold", "~": "strikethrough"}
_CODE = re.compile(r"((?:\\[\x01-\x7e]|(?!`)[\s\S])*)`")
_PRE = re.compile(r"(?:([^\s`]+)?(?:\r\n|\n\r|\n|\r|(?=\s)))?((?:\\[\x01-\x7e]|(?!```)[\s\S])*)```")
_URL = re.compile(r"((?:\\[\x01-\x7e]|[^)\\])*)\)")
_ESCAPE = re.compile(r"\\([\x01-\x7e])")


def parse_markdown(source: str) -> FormattedText:
    """The visible text and its entities. Raises `MarkupError` with Telegram's reason."""
    return _Reader(source).read()


@dataclass(frozen=True)
class _Open:
    marker: str
    begin: int
    start: int
    order: int


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text = ""
        self._open: list[_Open] = []
        self._opened = 0
        self._quote: int | None = None
        self._entities: list[tuple[int, Entity]] = []

    def read(self) -> FormattedText:
        while self._at < len(self._source):
            self._read_next()
        if self._open:
            last = self._open[-1]
            self._refuse_end(_NAMES[last.marker], last.begin)
        self._end_quote()
        self._entities.sort(key=lambda entity: (entity[1]["offset"], -entity[1]["length"], entity[0]))
        return FormattedText(self._text, [entity for _, entity in self._entities])

    def _read_next(self) -> None:
        here = self._source[self._at]
        if self._at_line_start() and self._quote_goes_on(here):
            self._at += 1
        elif escape := _ESCAPE.match(self._source, self._at):
            self._say(escape[1], 2)
        elif here == "`":
            self._read_code()
        elif marker := self._marker():
            self._toggle(marker)
        elif here in "[]":
            self._read_bracket(here)
        elif here in _RESERVED:
            raise MarkupError(f"Character '{here}' is reserved and must be escaped with the preceding '\\'")
        else:
            self._say(here, 1)

    def _say(self, text: str, width: int) -> None:
        self._text += text
        self._at += width

    def _at_line_start(self) -> bool:
        return self._at == 0 or self._source[self._at - 1] in "\n\r"

    def _quote_goes_on(self, here: str) -> bool:
        """Whether this line starts with ">"; where it does not, a quote that was open ends."""
        if here != ">":
            self._end_quote()
            return False
        if self._quote is None:
            self._quote = utf16_length(self._text)
        return True

    def _end_quote(self) -> None:
        if self._quote is not None:
            self._add("blockquote", self._quote, 0)
            self._quote = None

    def _marker(self) -> str | None:
        return next((marker for marker in _MARKERS if self._source.startswith(marker, self._at)), None)

    def _toggle(self, marker: str) -> None:
        if self._open and self._open[-1].marker == marker:
            opened = self._open.pop()
            self._add(_TYPES[marker], opened.start, opened.order)
        else:
            self._begin(marker)
        self._at += len(marker)

    def _begin(self, marker: str) -> None:
        self._opened += 1
        self._open.append(_Open(marker, self._at, utf16_length(self._text), self._opened))

    def _read_bracket(self, bracket: str) -> None:
        if bracket == "[":
            self._begin("[")
            self._at += 1
        elif self._open and self._open[-1].marker == "[":
            self._end_link(self._open.pop())
        else:
            raise MarkupError("Character ']' is reserved and must be escaped with the preceding '\\'")

    def _end_link(self, opened: _Open) -> None:
        self._at += 1
        target = self._text.encode("utf-16-le")[opened.start * 2 :].decode("utf-16-le")
        if self._source.startswith("(", self._at):
            url = _URL.match(self._source, self._at + 1)
            if url is None:
                raise MarkupError(f"Can't find end of a URL at byte offset {self._offset(self._at + 1)}")
            target, self._at = _ESCAPE.sub(r"\1", url[1]), url.end()
        try:
            self._add("text_link", opened.start, opened.order, url=read_link(target))
        except BadLink:
            return

    def _read_code(self) -> None:
        fenced = self._source.startswith("```", self._at)
        begin, width = self._at, 3 if fenced else 1
        found = (_PRE if fenced else _CODE).match(self._source, self._at + width)
        if found is None:
            self._refuse_end("Pre" if fenced else "Code", begin)
        else:
            language = found[1] if fenced else None
            self._opened += 1
            start = utf16_length(self._text)
            self._say(_ESCAPE.sub(r"\1", found[2] if fenced else found[1]), found.end() - begin)
            extra = {"language": language} if language else {}
            self._add("pre" if fenced else "code", start, self._opened, **extra)

    def _add(self, kind: str, start: int, order: int, **extra: str) -> None:
        length = utf16_length(self._text) - start
        if length > 0:
            self._entities.append((order, {"type": kind, "offset": start, "length": length, **extra}))

    def _refuse_end(self, name: str, begin: int) -> None:
        raise MarkupError(f"Can't find end of {name} entity at byte offset {self._offset(begin)}")

    def _offset(self, index: int) -> int:
        return len(self._source[:index].encode())
