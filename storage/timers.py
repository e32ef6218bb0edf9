"""Due times as rows. Each is tied to a step of its run; it runs late rather than never."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, insert, literal_column, or_, update
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


def replace_all(
    session: Session, run_id: int, step_number: int, settings: Sequence[tuple[str, datetime]]
) -> None:
    """From now on the run has exactly these timers, as (purpose, due_at)."""
    _FORGET.run(session, run=run_id)
    where = {"run_id": run_id, "step_number": step_number}
    _SET.run_for_all(
        session, [{**where, "purpose": purpose, "due_at": due_at} for purpose, due_at in settings]
    )


def set_anew(session: Session, run_id: int, step_number: int, purpose: str, due_at: datetime) -> None:
    """Sets one more timer, beside those that the run has."""
    _SET.run(session, run_id=run_id, step_number=step_number, purpose=purpose, due_at=due_at)


def claim_due(session: Session, now: datetime, limit: int = 200) -> list[DueTimer]:
    """Due timers that nobody works on, oldest first, leased to the caller."""
    due = _DUE.rows(session, now=now, most=limit)
    _LEASE.run_for_all(session, [{"timer_id": row.id, "until": now + LEASE} for row in due])
    return [record_of(DueTimer, row._replace(attempts=row.attempts + 1)) for row in due]


def is_set(session: Session, timer_id: int) -> bool:
    return _BY_ID.first(session, timer_id=timer_id) is not None


def remove(session: Session, timer_id: int) -> None:
    _REMOVE.run(session, timer_id=timer_id)


def postpone(session: Session, timer_id: int, due_at: datetime) -> None:
    change(session, TimerRow, timer_id, due_at=due_at, leased_until=None)


def overdue(session: Session, since: datetime) -> int:
    """How many timers should have fired before `since`."""
    return session.exec(select(func.count()).select_from(TimerRow).where(TimerRow.due_at < since)).one()


_THIS = col(TimerRow.id) == bindparam("timer_id")
_FREE = or_(col(TimerRow.leased_until).is_(None), col(TimerRow.leased_until) < bindparam("now"))
_DUE = Prepared(
    sql_select(*columns_of(DueTimer, TimerRow))
    .where(col(TimerRow.due_at) <= bindparam("now"), _FREE)
    .order_by(col(TimerRow.due_at), col(TimerRow.id))
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_LEASE = Prepared(
    update(TimerRow)
    .where(_THIS)
    .values(leased_until=bindparam("until"), attempts=col(TimerRow.attempts) + literal_column("1", Integer))
)
_BY_ID = Prepared(sql_select(col(TimerRow.id)).where(_THIS))
_REMOVE = Prepared(delete(TimerRow).where(_THIS))
_FORGET = Prepared(delete(TimerRow).where(col(TimerRow.run_id) == bindparam("run")))
_NEW: dict[str, Any] = {name: bindparam(name) for name in ("run_id", "step_number", "purpose", "due_at")}
_SET = Prepared(insert(TimerRow).values(_NEW).inline())
