"""What customers read, as staff see it in Slack: the same words in the same styles.

In `rich_text`, where every character stands for itself. Slack's mrkdwn could not show a `*` that is a mere
star ("Formatting text for app surfaces": only `&`, `<` and `>` can be escaped). Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from bot.slack.blocks import Json, line, link, quote, words
from bot.slack.mrkdwn import cut
from flows.wording.markup import Span, Style, Styled


def show_styled(text: Styled) -> Iterator[Json]:
    """Parts of a `rich_text` block with these words, each quote on lines of its own.

    Slack begins a new line with each part, so the line ends between two are dropped.
    """
    end = 0
    for span in (span for span in text.spans if span.style is Style.QUOTE):
        yield from _section(text.part(end, max(span.start - 1, end)))
        yield quote(*_pieces(text.part(span.start, span.end)))
        end = span.end + 1
    yield from _section(text.part(end, len(text.plain)))


def shorten(text: Styled, limit: int) -> Styled:
    """As much of it as has up to `limit` UTF-16 units, with "…" where that is not all."""
    shown = cut(text.plain, limit)
    return text if shown == text.plain else replace(text.part(0, len(shown)), plain=shown)


def _section(text: Styled) -> Iterator[Json]:
    if text.plain:
        yield line(*_pieces(text))


def _pieces(text: Styled) -> Iterator[Json]:
    """A run of text for each change of style."""
    borders = {0, len(text.plain)}.union(*((span.start, span.end) for span in text.spans))
    for start, end in pairwise(sorted(borders)):
        around = [span for span in text.spans if span.start <= start and end <= span.end]
        yield _piece(text.plain[start:end], around)


def _piece(text: str, around: Iterable[Span]) -> Json:
    url = next((span.url for span in around if span.style is Style.LINK), None)
    style = {str(span.style): True for span in around if span.style in {Style.BOLD, Style.ITALIC}}
    piece = link(text, url) if url else words(text)
    return piece | {"style": style} if style else piece
