"""How long 10,000 reminders take that are due at once, out of 1,000,000 timers: each is a turn of its run and
ends as a question in the outbox.
"""

import asyncio
import gc
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, text

from bot.scheduler import Scheduler
from bot.use_cases.register_purchase import link_token
from bot.use_cases.setup import Present
from storage.database import Database
from tests.bench import script
from tests.bench.program import Program, a_program, a_purchase
from tests.bench.report import AtMost, Baseline, Bench, Figures, Goal, Of
from tests.bench.ticking import ticking
from tests.bench.timers_baseline import DUE, PENDING, fire_by_apscheduler
from tests.journeys.clock import ManualClock

_CUSTOMER = 4_000_000
_RUNS_OF_THE_PENDING = 1_000


def fire_by_us() -> Figures:
    """On a synced SQLite file."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_fire(Path(folder), f"sqlite:///{folder}/bench.db"))


async def _fire(folder: Path, url: str) -> Figures:
    clock = ManualClock()
    async with a_program(folder, url, clock) as program:
        await _ask_one(program, clock.now())
        clock.push(timedelta(days=2))
        _multiply(program.database, clock.now())
        scheduler = Scheduler(program.turns, Present(program.setup), program.relay, clock)
        gc.collect()
        gc.freeze()  # as `riscontro run` does, so that the collector leaves out what is loaded
        async with ticking() as ticker:
            began = time.perf_counter()
            await scheduler.fire_due_timers()
            seconds = time.perf_counter() - began
        _check(program.database)
    return {"s for 10,000 due": seconds, "ms loop blocked": ticker.worst * 1000}


async def _ask_one(program: Program, now: datetime) -> None:
    """A customer whose first question is open."""
    await program.office.register("shop", a_purchase(_CUSTOMER, now))
    token = link_token(program.setup.secret, "shop", str(_CUSTOMER))
    async with program.sending():
        update = script.written(_CUSTOMER, 0, 1, f"/start {token}")
        await program.batch.take_all([update], program.identity)
        await program.stub.until_sent(1)


def _multiply(database: Database, now: datetime) -> None:
    """Copies the customer with all that is theirs, and gives the copies their timers."""
    copies = DUE + _RUNS_OF_THE_PENDING
    with database.engine.begin() as connection:
        _copy(connection, "conversation", copies, address="address || n")
        _copy(connection, "customer", copies, external_id="external_id || n", conversation_id=_OWN)
        _copy(connection, "purchase", copies, external_id="external_id || n", customer_id=_OWN)
        _copy(connection, "run", copies, purchase_id=_OWN, customer_id=_OWN, conversation_id=_OWN)
        connection.execute(text("DELETE FROM timer"))
        soon, later = now - timedelta(seconds=5), now + timedelta(days=30)
        _set_timers(connection, "1 + n", DUE, soon)
        _set_timers(connection, f"{1 + DUE} + n % {_RUNS_OF_THE_PENDING}", PENDING, later)


_OWN = "1 + n"
"""The id of a copy, in every table the same."""


def _copy(connection: Connection, table: str, copies: int, **changed: str) -> None:
    names = text("SELECT name FROM pragma_table_info(:of)")
    columns = connection.execute(names, {"of": table}).scalars().all()
    values = ", ".join({"id": _OWN, **changed}.get(name, name) for name in columns)
    copying = (
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 - names of our own tables
        f"SELECT {values} FROM {table}, ({_NUMBERS}) WHERE id = 1"
    )
    connection.execute(text(copying), {"count": copies})


def _set_timers(connection: Connection, run: str, count: int, at: datetime) -> None:
    connection.execute(
        text(
            "INSERT INTO timer (run_id, step_number, purpose, due_at, attempts) "  # noqa: S608 - our own words
            f"SELECT {run}, 1, 'remind', :at, 0 FROM ({_NUMBERS})"
        ),
        {"count": count, "at": at.strftime("%Y-%m-%d %H:%M:%S.%f")},
    )


_NUMBERS = (
    "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count) "
    "SELECT n FROM number"
)


def _check(database: Database) -> None:
    """Every one of them asked its question again."""
    with database.engine.begin() as connection:
        asked = connection.execute(text("SELECT count(*) FROM outbox WHERE state = 'pending'")).scalar_one()
    assert asked == DUE, asked


BENCH = Bench(
    name="timers",
    ours=fire_by_us,
    baseline=Baseline("APScheduler's SQLAlchemy job store, WAL", fire_by_apscheduler),
    goals=(
        Goal("s for 10,000 due", AtMost(0.5, Of.OURS)),
        Goal("ms loop blocked", AtMost(20, Of.OURS)),
    ),
    rounds=3,
)
