"""Hours in which customers may be asked, through nights and clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.contact_hours import ContactHours

ROME = "Europe/Rome"


def in_rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ROME)).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("10:00-20:00", 600, 1200),
        (" 9:30 – 18:05 ", 570, 1085),
        ("20:00-02:00", 1200, 120),
        ("00:00-24:00", 0, 1440),
    ],
)
def test_hours_are_read(text: str, opens: int, closes: int) -> None:
    assert ContactHours.parse(text) == ContactHours(opens, closes)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "are no hours"),
        ("10-20", "are no hours"),
        ("10:00-25:00", "are no hours"),
        ("10:60-20:00", "are no hours"),
        ("24:00-10:00", "goes beyond the day"),
        ("10:00-24:30", "goes beyond the day"),
        ("10:00-10:00", "begins and ends at the same time"),
    ],
)
def test_what_are_no_hours_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        ContactHours.parse(text)


@pytest.mark.parametrize(
    ("hours", "moment", "allowed"),
    [
        ("10:00-20:00", "2026-11-20T10:00", "2026-11-20T10:00"),
        ("10:00-20:00", "2026-11-20T19:59:59", "2026-11-20T19:59:59"),
        ("10:00-20:00", "2026-11-20T20:00", "2026-11-21T10:00"),
        ("10:00-20:00", "2026-11-20T03:00", "2026-11-20T10:00"),
        ("20:00-02:00", "2026-11-20T23:00", "2026-11-20T23:00"),
        ("20:00-02:00", "2026-11-20T01:59", "2026-11-20T01:59"),
        ("20:00-02:00", "2026-11-20T02:00", "2026-11-20T20:00"),
        ("00:00-24:00", "2026-11-20T02:00", "2026-11-20T02:00"),
    ],
)
def test_a_moment_outside_moves_to_the_next_opening(hours: str, moment: str, allowed: str) -> None:
    assert ContactHours.parse(hours).next_allowed(in_rome(moment), ROME) == in_rome(allowed)


def test_an_opening_in_the_gap_of_spring_comes_right_after_it() -> None:
    hours = ContactHours.parse("02:30-20:00")
    before = in_rome("2027-03-28T01:00")

    assert hours.next_allowed(before, ROME) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)  # 03:00 in Rome


def test_hours_that_lie_in_the_gap_are_skipped_that_day() -> None:
    hours = ContactHours.parse("02:15-02:45")

    assert hours.next_allowed(in_rome("2027-03-28T01:00"), ROME) == in_rome("2027-03-29T02:15")


def test_an_opening_that_autumn_shows_twice_comes_the_first_time() -> None:
    hours = ContactHours.parse("02:30-20:00")
    before = in_rome("2026-10-25T01:00")

    assert hours.next_allowed(before, ROME) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_that_a_country_skipped_has_no_opening() -> None:
    hours = ContactHours.parse("10:00-20:00")
    apia = ZoneInfo("Pacific/Apia")  # there was no 30 December 2011
    evening = datetime(2011, 12, 29, 21, 0, tzinfo=apia).astimezone(UTC)

    assert hours.next_allowed(evening, "Pacific/Apia") == datetime(2011, 12, 31, 10, 0, tzinfo=apia)


def test_a_zone_must_exist() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        ContactHours.parse("10:00-20:00").next_allowed(in_rome("2026-11-20T10:00"), "Europe/Atlantis")


minutes = st.integers(0, 1439)


@given(
    minutes,
    minutes,
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 (bounds are naive)
    st.sampled_from([ROME, "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"]),
)
def test_what_is_allowed_is_never_earlier_and_always_within(
    opens: int, closes: int, moment: datetime, time_zone: str
) -> None:
    hours = ContactHours(opens, closes if closes != opens else opens + 1)
    allowed = hours.next_allowed(moment, time_zone)

    assert moment <= allowed <= moment + timedelta(days=2, hours=2)
    assert hours.next_allowed(allowed, time_zone) == allowed
