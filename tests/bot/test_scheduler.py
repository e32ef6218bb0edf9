"""Timers that cannot fire now fire later; chores are done again and again, whatever becomes of one."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.config import load_config
from bot.relay import Relay
from bot.scheduler import Chore, Scheduler
from bot.turns import Turns
from bot.use_cases.setup import Present, Setup
from flows.run import RunStatus
from storage import dead_letters, runs, timers
from storage.database import Database
from storage.errors import StoreUnavailable
from tests.bot.config.planting import SECRETS
from tests.journeys.clock import ManualClock
from tests.journeys.settings import settings
from tests.storage.seeds import ADA, NOW, a_scheduled_run

_UPDATES_ARE_LOST = {
    "sqlite": "CREATE TRIGGER lost BEFORE UPDATE ON run BEGIN SELECT RAISE(IGNORE); END",
    "postgresql": """
        CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
        CREATE TRIGGER lost BEFORE UPDATE ON run FOR EACH ROW EXECUTE FUNCTION lose()
    """,
}
"""As if somebody else moved every run the moment before it is saved."""


@dataclass(frozen=True)
class Clockwork:
    """A scheduler over a database with one run, whose only timer is due."""

    parts: tuple[Turns, Present, Relay, ManualClock]
    scheduler: Scheduler
    database: Database
    run_id: int

    @property
    def clock(self) -> ManualClock:
        return self.parts[-1]

    async def ticks(self) -> list[str]:
        """What the log says of one look for due timers."""
        with capture_logs() as log:
            await self.scheduler.fire_due_timers()
        return [entry["event"] for entry in log]

    def state(self) -> tuple[str, int]:
        """The run's status, and how many timers it has."""
        with self.database.reading() as session:
            count = timers.overdue(session, NOW + timedelta(days=100))
            return runs.get(session, self.run_id).run.status, count

    def dead(self) -> list[str]:
        """The keys of what was set aside."""
        with self.database.reading() as session:
            return [letter.key for letter in dead_letters.waiting(session)]

    @contextmanager
    def taken_by_another(self) -> Iterator[None]:
        """Somebody else holds the table of timers, or on SQLite the whole file."""
        with self.database.transaction() as session:
            if not self.database.is_sqlite:
                session.connection().execute(text("LOCK TABLE timer IN ACCESS EXCLUSIVE MODE"))
            yield

    def execute(self, statement: str) -> None:
        with self.database.transaction() as session:
            session.connection().execute(text(statement))


@pytest.fixture
async def clockwork(database: Database, tmp_path: Path) -> AsyncIterator[Clockwork]:
    (tmp_path / "config.toml").write_text(settings(), encoding="utf-8")
    config = load_config(tmp_path / "config.toml", SECRETS).config
    assert config is not None
    impatient = Database(database_url(database), busy_timeout=timedelta(milliseconds=20))
    with database.transaction() as session:
        run_id = a_scheduled_run(session).run.id
        timers.replace_all(session, run_id, 0, [("start", NOW)])
    present, clock = Present(Setup(config, b"", "bottega_rossi_bot")), ManualClock(NOW)
    turns = Turns(impatient)
    parts = turns, present, Relay(turns, present, {}, clock, owner="a test", limits={}), clock
    yield Clockwork(parts, Scheduler(*parts), database, run_id)
    turns.close()
    impatient.dispose()


def database_url(database: Database) -> str:
    url = database.engine.url.set(drivername=database.engine.dialect.name)
    return url.render_as_string(hide_password=False)


async def test_while_the_database_is_taken_nothing_is_lost_and_nothing_is_dead(clockwork: Clockwork) -> None:
    with clockwork.taken_by_another():
        assert await clockwork.ticks() == ["timers.unavailable"]
    assert clockwork.state() == (RunStatus.SCHEDULED, 1)
    clockwork.clock.push(timers.LEASE * 2)
    assert await clockwork.ticks() == []
    assert clockwork.state()[0] == RunStatus.WAITING


async def test_a_run_that_moved_on_is_looked_at_anew_and_is_no_fault(clockwork: Clockwork) -> None:
    clockwork.execute(_UPDATES_ARE_LOST[clockwork.database.engine.dialect.name])
    for _ in range(5):
        assert await clockwork.ticks() == ["timer.run_moved_on"]
        clockwork.clock.push(timers.LEASE * 2)
    assert clockwork.state() == (RunStatus.SCHEDULED, 1)
    clockwork.execute("DROP TRIGGER lost" + ("" if clockwork.database.is_sqlite else " ON run"))
    assert await clockwork.ticks() == []
    assert clockwork.state()[0] == RunStatus.WAITING


_BREAKS = {
    "sqlite": """
        CREATE TRIGGER broken BEFORE UPDATE ON run WHEN OLD.id = 1 BEGIN SELECT RAISE(ABORT, 'no'); END
    """,
    "postgresql": """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
        CREATE TRIGGER broken BEFORE UPDATE ON run FOR EACH ROW WHEN (OLD.id = 1) EXECUTE FUNCTION refuse()
    """,
}
"""The first run can no longer be moved."""


async def test_one_that_fails_is_undone_alone_and_set_aside_in_the_end(clockwork: Clockwork) -> None:
    with clockwork.database.transaction() as session:
        others = [a_scheduled_run(session, str(n), replace(ADA, address=str(n))).run.id for n in (2, 3)]
        for run_id in others:
            timers.replace_all(session, run_id, 0, [("start", NOW)])
    clockwork.execute(_BREAKS[clockwork.database.engine.dialect.name])
    for _ in range(3):
        assert clockwork.dead() == []
        assert await clockwork.ticks() == ["timer.failed"]
        clockwork.clock.push(timers.LEASE * 2)
    assert await clockwork.ticks() == []
    assert clockwork.state()[0] is RunStatus.SCHEDULED
    assert clockwork.dead() == ["run 1, step 0, start"]
    with clockwork.database.reading() as session:
        assert {runs.get(session, run_id).run.status for run_id in others} == {RunStatus.WAITING}


async def test_when_one_of_many_fails_each_is_fired_alone(clockwork: Clockwork) -> None:
    with clockwork.database.transaction() as session:
        others = [a_scheduled_run(session, str(n), replace(ADA, address=str(n))).run.id for n in (2, 3)]
        for run_id in (clockwork.run_id, *others):
            timers.replace_all(session, run_id, 0, [("expire", NOW)])
    clockwork.execute(_BREAKS[clockwork.database.engine.dialect.name])
    assert await clockwork.ticks() == ["timers.fired_apart", "timer.failed"]
    assert clockwork.state() == (RunStatus.SCHEDULED, 1)


async def test_one_chore_that_fails_keeps_neither_itself_nor_the_others_from_the_next_turn(
    clockwork: Clockwork,
) -> None:
    done: dict[str, int] = {"away": 0, "broken": 0, "well": 0}
    enough = asyncio.Event()

    async def do(name: str, error: Exception | None) -> None:
        done[name] += 1
        if min(done.values()) >= 2:
            enough.set()
        if error is not None:
            raise error

    errors: dict[str, Exception | None] = {
        "away": StoreUnavailable("locked"),
        "broken": KeyError("a fault"),
        "well": None,
    }
    chores = [Chore(name, 0.01, partial(do, name, error)) for name, error in errors.items()]
    scheduler = Scheduler(*clockwork.parts, chores)
    with capture_logs() as log:
        scheduler.start()
        async with asyncio.timeout(30):
            await enough.wait()
        await scheduler.stop()
    events = {(entry["event"], entry.get("chore"), entry["log_level"]) for entry in log}
    assert ("chore.put_off", "away", "warning") in events
    assert ("chore.failed", "broken", "error") in events
