"""Ends waits that only a wrong clock made long.

What waits, waits until a moment of the machine's clock. If that was ahead and is set right, moments that were
seconds away are hours away, and nobody would hear from us before. A running program sees the clock jump. One
that starts only sees waits that are longer than any should be.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, update

from storage.outbox import LEASE
from storage.records import OutboxState
from storage.tables import OutboxRow, SendBudgetRow, TimerRow


def end_waits(session: Session, now: datetime, longer_than: timedelta = timedelta(0)) -> None:
    """Every letter may be tried and every limit counts from `now`; no lease is longer than a new one.

    Waits that are not `longer_than` that go on. A platform's wish for a pause is forgotten with the rest: it
    refuses once more, and says how long.
    """
    latest = now + longer_than
    letters = (col(OutboxRow.state) == OutboxState.PENDING.value, col(OutboxRow.not_before) > latest)
    session.exec(update(OutboxRow).where(*letters).values(not_before=now))
    session.exec(update(SendBudgetRow).where(col(SendBudgetRow.free_at) > latest).values(free_at=now))
    for table in (OutboxRow, TimerRow):
        leased = col(table.leased_until) > now + LEASE
        session.exec(update(table).where(leased).values(leased_until=now + LEASE))
