"""Figures are taken from what is so: of turns, of the clock, of the disk."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, text
from structlog.testing import capture_logs

from bot.measures import Backlog, ClockWatch
from bot.metrics import REGISTRY
from bot.readiness import FULL, NEARLY_FULL, check_backlog, check_disk
from bot.turns import Turns
from storage.database import Database
from storage.errors import StoreUnavailable
from tests.journeys.clock import ManualClock


def figure(name: str) -> float:
    return REGISTRY.get_sample_value(name) or 0


def one(session: Session) -> int:
    return int(session.connection().scalar(text("SELECT 1")) or 0)


async def test_every_turn_is_measured(database: Database) -> None:
    turns, before = Turns(database), figure("turn_seconds_count")
    assert [await turns.take(one) for _ in range(3)] == [1, 1, 1]
    assert figure("turn_seconds_count") - before == 3
    turns.close()


async def test_a_turn_that_the_database_does_not_take_is_counted(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url, busy_timeout=timedelta(milliseconds=1))
    turns, before = Turns(database), figure("database_failures_total")
    with closing(sqlite3.connect(Path(str(database.path)), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailable):
            await turns.take(one)
    assert figure("database_failures_total") - before == 1
    turns.close()
    database.dispose()


async def test_a_clock_that_jumps_is_noticed_in_either_direction(database: Database) -> None:
    clock, turns = ManualClock(), Turns(database)
    watch = ClockWatch(turns, clock)
    await watch.look()
    before = figure("clock_jumps_total")
    for by in (timedelta(hours=8), timedelta(hours=-1)):
        clock.push(by)
        with capture_logs() as log:
            await watch.look()
        assert watch.last_jump is not None
        assert abs(watch.last_jump.by - by) < timedelta(seconds=20)
        assert [entry["event"] for entry in log] == ["clock.jumped"]
    assert figure("clock_jumps_total") - before == 2
    turns.close()


async def test_a_clock_that_goes_as_time_does_is_left_alone(database: Database) -> None:
    clock, turns = ManualClock(), Turns(database)
    watch, loop = ClockWatch(turns, clock), asyncio.get_running_loop()
    began = loop.time()
    await watch.look()
    clock.push(timedelta(seconds=loop.time() - began))
    await watch.look()
    assert watch.last_jump is None
    turns.close()


def test_a_disk_that_fills_is_told_before_it_is_full() -> None:
    assert check_disk(None).reason is None
    assert check_disk(NEARLY_FULL).reason is None
    nearly, full = check_disk(NEARLY_FULL - 1), check_disk(FULL - 1)
    assert (nearly.ok, full.ok) == (True, False)
    assert full.reason == "only 49 MiB are free on the database's disk"


def test_what_waits_too_long_is_not_well_and_dead_letters_only_want_an_eye() -> None:
    quiet = Backlog(timedelta(minutes=10), 3, 0, 0)
    assert {name: (check.ok, check.reason) for name, check in check_backlog(quiet)} == {
        "outbox": (True, None),
        "timers": (True, None),
        "dead letters": (True, None),
    }
    known = dict(check_backlog(Backlog(timedelta(minutes=2), 1, 0, 0, "#help is archived")))
    assert known["outbox"].ok
    assert known["outbox"].reason == (
        "letters that wait to be sent: 1, the oldest for 2 minutes: #help is archived"
    )
    assert dict(check_backlog(Backlog(timedelta(minutes=1), 1, 0, 0, "once")))["outbox"].reason is None
    late = dict(check_backlog(Backlog(timedelta(minutes=11), 3, 2, 1, "Slack is unavailable")))
    assert [name for name, check in late.items() if not check.ok] == ["outbox", "timers"]
    assert late["outbox"].reason == (
        "letters that wait to be sent: 3, the oldest for 11 minutes: Slack is unavailable"
    )
    assert late["timers"].reason == "timers that should have fired more than 5 minutes ago: 2"
    assert late["dead letters"].reason == "what could not be handled: 1, see `riscontro dead list`"
