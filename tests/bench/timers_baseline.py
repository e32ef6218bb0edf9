"""The baseline of due timers: APScheduler with its own SQLAlchemy job store on SQLite, in WAL mode."""

import asyncio
import pickle
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import create_engine, event

from tests.bench.report import Figures
from tests.bench.ticking import ticking

DUE, PENDING = 10_000, 1_000_000
_FIRED: list[int] = []


async def fire(customer: int) -> None:
    """The job does nothing but be counted, while ours asks a question."""
    _FIRED.append(customer)


def fire_by_apscheduler() -> Figures:
    with TemporaryDirectory() as folder:
        return asyncio.run(_fire(Path(folder) / "jobs.db"))


async def _fire(file: Path) -> Figures:
    scheduler = _open(file)
    scheduler.start(paused=True)
    _seed(scheduler, file)
    async with ticking() as ticker:
        began = time.perf_counter()
        scheduler.resume()
        while len(_FIRED) < DUE:  # noqa: ASYNC110 - the library rings no bell when all have run
            await asyncio.sleep(0.005)
        seconds = time.perf_counter() - began
        await asyncio.sleep(0.01)
    scheduler.shutdown(wait=False)
    return {"s for 10,000 due": seconds, "ms loop blocked": ticker.worst * 1000}


def _open(file: Path) -> AsyncIOScheduler:
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")

    return AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(engine=engine)}, timezone=UTC)


def _seed(scheduler: AsyncIOScheduler, file: Path) -> None:
    """Written past the library, which would take minutes."""
    far = datetime.now(UTC) + timedelta(days=30)
    job = scheduler.add_job(fire, "date", run_date=far, args=[1], id="probe", misfire_grace_time=None)
    state = job.__getstate__()
    scheduler.remove_job("probe")
    with sqlite3.connect(file) as connection:
        insert = "INSERT INTO apscheduler_jobs VALUES (?, ?, ?)"
        connection.executemany(insert, _jobs(state, "pending", PENDING, far))
        connection.executemany(insert, _jobs(state, "due", DUE, datetime.now(UTC) - timedelta(seconds=5)))
    connection.close()


def _jobs(state: dict[str, Any], name: str, count: int, at: datetime) -> Iterator[tuple[str, float, bytes]]:
    for number in range(count):
        moment = at + timedelta(microseconds=number)
        own = {"id": f"{name}{number}", "next_run_time": moment, "trigger": DateTrigger(moment)}
        yield own["id"], moment.timestamp(), pickle.dumps(state | own, pickle.HIGHEST_PROTOCOL)
