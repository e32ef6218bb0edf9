"""When the next send is allowed, per chat, channel and bot: kept in rows, so that replicas share one limit.

A budget is the moment at which its next send may leave. Taking a place moves it on by one interval; what a
platform says after "too many requests" moves it to that moment.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from storage.inserting import insert_new
from storage.tables import SendBudgetRow


def reserve(
    session: Session, intervals: Mapping[str, timedelta], now: datetime, ahead: timedelta
) -> datetime | None:
    """The moment at which one send may leave under all these budgets, taken from each of them.

    `intervals` maps a budget's name to the least time between two sends. None, and nothing taken, when that moment
    is further away than `ahead`.
    """
    rows = [_row(session, name, now) for name in sorted(intervals)]
    at = max((row.free_at for row in rows), default=now)
    at = max(at, now)
    if at > now + ahead:
        return None
    for row in rows:
        row.free_at = at + intervals[row.name]
        session.add(row)
    session.flush()
    return at


def hold_until(session: Session, name: str, at: datetime, now: datetime) -> None:
    """Nothing leaves under this budget before `at`."""
    row = _row(session, name, now)
    row.free_at = max(row.free_at, at)
    session.add(row)


def _row(session: Session, name: str, now: datetime) -> SendBudgetRow:
    insert_new(session, SendBudgetRow, name=name, free_at=now)
    return session.exec(select(SendBudgetRow).where(col(SendBudgetRow.name) == name).with_for_update()).one()
