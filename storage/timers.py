"""Due times as rows. Each is tied to a step of its run; it runs late rather than never."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, delete, or_, select, update

from storage.records import DueTimer, record_of
from storage.tables import TimerRow

LEASE = timedelta(seconds=60)


def replace_all(
    session: Session, run_id: int, step_number: int, settings: Sequence[tuple[str, datetime]]
) -> None:
    """From now on the run has exactly these timers, as (purpose, due_at)."""
    session.exec(delete(TimerRow).where(col(TimerRow.run_id) == run_id))
    rows = [TimerRow(run_id=run_id, step_number=step_number, purpose=p, due_at=at) for p, at in settings]
    session.add_all(rows)
    session.flush()


def set_anew(session: Session, run_id: int, step_number: int, purpose: str, due_at: datetime) -> None:
    """Sets one more timer, beside those that the run has."""
    session.add(TimerRow(run_id=run_id, step_number=step_number, purpose=purpose, due_at=due_at))


def claim_due(session: Session, now: datetime, limit: int = 100) -> list[DueTimer]:
    """Due timers that nobody works on, oldest first, leased to the caller for a minute."""
    free = or_(col(TimerRow.leased_until).is_(None), col(TimerRow.leased_until) < now)
    query = (
        select(TimerRow)
        .where(TimerRow.due_at <= now, free)
        .order_by(col(TimerRow.due_at), col(TimerRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = session.exec(query).all()
    for row in rows:
        row.leased_until = now + LEASE
        row.attempts += 1
        session.add(row)
    return [record_of(DueTimer, row) for row in rows]


def is_set(session: Session, timer_id: int) -> bool:
    return session.get(TimerRow, timer_id) is not None


def remove(session: Session, timer_id: int) -> None:
    session.exec(delete(TimerRow).where(col(TimerRow.id) == timer_id))


def postpone(session: Session, timer_id: int, due_at: datetime) -> None:
    session.exec(
        update(TimerRow).where(col(TimerRow.id) == timer_id).values(due_at=due_at, leased_until=None)
    )


def overdue(session: Session, since: datetime) -> int:
    """How many timers should have fired before `since`."""
    return session.exec(select(func.count()).select_from(TimerRow).where(TimerRow.due_at < since)).one()
