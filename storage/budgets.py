"""When the next send is allowed, per chat, channel and bot: kept in rows, so that replicas share one limit.

A budget is the moment at which its next send may leave. Taking a place moves it on by one interval; what a
platform says after "too many requests" moves it to that moment.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from storage.locking import locked
from storage.prepared import Listing, Prepared
from storage.tables import SendBudgetRow
from storage.writing import insert_missing

Limits = Mapping[str, Mapping[str, timedelta]]
"""Each channel's least time between two sends: under `each` for one budget, under any other name for a budget
that all of the channel's rows share.
"""

Budgets = dict[str, datetime]
"""By name, the moment at which the next send may leave."""


def whole_channel(channel: str) -> str:
    """The name of the budget that everything sent through one channel shares."""
    return f"all of {channel}"


def lock(session: Session, names: Iterable[str], now: datetime) -> Budgets:
    """These budgets, locked in the order of their names: two claimers never wait for each other."""
    wanted = sorted(set(names))
    found = _read_locked(session, wanted)
    if len(found) < len(wanted):
        missing = [{"name": name, "free_at": now} for name in wanted]
        insert_missing(session, SendBudgetRow, missing)
        found = _read_locked(session, wanted)
    return found


def reserve(
    budgets: Budgets, intervals: Mapping[str, timedelta], now: datetime, ahead: timedelta
) -> datetime | None:
    """The moment at which one send may leave under all of `intervals`; its place is taken in each.

    `intervals` maps a budget's name to the least time between two sends. None, and nothing taken, when that
    moment is further away than `ahead`. What was taken counts once it is saved.
    """
    at = max([now, *(budgets[name] for name in intervals)])
    if at > now + ahead:
        return None
    for name, interval in intervals.items():
        if interval:  # a budget without one only holds back, and must not pass on the wait of another
            budgets[name] = at + interval
    return at


def save(session: Session, budgets: Budgets) -> None:
    _SAVE.run_for_all(session, [{"budget": name, "at": at} for name, at in budgets.items()])


def free_within(session: Session, names: Iterable[str], latest: datetime) -> set[str]:
    """Those of the budgets under which something may leave by then."""
    wanted = set(names)
    return wanted - {row.name for row in _BUSY.rows(session, list(wanted), latest=latest)}


def count_from(session: Session, name: str, at: datetime) -> None:
    """A send that left later than planned pushes the next one back to `at`. The budget is there already."""
    _PUSH.run(session, budget=name, at=at)


def hold_until(session: Session, names: AbstractSet[str], at: datetime, now: datetime) -> None:
    """Nothing leaves under any of these budgets before `at`."""
    held = lock(session, names, now)
    save(session, {name: max(free_at, at) for name, free_at in held.items()})


def _read_locked(session: Session, names: Sequence[str]) -> Budgets:
    return {row.name: row.free_at for row in _LOCKED.rows(session, names)}


_LOCKED = Listing(
    lambda names: locked(
        select(col(SendBudgetRow.name), col(SendBudgetRow.free_at))
        .where(col(SendBudgetRow.name).in_(names))
        .order_by(col(SendBudgetRow.name))
    )
)
_BUSY = Listing(
    lambda names: select(col(SendBudgetRow.name)).where(
        col(SendBudgetRow.name).in_(names), col(SendBudgetRow.free_at) > bindparam("latest")
    )
)
_THIS = col(SendBudgetRow.name) == bindparam("budget")
_SAVE = Prepared(update(SendBudgetRow).where(_THIS).values(free_at=bindparam("at")))
_PUSH = Prepared(
    update(SendBudgetRow)
    .where(_THIS, col(SendBudgetRow.free_at) < bindparam("at"))
    .values(free_at=bindparam("at"))
)
