"""What is due is claimed by one, late rather than never, and an old timer never takes a new one's place."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from storage import timers
from storage.database import Database
from storage.records import DueTimer
from storage.timers import LEASE
from tests.storage.seeds import ADA, DAY, MINUTE, NOW, SECOND, a_scheduled_run
from tests.storage.threads import race


def set_timers(session: Session, run_id: int, *delays: timedelta) -> None:
    timers.replace_all(session, run_id, 1, [("remind", NOW + delay) for delay in delays])


def claim(database: Database, at: datetime = NOW, limit: int = 100) -> list[DueTimer]:
    with database.transaction() as session:
        return timers.claim_due(session, at, limit)


@pytest.fixture
def run_id(database: Database) -> int:
    with database.transaction() as session:
        return a_scheduled_run(session).run.id


def test_only_what_is_due_is_claimed_the_oldest_first(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        set_timers(session, run_id, SECOND, -MINUTE, timedelta(0), -DAY)
    assert [timer.due_at for timer in claim(database)] == [NOW - DAY, NOW - MINUTE, NOW]
    assert [timer.due_at for timer in claim(database, NOW + SECOND)] == [NOW + SECOND]


def test_a_claimed_timer_says_what_it_is_for(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        timers.replace_all(session, run_id, 3, [("open ticket", NOW)])
    (timer,) = claim(database)
    assert (timer.run_id, timer.step_number, timer.purpose) == (run_id, 3, "open ticket")
    assert (timer.due_at, timer.attempts) == (NOW, 1)


def test_what_fell_due_long_ago_is_still_claimed(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        set_timers(session, run_id, timedelta(0))
    assert len(claim(database, NOW + 1000 * DAY)) == 1


def test_nothing_is_claimed_twice_before_its_lease_runs_out(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        set_timers(session, run_id, timedelta(0))
    (first,) = claim(database)
    assert claim(database, NOW + LEASE) == []
    assert claim(database, NOW + LEASE + SECOND) == [replace(first, attempts=2)]


def test_claims_are_limited_and_go_on(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        set_timers(session, run_id, *[timedelta(seconds=-n) for n in range(5)])
    assert [len(claim(database, limit=2)) for _ in range(4)] == [2, 2, 1, 0]


def test_claimers_that_race_never_share_a_timer(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        set_timers(session, run_id, *[timedelta(seconds=-n) for n in range(60)])

    def claim_all() -> list[int]:
        mine: list[int] = []
        while claimed := claim(database, limit=5):
            mine += [timer.id for timer in claimed]
        return mine

    claimed = [timer for mine in race(*[claim_all] * 4) for timer in mine]
    assert len(claimed) == len(set(claimed))
    claimed += [timer.id for timer in claim(database)]  # what all of them passed over while it was locked
    assert len(set(claimed)) == 60


def test_a_claimer_passes_over_what_another_holds(postgresql_schema_url: str) -> None:
    database = Database(postgresql_schema_url, busy_timeout=SECOND)
    with database.transaction() as session:
        set_timers(session, a_scheduled_run(session).run.id, timedelta(0), -MINUTE)
    with database.transaction() as session:
        held = timers.claim_due(session, NOW, 1)
        assert {timer.id for timer in claim(database)}.isdisjoint({timer.id for timer in held})
    database.dispose()


def test_new_timers_replace_the_old_ones_of_their_run_only(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        other = a_scheduled_run(session, "1002", replace(ADA, address="2")).run.id
        set_timers(session, run_id, -MINUTE, -DAY)
        set_timers(session, other, -MINUTE)
        set_timers(session, run_id, timedelta(0))
    assert [(timer.run_id, timer.due_at) for timer in claim(database)] == [
        (other, NOW - MINUTE),
        (run_id, NOW),
    ]
    with database.transaction() as session:
        set_timers(session, run_id)
        set_timers(session, other)
    assert claim(database, NOW + DAY) == []


def test_the_id_of_a_replaced_timer_is_not_given_again(database: Database, run_id: int) -> None:
    """A claimed timer that was replaced meanwhile must not find the new one under its id, and remove that."""
    with database.transaction() as session:
        set_timers(session, run_id, timedelta(0))
    (claimed,) = claim(database)
    with database.transaction() as session:
        set_timers(session, run_id, DAY)
        assert timers.remove(session, [claimed.id]) == 0
    assert [timer.due_at for timer in claim(database, NOW + DAY)] == [NOW + DAY]


def test_a_fired_timer_is_gone(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        set_timers(session, run_id, timedelta(0))
    (claimed,) = claim(database)
    with database.transaction() as session:
        assert timers.remove(session, [claimed.id]) == 1
    with database.transaction() as session:
        assert timers.remove(session, [claimed.id]) == 0
    assert claim(database, NOW + DAY) == []


def test_a_postponed_timer_is_due_then(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        set_timers(session, run_id, timedelta(0))
    (claimed,) = claim(database)
    with database.transaction() as session:
        timers.postpone(session, claimed.id, NOW + SECOND)
    assert claim(database) == []
    assert claim(database, NOW + SECOND) == [replace(claimed, due_at=NOW + SECOND, attempts=2)]


def test_what_is_late_can_be_counted(database: Database, run_id: int) -> None:
    with database.transaction() as session:
        set_timers(session, run_id, DAY, -MINUTE, -DAY)
        assert timers.overdue(session, NOW) == 2
        assert timers.overdue(session, NOW - MINUTE) == 1
