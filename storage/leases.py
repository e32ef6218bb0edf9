"""Whose leases are whose. What a dead process had in hand is taken up soon, not only when its leases run out.

A process that may have company holds the right to its own name for as long as it lives (`storage.exclusive`).
A name in the leases to which nobody holds the right is that of a process that died, or that has lost its
connection and will take the right anew in a moment: `bot.presence` tells the two apart by looking again.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from storage.exclusive import is_free
from storage.outbox_statements import PENDING
from storage.tables import OutboxRow, TimerRow


def right_of(owner: str) -> str:
    """The name of the right that its holder is alive."""
    return f"leases of {owner}"


def absent_owners(session: Session, now: datetime) -> set[str]:
    """Whoever holds leases but not the right to their name, on PostgreSQL.

    Nobody can take that right before the transaction ends.
    """
    running = (OutboxRow.state == PENDING, col(OutboxRow.leased_until) >= now)
    owners = session.exec(select(OutboxRow.lease_owner).where(*running).distinct()).all()
    return {owner for owner in owners if owner is not None and is_free(session, right_of(owner))}


def end_leases_of(session: Session, owner: str, now: datetime) -> None:
    """Its letters are due at once, and uncertain: one of them may have arrived."""
    its_own = (col(OutboxRow.state) == PENDING, col(OutboxRow.lease_owner) == owner)
    session.exec(update(OutboxRow).where(*its_own).values(leased_until=now - timedelta(seconds=1)))


def end_all(session: Session, now: datetime) -> None:
    """For the only process there is, at its start: what the last one had in hand is due."""
    over = now - timedelta(seconds=1)
    letters = (col(OutboxRow.state) == PENDING, col(OutboxRow.leased_until).is_not(None))
    session.exec(update(OutboxRow).where(*letters).values(leased_until=over))
    session.exec(update(TimerRow).where(col(TimerRow.leased_until).is_not(None)).values(leased_until=over))
