"""When the bot said what was expected, and from where on it did not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rehearsal.matching import first_difference, matches, one_line


@pytest.mark.parametrize(
    ("pattern", "text", "is_match"),
    [
        ("How was it?", "How was it?", True),
        ("How was it?", "How was it? 1 = bad", False),
        ("How was*", "How was it?", True),
        ("*was it?", "How was it?", True),
        ("*was*", "How was it?", True),
        ("*", "", True),
        ("How*it*?", "How was it then?", True),
        ("How*how*", "How was it?", False),
        ("ab*ba", "aba", False),
        ("a **", "a lot", True),
        ("one\n  two", "one   two", True),
    ],
)
def test_a_star_stands_for_any_words(pattern: str, text: str, is_match: bool) -> None:
    assert matches(pattern, text) is is_match


@given(st.text("ab*", max_size=8), st.text("ab", max_size=12))
def test_it_is_as_a_regular_expression_would_have_it(pattern: str, text: str) -> None:
    same = re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text) is not None
    assert matches(pattern, text) is same


@pytest.mark.parametrize(
    ("pattern", "text", "at"),
    [
        ("How was it?", "How is it?", 4),
        ("How was it?", "How was it? Well?", 11),
        ("How was it?", "How", 3),
        ("How was*it", "How is it?", 4),
        ("How *late", "How was it?", None),
    ],
)
def test_where_it_differs(pattern: str, text: str, at: int | None) -> None:
    assert first_difference(pattern, text) == at


def test_white_space_is_one_blank() -> None:
    assert one_line(" a\n\n b\t c ") == "a b c"
