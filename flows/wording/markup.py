r"""The small markup of texts: which words are bold, italic, a link or a quote, the same in every channel.

`*bold*`, `_italic_`, `[words](https://…)`, lines that begin with `> ` are a quote, and a backslash takes its
meaning from the mark or line end behind it. Marks count at the borders of words only, one by one, and within
one line; whatever does not pair up is plain: `5*`, `snake_case`, `2 * 3`, `**`.

Links lead to `https://` and `http://` alone: Telegram links no `mailto:` (TDLib, `LinkManager::check_link`),
Slack no `tg:`, and both link a bare mail address by themselves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate


class Style(StrEnum):
    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, from character `start` to before `end`. Only a link has a `url`.

    Two spans of a text lie apart or one within the other.
    """

    start: int
    end: int
    style: Style
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Styled:
    """A text as it is read, and how its stretches look, in the order in which they begin, the outer first."""

    plain: str
    spans: tuple[Span, ...] = ()

    def part(self, start: int, end: int) -> "Styled":
        """The characters from `start` to before `end`, with what the spans leave on them."""
        cut = (
            Span(max(span.start, start) - start, min(span.end, end) - start, span.style, span.url)
            for span in self.spans
        )
        return Styled(self.plain[start:end], tuple(span for span in cut if span.start < span.end))

    def throughout(self, style: Style) -> "Styled":
        """All of it in this style, too."""
        return Styled(self.plain, (Span(0, len(self.plain), style), *self.spans))


OPEN = "\ue000"
"""For a check: stands where something will be filled in."""

_MARKS = {"*": Style.BOLD, "_": Style.ITALIC}

_TOKEN = re.compile(
    r"""
      \\(?P<escaped> [!-/:-@\[-`{-~\n] )                    # any mark of ASCII, or the end of a line
    | (?P<line> \n | \A(?=>) ) (?P<quote> >(?![^ \n])[ ]? )?
    | (?P<mark> \*+ | _+ )
    | \[ (?P<words> (?: [^\\\[\]\n] | \\[\s\S] )+ ) \]\( (?P<target> (?: [^\\()\s] | \\. )* ) \)
    | (?P<stray> \]\( )
    | (?P<address> https?:// [^\s*\[\]()<>\\]* [^\W_] )     # its underscores are no marks
    """,
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\*_\[]|(?:\A|\n)>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~\n])")
_URL = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d{1,4})?(?:[/?#]\S*)?", re.IGNORECASE)
_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in "\\*_[]()>\n"})


@lru_cache(maxsize=1024)
def parse(text: str) -> Styled:
    """The words of a text and their styles. Every text can be read, in time that grows with its length."""
    return _Reading(text).styled() if _SPECIAL.search(text) else Styled(text)


def escape(plain: str) -> str:
    """The text that reads as these characters, without any style; inside another text it adds none either."""
    return plain.translate(_ESCAPES)


def broken_links(text: str) -> Iterator[tuple[int, str | None]]:
    """Where a link begins its address without leading anywhere, and that address; None where it does not end.

    An address that begins with `OPEN` will be known when the text is filled in.
    """
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "stray":
                yield token.end() - 1, None
            case "target" if not _may_lead_somewhere(address := _unescape(token["target"])):
                yield token.start("target") - 1, address
            case _:
                pass


def _may_lead_somewhere(address: str) -> bool:
    begins_well = address.startswith(("https://", "http://", OPEN))
    return begins_well if OPEN in address else _leads_somewhere(address)


def _leads_somewhere(address: str) -> bool:
    """As Telegram asks of a link, or it refuses the message: a host with a dot in it."""
    return _URL.fullmatch(address) is not None


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


class _Reading:
    """The text in pieces. A mark that finds its partner becomes an empty one, where a span begins or ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._pairs: list[tuple[int, int, Style, str | None]] = []
        self._open = _nothing_open()
        self._quote: int | None = None

    def styled(self) -> Styled:
        self._take(0, len(self._text))
        self._end_quote()
        offsets = [0, *accumulate(map(len, self._pieces))]
        spans = [
            Span(offsets[first], offsets[last], style, url) for first, last, style, url in sorted(self._pairs)
        ]
        return Styled("".join(self._pieces), tuple(span for span in spans if span.start < span.end))

    def _take(self, start: int, end: int) -> None:
        for token in _TOKEN.finditer(self._text, start, end):
            self._pieces.append(self._text[start : token.start()])
            self._take_token(token)
            start = token.end()
        self._pieces.append(self._text[start:end])

    def _take_token(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "line" | "quote":
                self._begin_line(token["line"], is_quote=token["quote"] is not None)
            case "mark" if len(token[0]) == 1:
                self._take_mark(token)
            case "target":
                self._take_link(token)
            case _:
                self._pieces.append(_unescape(token[0]))

    def _begin_line(self, line_end: str, *, is_quote: bool) -> None:
        self._open = _nothing_open()
        if not is_quote:
            self._end_quote()
        self._pieces.append(line_end)
        if is_quote and self._quote is None:
            self._quote = len(self._pieces)

    def _end_quote(self) -> None:
        if self._quote is not None:
            self._pairs.append((self._quote, len(self._pieces), Style.QUOTE, None))
            self._quote = None

    def _take_mark(self, token: re.Match[str]) -> None:
        mark, here = token[0], len(self._pieces)
        before = self._text[token.start() - 1 : token.start()] or " "
        after = self._text[token.end() : token.end() + 1] or " "
        self._pieces.append(mark)
        if self._open[mark] and not before.isspace() and not after.isalnum():
            self._close(mark, here)
        elif not before.isalnum() and not after.isspace():
            self._open[mark].append(here)

    def _close(self, mark: str, here: int) -> None:
        """Marks of the other kind that were opened in between stay without a partner."""
        opened = self._open[mark].pop()
        self._pieces[opened] = self._pieces[here] = ""
        self._pairs.append((opened, here, _MARKS[mark], None))
        for others in self._open.values():
            while others and others[-1] > opened:
                others.pop()

    def _take_link(self, token: re.Match[str]) -> None:
        """Marks pair up within the words of the link, or around it."""
        url = _unescape(token["target"])
        if not _leads_somewhere(url):
            self._pieces.append(_unescape(token[0]))
            return
        opened, around = len(self._pieces), self._open
        self._open = _nothing_open()
        self._take(*token.span("words"))
        self._open = around
        self._pairs.append((opened, len(self._pieces), Style.LINK, url))


def _nothing_open() -> dict[str, list[int]]:
    """For each mark, the places of those in this line that wait for a partner."""
    return {mark: [] for mark in _MARKS}
