"""When the next send is allowed, per chat, channel and bot: kept in rows, so that replicas share one limit.

A budget is the moment at which its next send may leave. Taking a place moves it on by one interval; what a
platform says after "too many requests" moves it to that moment.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from storage.inserting import insert_missing
from storage.locking import locked
from storage.tables import SendBudgetRow

Budgets = Mapping[str, SendBudgetRow]


def whole_channel(channel: str) -> str:
    """The name of the budget that everything sent through one channel shares."""
    return f"all of {channel}"


def lock(session: Session, names: Iterable[str], now: datetime) -> Budgets:
    """These budgets by name, locked in the order of their names: two claimers never wait for each other."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    insert_missing(session, SendBudgetRow, [{"name": name, "free_at": now} for name in wanted])
    rows = session.exec(
        locked(select(SendBudgetRow).where(col(SendBudgetRow.name).in_(wanted)).order_by("name"))
    )
    return {row.name: row for row in rows}


def reserve(
    budgets: Budgets, intervals: Mapping[str, timedelta], now: datetime, ahead: timedelta
) -> datetime | None:
    """The moment at which one send may leave under all of `intervals`; its place is taken in each.

    `intervals` maps a budget's name to the least time between two sends. None, and nothing taken, when that
    moment is further away than `ahead`.
    """
    at = max([now, *(budgets[name].free_at for name in intervals)])
    if at > now + ahead:
        return None
    for name, interval in intervals.items():
        if interval:  # a budget without one only holds back, and must not pass on the wait of another
            budgets[name].free_at = at + interval
    return at


def free_within(session: Session, names: Iterable[str], latest: datetime) -> set[str]:
    """Those of the budgets under which something may leave by then."""
    wanted = set(names)
    busy = select(SendBudgetRow).where(col(SendBudgetRow.name).in_(wanted), SendBudgetRow.free_at > latest)
    return wanted - {row.name for row in session.exec(busy)}


def count_from(session: Session, name: str, at: datetime) -> None:
    """A send that left later than planned pushes the next one back to `at`. The budget is there already."""
    later = (col(SendBudgetRow.name) == name, col(SendBudgetRow.free_at) < at)
    session.exec(update(SendBudgetRow).where(*later).values(free_at=at))


def hold_until(session: Session, names: AbstractSet[str], at: datetime, now: datetime) -> None:
    """Nothing leaves under any of these budgets before `at`."""
    for budget in lock(session, names, now).values():
        budget.free_at = max(budget.free_at, at)
