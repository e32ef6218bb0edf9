"""Due times as rows. Each is tied to a step of its run; it runs late rather than never."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, and_, bindparam, delete, func, insert, literal_column, or_, update
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from storage.prepared import Prepared
from storage.records import DueTimer, columns_of, record_of
from storage.tables import TimerRow
from storage.writing import change

LEASE = timedelta(seconds=15)
"""Longer than it takes to fire what is claimed at once. Should it run out too early, nothing comes of it: a
timer is fired in one transaction, under the lock of its conversation, and is gone for whoever comes second.
"""

AT_ONCE = 200
"""Timers taken at once: with more of them a customer's answer that comes just then would wait longer."""

Settings = Sequence[tuple[str, datetime]]
"""Timers to be set, as (purpose, due_at)."""


def replace_all(session: Session, run_id: int, step_number: int, settings: Settings) -> None:
    """From now on the run has exactly these timers."""
    replace_for_all(session, [(run_id, step_number, settings)])


def replace_for_all(session: Session, runs: Sequence[tuple[int, int, Settings]]) -> None:
    """The same for many runs, as (run_id, step_number, its timers)."""
    _FORGET.run_for_all(session, [{"run": run_id} for run_id, _, _ in runs])
    _SET.run_for_all(
        session,
        [
            {"run_id": run_id, "step_number": step_number, "purpose": purpose, "due_at": due_at}
            for run_id, step_number, settings in runs
            for purpose, due_at in settings
        ],
    )


def set_anew(session: Session, run_id: int, step_number: int, purpose: str, due_at: datetime) -> None:
    """Sets one more timer, beside those that the run has."""
    _SET.run(session, run_id=run_id, step_number=step_number, purpose=purpose, due_at=due_at)


def claim_due(session: Session, now: datetime, limit: int = AT_ONCE) -> list[DueTimer]:
    """Due timers that nobody works on, oldest first, leased to the caller."""
    due = _DUE.rows(session, now=now, most=limit)
    _LEASE.run_for_all(session, [{"timer_id": row.id, "until": now + LEASE} for row in due])
    return [record_of(DueTimer, row._replace(attempts=row.attempts + 1)) for row in due]


def remove(session: Session, timer_ids: Sequence[int]) -> int:
    """How many of them were still set."""
    return _REMOVE.run_for_all(session, [{"timer_id": timer_id} for timer_id in timer_ids])


def postpone(session: Session, timer_id: int, due_at: datetime) -> None:
    change(session, TimerRow, timer_id, due_at=due_at, leased_until=None)


def overdue(session: Session, since: datetime) -> int:
    """How many timers should have fired before `since`."""
    return session.exec(select(func.count()).select_from(TimerRow).where(TimerRow.due_at < since)).one()


_THIS = col(TimerRow.id) == bindparam("timer_id")
_FREE = or_(col(TimerRow.leased_until).is_(None), col(TimerRow.leased_until) < bindparam("now"))
IS_DUE = and_(col(TimerRow.due_at) <= bindparam("now"), _FREE)
OLDEST_FIRST = (col(TimerRow.due_at), col(TimerRow.id))
_DUE = Prepared(
    sql_select(*columns_of(DueTimer, TimerRow))
    .where(IS_DUE)
    .order_by(*OLDEST_FIRST)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_LEASE = Prepared(
    update(TimerRow)
    .where(_THIS)
    .values(leased_until=bindparam("until"), attempts=col(TimerRow.attempts) + literal_column("1", Integer))
)
_REMOVE = Prepared(delete(TimerRow).where(_THIS))
_FORGET = Prepared(delete(TimerRow).where(col(TimerRow.run_id) == bindparam("run")))
_NEW: dict[str, Any] = {name: bindparam(name) for name in ("run_id", "step_number", "purpose", "due_at")}
_SET = Prepared(insert(TimerRow).values(_NEW).inline())
