"""Durations as people write them, and as staff read them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.durations import describe_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("0s", timedelta()),
        ("90s", timedelta(seconds=90)),
        ("2 days", timedelta(days=2)),
        ("1 hour", timedelta(hours=1)),
        ("2 days 3 hours", timedelta(days=2, hours=3)),
        ("1h 30m", timedelta(hours=1, minutes=30)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("1 day, 2 hours and 5 minutes", timedelta(days=1, hours=2, minutes=5)),
        (" 2 Weeks ", timedelta(weeks=2)),
        ("1 min", timedelta(minutes=1)),
    ],
)
def test_durations_are_read_as_people_write_them(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a duration is missing"),
        ("   ", "a duration is missing"),
        ("5", '"5" has no unit'),
        ("1.5", '"1.5" has no unit'),
        ("-2 days", "a duration cannot be negative"),
        ("1 month", "months and years differ in length"),
        ("2years", "months and years differ in length"),
        ("1 working day", "working time is not a duration"),
        ("2 business days", "working time is not a duration"),
        ("2 fortnights", '"fortnights" is not a unit of time here'),
        ("1:30", '"1:30" is not a duration'),
        ("1.5 hours", '"1.5 hours" is not a duration'),
        ("a while", '"a while" is not a duration'),
        ("2 days 3", '"2 days 3" is not a duration'),
    ],
)
def test_what_is_no_duration_is_refused_with_an_example(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match="write for example") as caught:
        parse_duration(text)

    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize("text", ["40000 days", "99999999999999999999 weeks"])
def test_a_duration_is_not_endless(text: str) -> None:
    with pytest.raises(ValueError, match="longer than a hundred years"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(), "0 seconds"),
        (timedelta(seconds=1), "1 second"),
        (timedelta(minutes=90), "1 hour 30 minutes"),
        (timedelta(days=2, hours=3), "2 days 3 hours"),
        (timedelta(weeks=1, milliseconds=3), "7 days"),
    ],
)
def test_durations_are_described_in_full(duration: timedelta, words: str) -> None:
    assert describe_duration(duration) == words


def test_a_negative_duration_has_no_words() -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        describe_duration(timedelta(seconds=-1))


@given(st.integers(0, 10**9))
def test_what_is_described_can_be_read_again(seconds: int) -> None:
    duration = timedelta(seconds=seconds)

    assert parse_duration(describe_duration(duration)) == duration
