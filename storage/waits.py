"""Ends waits that only a wrong clock made long.

What waits, waits until a moment of the machine's clock. If that was ahead and is set right, moments that were
seconds away are hours away, and nobody would hear from us before. A running program sees the clock jump. One
that starts only sees waits that are longer than any should be.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, update

from storage.outbox import LEASE
from storage.outbox_statements import PENDING
from storage.tables import OutboxRow, SendBudgetRow, TimerRow


def end_waits(session: Session, now: datetime, longer_than: timedelta = timedelta(0)) -> None:
    """Ends at `now` the waits of letters and of limits that have more than `longer_than` to go. No lease has
    more to go than a new one, however long a wait may be.

    A platform's wish for a pause is forgotten with the rest: it refuses once more, and says how long.
    """
    latest = now + longer_than
    is_pending, longest = col(OutboxRow.state) == PENDING, now + LEASE
    letters = update(OutboxRow).where(is_pending)
    session.exec(letters.where(col(OutboxRow.not_before) > latest).values(not_before=now))
    session.exec(letters.where(col(OutboxRow.leased_until) > longest).values(leased_until=longest))
    timers = update(TimerRow).where(col(TimerRow.leased_until) > longest)
    session.exec(timers.values(leased_until=longest))
    session.exec(update(SendBudgetRow).where(col(SendBudgetRow.free_at) > latest).values(free_at=now))
