"""A line of a file with a mark under a place in it, as a terminal shows it. Pure.

Positions count characters, terminals count cells: a letter takes one, 日 or 😀 two, a combining accent none.
"""

from collections.abc import Iterable
from itertools import accumulate

from rich.cells import cell_len

_CUT = "…"
_LEAD = 3
"""A long line is shown from a third of the width before the place."""


def mark_place(line: str, column: int, length: int, width: int) -> tuple[str, str]:
    """The line in at most `width` cells, and what stands below it: `^` at `column` (from 1), then `~`.

    `length` is how many characters to mark. A long line is cut around the place. A tab is shown as one
    blank, as is what would steer a terminal.
    """
    at = min(column, len(line) + 1) - 1
    shown = printable(
        line[max(0, at - 2 * width) : at + 2 * width]
    )  # no more is looked at, however long it is
    at -= max(0, at - 2 * width)
    before, after = shown[:at], shown[at:]
    if cell_len(shown) <= width:
        return shown, _mark(before, after[:length])
    before = _end_within(before, max(width // _LEAD, width - max(1, cell_len(after))))
    after = _beginning_within(after, width - cell_len(before))
    return before + after, _mark(before, after[:length])


def printable(text: str) -> str:
    """With a blank for all that would break a line or steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _mark(before: str, marked: str) -> str:
    return f"{' ' * cell_len(before)}^{'~' * (cell_len(marked) - 1)}"


def _beginning_within(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return f"{text[: _fitting(text, width - 1)]}{_CUT}"


def _end_within(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return f"{_CUT}{text[len(text) - _fitting(reversed(text), width - 1) :]}"


def _fitting(characters: Iterable[str], width: int) -> int:
    """How many of the characters take no more cells than that."""
    return sum(cells <= width for cells in accumulate(map(cell_len, characters)))
