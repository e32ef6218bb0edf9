"""Text stays harmless, complete and within its limit on the way into Slack, and readable on the way out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.slack.mrkdwn import read_mrkdwn, type_text
from bot.slack.mrkdwn import (
    count_units,
    cut,
    escape,
    escape_within,
    on_one_line,
    read_plain_words,
    split,
    write_date,
)

LIMITS = st.integers(min_value=8, max_value=60)
NASTY = st.text(alphabet=st.sampled_from("ab &<>|!@#*_~`😀\n"), max_size=120)


@given(st.one_of(NASTY, st.text()))
def test_an_escaped_text_reads_as_it_was_and_calls_nobody(text: str) -> None:
    reading = read_mrkdwn(escape(text), {})
    assert (reading.text, reading.broadcasts, reading.mentions, reading.links) == (text, (), (), ())


@given(NASTY, LIMITS)
def test_an_escaped_text_is_cut_between_characters_and_never_inside_an_entity(text: str, limit: int) -> None:
    written = escape_within(text, limit)
    assert count_units(written) <= limit
    shown = read_mrkdwn(written, {}).text
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


@given(NASTY, LIMITS)
def test_a_cut_text_says_so(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert shown == text if count_units(text) <= limit else shown.endswith("…")
    assert count_units(shown) <= limit


@given(NASTY, LIMITS)
def test_a_split_text_is_whole(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert "".join(pieces) == text
    assert all(0 < count_units(piece) <= limit for piece in pieces)


def test_a_text_is_split_after_a_line_or_a_word() -> None:
    assert split("one two three", 10) == ["one two ", "three"]
    assert split("one two\nthree four", 12) == ["one two\n", "three four"]
    assert split("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_a_name_cannot_turn_the_words_around_it() -> None:
    assert on_one_line("Ada\u202e \n Rossi\u2066") == "Ada Rossi"
    assert on_one_line("👩‍👧 Ada") == "👩‍👧 Ada"


def test_a_date_is_shown_in_the_time_zone_of_its_reader() -> None:
    written = write_date(datetime(2027, 3, 1, 9, 30, tzinfo=UTC), "Europe/Rome")
    assert written == "<!date^1803893400^{date_short_pretty} {time}|1 Mar 2027, 10:30 (Europe/Rome)>"
    assert read_mrkdwn(written, {}).text == "1 Mar 2027, 10:30 (Europe/Rome)"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2 &lt; 3 &amp; 4 &gt; 1", "2 < 3 & 4 > 1"),
        ("&amp;lt; stays", "&lt; stays"),
        ("ask <@U0DEMO1|Giovanni>", "ask @Giovanni"),
        ("ask <@U0DEMO1>", "ask a colleague"),
        ("see <#C0DEMO1|returns> and <#C0DEMO2>", "see #returns and a channel"),
        ("<!here> and <!subteam^S1|@shop>", "@here and @shop"),
        ("<https://shop.example/?a=1&amp;b=2>", "https://shop.example/?a=1&b=2"),
        ("<https://shop.example|our shop>", "our shop (https://shop.example)"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("a <b> c", "a <b> c"),
    ],
)
def test_what_staff_typed_reaches_the_customer_as_words(typed: str, words: str) -> None:
    assert read_plain_words(typed) == words


@given(NASTY.filter(lambda text: "@" not in text))
def test_whatever_staff_type_arrives_as_typed(text: str) -> None:
    assert read_plain_words(type_text(text, {})) == text
