"""A mark stands under the place it means, whatever the line is made of, and the line fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.cli.excerpts import mark_place


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "mark"),
    [
        ("key = 1", 7, 1, "key = 1", "      ^"),
        ("key = 1", 1, 3, "key = 1", "^~~"),
        ("\tkey = 1", 2, 3, " key = 1", " ^~~"),
        ('日本 = "x"', 6, 3, '日本 = "x"', "       ^~~"),
        ('name = "日本"', 8, 4, 'name = "日本"', "       ^~~~~~"),
        ("n = '😀' x", 9, 1, "n = '😀' x", "         ^"),
        ("n = 'e\u0301' x", 9, 1, "n = 'e\u0301' x", "       ^"),
        ("end", 4, 1, "end", "   ^"),
        ("end", 99, 9, "end", "   ^"),
        ("", 1, 1, "", "^"),
        ("a \x1b[31mb\u202ec", 9, 1, "a  [31mb c", "        ^"),
    ],
)
def test_the_mark_stands_under_the_place(line: str, column: int, length: int, shown: str, mark: str) -> None:
    assert mark_place(line, column, length, 40) == (shown, mark)


@pytest.mark.parametrize(
    ("line", "column", "shown", "mark"),
    [
        ("x" * 50 + "HERE" + "y" * 50, 51, "…xxxxxHEREyyyyyyyyy…", "      ^~~~"),
        ("HERE" + "y" * 50, 1, "HEREyyyyyyyyyyyyyyy…", "^~~~"),
        ("x" * 50 + "HERE", 51, "…xxxxxxxxxxxxxxxHERE", "                ^~~~"),
        ("日" * 50 + "HERE" + "本" * 50, 51, "…日日HERE本本本本本…", "     ^~~~"),
        ("x" * 500_000 + "HERE" + "y" * 500_000, 500_001, "…xxxxxHEREyyyyyyyyy…", "      ^~~~"),
    ],
)
def test_a_long_line_is_cut_around_the_place(line: str, column: int, shown: str, mark: str) -> None:
    assert mark_place(line, column, 4, 20) == (shown, mark)


@given(st.text(max_size=200), st.integers(1, 220), st.integers(1, 220), st.integers(10, 90))
def test_both_lines_fit_and_steer_nothing(line: str, column: int, length: int, width: int) -> None:
    shown, mark = mark_place(line, column, length, width)
    assert shown.isprintable()
    assert cell_len(shown) <= width
    assert cell_len(mark) <= width + 1  # the place behind the end
