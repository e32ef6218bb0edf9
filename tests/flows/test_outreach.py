"""Whether and when a customer is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from flows.contact_hours import ContactHours
from flows.outreach import (
    ONE_AT_A_TIME,
    HeldBack,
    Outreach,
    PurchaseEventType,
    Standing,
    Touchpoint,
    first_due,
    may_ask,
    within_contact_hours,
)

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)  # 12:00 in Rome
DAY = timedelta(days=1)
ROME = Standing(time_zone="Europe/Rome")
BY_DAY = Outreach.model_validate({"contact_hours": "10:00-20:00", "cooldown": "14 days"})
AFTER_TWO_DAYS = Touchpoint(on=PurchaseEventType.DELIVERED, after=2 * DAY, flow="after_delivery")


def test_limits_are_read_as_people_write_them() -> None:
    outreach = Outreach.model_validate(
        {"contact_hours": "9:30-19:00", "reminders": ["2 days", "5 days"], "expires_after": "0s"}
    )
    assert outreach.contact_hours == ContactHours(opens=570, closes=1140)
    assert outreach.reminders == (2 * DAY, 5 * DAY)
    assert outreach.expires_after == timedelta(0)


def test_without_a_word_nobody_is_reminded_and_a_week_is_the_end() -> None:
    assert Outreach() == Outreach.model_validate(
        {
            "contact_hours": "",
            "cooldown": "0s",
            "reminders": [],
            "expires_after": "7 days",
            "max_age": "30 days",
        }
    )
    assert Outreach(contact_hours=None).contact_hours is None
    assert Outreach(contact_hours=ContactHours(0, 60)).contact_hours == ContactHours(0, 60)


@pytest.mark.parametrize("off", ["", " ", "0s", "0 days"])
def test_nothing_switches_a_limit_off_however_it_is_written(off: str) -> None:
    limits = ("contact_hours", "cooldown", "reminders", "expires_after", "max_age")
    outreach = Outreach.model_validate(dict.fromkeys(limits, off))
    assert outreach.contact_hours is None
    assert (outreach.cooldown, outreach.expires_after, outreach.max_age) == (timedelta(0),) * 3
    assert outreach.reminders == ()
    assert Outreach.model_validate({"reminders": [off]}).reminders == ()
    long_ago = NOON - 10_000 * DAY
    assert first_due(AFTER_TWO_DAYS, long_ago, outreach, NOON) == long_ago + 2 * DAY
    assert may_ask(replace(ROME, last_asked_at=NOON), outreach, NOON) == NOON


def test_one_reminder_needs_no_list() -> None:
    assert Outreach.model_validate({"reminders": "2 days"}).reminders == (2 * DAY,)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"cooldown": 14}, 'a duration is a text with a unit: write for example "2 days"'),
        ({"cooldown": "14"}, '"14" has no unit'),
        ({"reminders": [2]}, "a duration is a text with a unit"),
        ({"reminders": 2}, "valid tuple"),
        ({"reminders": "2"}, '"2" has no unit'),
        ({"links_expire_after": ""}, "a duration is missing"),
        ({"contact_hours": 10}, "contact hours are a text"),
        ({"contact_hours": "10-20"}, '"10-20" are no hours'),
        ({"links_expire_after": "0s"}, "greater than"),
        ({"quiet_hours": "22:00-08:00"}, "Extra inputs are not permitted"),
    ],
)
def test_what_is_no_limit_is_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Outreach.model_validate(wrong)


def test_a_survey_falls_due_after_its_delay() -> None:
    assert first_due(AFTER_TWO_DAYS, NOON - DAY, Outreach(), NOON) == NOON + DAY


@pytest.mark.parametrize(
    ("age", "max_age", "too_old"),
    [
        (timedelta(days=30), timedelta(days=30), False),
        (timedelta(days=30, seconds=1), timedelta(days=30), True),
        (timedelta(days=3000), timedelta(0), False),
    ],
)
def test_old_purchases_start_nothing(age: timedelta, max_age: timedelta, too_old: bool) -> None:
    due = first_due(AFTER_TWO_DAYS, NOON - age, Outreach(max_age=max_age), NOON)
    assert due == (HeldBack.TOO_OLD if too_old else NOON - age + 2 * DAY)


@pytest.mark.parametrize(
    ("standing", "decision"),
    [
        (ROME, NOON),
        (replace(ROME, blocked=True, opted_out=True), HeldBack.BLOCKED),
        (replace(ROME, opted_out=True, complaint_open=True), HeldBack.OPTED_OUT),
        (replace(ROME, complaint_open=True), HeldBack.COMPLAINT_OPEN),
        (replace(ROME, complaint_open=True, came_by_link=True), HeldBack.COMPLAINT_OPEN),
        (replace(ROME, last_asked_at=NOON - 13 * DAY), HeldBack.COOLDOWN),
        (replace(ROME, last_asked_at=NOON - 13 * DAY, came_by_link=True), NOON),
        (replace(ROME, last_asked_at=NOON - 14 * DAY), NOON),
        (replace(ROME, run_waiting=True), NOON + ONE_AT_A_TIME),
        (replace(ROME, run_waiting=True, came_by_link=True), NOON),
        (replace(ROME, time_zone="America/New_York"), NOON + timedelta(hours=4)),
        (replace(ROME, time_zone="America/New_York", came_by_link=True), NOON),
        (replace(ROME, time_zone="America/New_York", run_waiting=True), NOON + timedelta(days=1, hours=4)),
    ],
)
def test_people_are_protected_from_being_asked(standing: Standing, decision: datetime | HeldBack) -> None:
    assert may_ask(standing, BY_DAY, NOON) == decision


def test_without_contact_hours_any_moment_will_do() -> None:
    midnight = NOON.replace(hour=0)
    assert within_contact_hours(Outreach(), midnight, "Europe/Rome") == midnight


@given(
    hours=st.integers(0, 2000),
    zone=st.sampled_from(["Europe/Rome", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Auckland"]),
    waiting=st.booleans(),
)
def test_nobody_is_asked_outside_their_contact_hours(hours: int, zone: str, waiting: bool) -> None:
    now = NOON + timedelta(hours=hours)
    decision = may_ask(Standing(time_zone=zone, run_waiting=waiting), BY_DAY, now)
    assert isinstance(decision, datetime)
    assert now <= decision <= now + ONE_AT_A_TIME + DAY
    assert within_contact_hours(BY_DAY, decision, zone) == decision
