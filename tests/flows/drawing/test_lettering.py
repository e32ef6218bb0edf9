"""Texts are never said to be narrower than they can be, and are cut and broken to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.drawing.lettering import (
    ELLIPSIS,
    cut,
    cut_fixed,
    fixed_width_of,
    reads_from_right,
    width_of,
    wrap,
    wrap_fixed,
)

SIZE = 10.0
words = st.text(max_size=60)


def test_wide_letters_need_more_room_than_narrow_ones() -> None:
    assert width_of("iiii", SIZE) < width_of("aaaa", SIZE) < width_of("WWWW", SIZE)
    assert width_of("a", SIZE) < width_of("a", SIZE, bold=True)


@pytest.mark.parametrize("text", ["щ", "Ω", "漢", "한", "😍", "ا", "ॐ", "★"])
def test_what_is_drawn_by_other_fonts_has_plenty_of_room(text: str) -> None:
    assert width_of(text, SIZE) > width_of("n", SIZE) * 1.3


def test_accents_and_joiners_take_no_room() -> None:
    assert width_of("è", SIZE) == width_of("e", SIZE) == width_of("e\u0300", SIZE)
    assert width_of("❤\ufe0f", SIZE) == width_of("❤", SIZE)


@given(words, st.floats(20, 300))
def test_what_is_cut_fits(text: str, room: float) -> None:
    assert width_of(cut(text, SIZE, room), SIZE) <= room
    assert fixed_width_of(cut_fixed(text, SIZE, room), SIZE) <= room


@given(words, st.floats(200, 300))
def test_what_fits_is_not_cut(text: str, room: float) -> None:
    if width_of(text, SIZE) <= room:
        assert cut(text, SIZE, room) == text


@given(words, st.floats(20, 300), st.integers(1, 4))
def test_lines_fit_and_are_no_more_than_wanted(text: str, room: float, lines: int) -> None:
    broken = wrap(text, SIZE, room, lines)
    assert len(broken) <= lines
    assert all(width_of(line, SIZE) <= room for line in broken)
    if not any(ELLIPSIS in line for line in broken):
        assert "".join(broken).replace(" ", "") == "".join(text.split())


def test_lines_break_between_words() -> None:
    assert wrap("How was it with us", SIZE, 60, 5) == ("How was it", "with us")


def test_the_last_line_tells_that_there_is_more() -> None:
    assert wrap("one two three four five six seven", SIZE, 60, 2)[-1].endswith(ELLIPSIS)


def test_a_long_word_begins_where_there_is_room() -> None:
    assert wrap("if incomprehensibilities == 2", SIZE, 60, 5)[0].startswith("if incom")


@given(words, st.floats(20, 300), st.integers(1, 4))
def test_a_condition_fits_and_loses_nothing_but_its_middle(text: str, room: float, lines: int) -> None:
    broken = wrap_fixed(text, SIZE, room, lines)
    assert len(broken) <= lines
    assert all(fixed_width_of(line, SIZE) <= room for line in broken)
    beginning, _, end = "".join("".join(broken).split()).partition(ELLIPSIS)
    written = "".join(text.split())
    assert ELLIPSIS in text or (written.startswith(beginning) and written.endswith(end))


def test_what_a_condition_compares_with_is_seen_though_its_name_is_long() -> None:
    name = "a_very_long_identifier_of_a_question_that_somebody_wrote"
    assert wrap_fixed(f"if {name} <= 2", 11.0, 248.0, 4) == (
        "if a_very_long_identifier_of_a_quest",
        "ion_that_somebody_wrote <= 2",
    )
    cut_in_the_middle = "".join(wrap_fixed(f"if {name * 4} <= 2", 11.0, 248.0, 4))
    assert cut_in_the_middle.startswith("if a_very_long_identifier")
    assert cut_in_the_middle.endswith("somebody_wrote <= 2")


@pytest.mark.parametrize(
    ("text", "from_right"),
    [
        ("How was it? שלום", False),
        ("שלום, how was it?", True),
        ("1. كيف كانت؟", True),
        ("‹first name›، مرحبا", True),
        ("‹first name›", False),
        ("", False),
        ("5 ★", False),
    ],
)
def test_the_first_letter_decides_from_where_a_text_is_read(text: str, from_right: bool) -> None:
    assert reads_from_right(text) == from_right
