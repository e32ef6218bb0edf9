"""A timer does what it was set for, at its step and at a decent hour, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.incoming import ButtonPressed
from bot.use_cases.begin_run import Begun, begin_run
from bot.use_cases.fire_timer import fire_due, fire_timer
from bot.use_cases.setup import Setup
from bot.use_cases.take_tap import take_tap
from bot.use_cases.turn import Turn
from flows.contact_hours import ContactHours
from flows.run import Run, RunStatus
from storage import outbox, runs, timers
from storage.database import Database
from storage.records import DueTimer
from tests.bot.use_cases.test_open_letter import a_setup
from tests.storage.seeds import ADA, DAY, MINUTE, NOW, a_conversation, a_scheduled_run
from tests.storage.threads import race

REMINDED_AT = NOW + timedelta(days=2)
"""Two o'clock in the morning in Rome."""


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return a_setup(tmp_path)


@pytest.fixture
def run_id(database: Database, setup: Setup) -> int:
    """A run whose first question was asked now, to be repeated in two days."""
    with database.transaction() as session:
        return a_started_run(session, setup, ADA.address)


def claimed(database: Database, at: datetime) -> list[DueTimer]:
    with database.transaction() as session:
        return timers.claim_due(session, at)


def after(database: Database, run_id: int, deed: Callable[[Session], object]) -> Run:
    with database.transaction() as session:
        deed(session)
        return runs.get(session, run_id).run


def test_a_reminder_is_sent_once(database: Database, setup: Setup, run_id: int) -> None:
    (timer,) = claimed(database, REMINDED_AT)
    for _ in range(2):
        run = after(database, run_id, lambda session: fire_timer(Turn(session, setup, REMINDED_AT), timer))
        assert (run.step_number, run.reminders_sent) == (1, 1)


def test_what_was_answered_while_its_timer_was_claimed_is_not_asked_again(
    database: Database, setup: Setup, run_id: int
) -> None:
    (timer,) = claimed(database, REMINDED_AT)

    def answer(session: Session) -> None:
        take_tap(
            Turn(session, setup, REMINDED_AT), a_conversation(session), ButtonPressed(run_id, 1, "4"), None
        )

    answered = after(database, run_id, answer)
    assert answered.step_number == 2
    assert answered == after(
        database, run_id, lambda session: fire_timer(Turn(session, setup, REMINDED_AT), timer)
    )


def test_at_night_a_reminder_is_put_off_to_the_morning(database: Database, setup: Setup, run_id: int) -> None:
    outreach = setup.config.outreach.model_copy(update={"contact_hours": ContactHours.parse("10:00-20:00")})
    setup = replace(setup, config=setup.config.model_copy(update={"outreach": outreach}))
    (timer,) = claimed(database, REMINDED_AT)
    run = after(database, run_id, lambda session: fire_timer(Turn(session, setup, REMINDED_AT), timer))
    assert run.reminders_sent == 0
    (morning,) = claimed(database, REMINDED_AT + timedelta(hours=10))
    assert morning.due_at == REMINDED_AT.replace(hour=8, minute=0, second=0, microsecond=0)


def test_many_are_fired_at_once_and_one_of_each_chat(database: Database, setup: Setup, run_id: int) -> None:
    """Ada's reminder, and the end of her wait, which then is put off; Bob's reminder; a start is left."""
    with database.transaction() as session:
        timers.replace_all(session, run_id, 1, [("expire", REMINDED_AT), ("remind", REMINDED_AT - MINUTE)])
        bobs = a_started_run(session, setup, "2")
        timers.replace_all(session, bobs, 1, [("remind", REMINDED_AT)])
        new = a_scheduled_run(session, "1003", replace(ADA, address="3")).run.id
        timers.replace_all(session, new, 0, [("start", NOW)])

    def fired(at: datetime) -> tuple[int, list[Run]]:
        with database.transaction() as session:
            count = fire_due(Turn(session, setup, at), 10)
            return count, [runs.get(session, each).run for each in (run_id, bobs, new)]

    count, moved = fired(REMINDED_AT)
    assert (count, [run.reminders_sent for run in moved]) == (2, [1, 1, 0])
    assert moved[2].status is RunStatus.SCHEDULED
    assert fired(REMINDED_AT) == (0, moved)
    with database.reading() as session:
        for each, chat in ((run_id, "1815"), (bobs, "2")):
            letters = outbox.waiting_under(session, f"telegram:7:{chat}")
            assert [letter.run_id for letter in letters] == [each] * 2
    assert fired(REMINDED_AT + DAY * 30)[1][0].status is RunStatus.EXPIRED


def test_of_those_that_race_to_fire_a_timer_one_does(database: Database, setup: Setup, run_id: int) -> None:
    """Four at a time; every chat has a reminder that is due, and behind it the end of its wait."""
    with database.transaction() as session:
        run_ids = [run_id, *(a_started_run(session, setup, str(number)) for number in range(2, 24))]
        for each in run_ids:
            both = [("remind", REMINDED_AT - MINUTE), ("expire", REMINDED_AT)]
            timers.replace_all(session, each, 1, both)

    def fire_all() -> int:
        fired = 0
        while count := fire_some():
            fired += count
        return fired

    def fire_some() -> int:
        with database.transaction() as session:
            return fire_due(Turn(session, setup, REMINDED_AT), 5)

    assert sum(race(*[fire_all] * 4)) + fire_all() == len(run_ids)
    with database.reading() as session:
        assert {runs.get(session, each).run.reminders_sent for each in run_ids} == {1}
        assert outbox.count_waiting(session) == 2 * len(run_ids)


def a_started_run(session: Session, setup: Setup, number: str) -> int:
    run_id = a_scheduled_run(session, number, replace(ADA, address=number)).run.id
    assert begin_run(Turn(session, setup, NOW), run_id, came_by_link=True) is Begun.STARTED
    return run_id
