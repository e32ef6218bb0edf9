"""What could not be handled, set aside so that the rest goes on, until a person wants it retried or dropped.

    bury → dead → to retry → retried | dead again
                → to drop  → gone

A wish is a row, since whoever has it is another process than the running program, which carries it out. What
was retried stays for a while, for it may come back: a letter that fails once more in the outbox is the same.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, delete, select, update

from storage.locking import locked
from storage.records import DeadLetter, DeadLetterState, record_of, stored_id
from storage.tables import DeadLetterRow

_PORTION = 100
_WAITING = (DeadLetterState.DEAD.value, DeadLetterState.TO_RETRY.value)


def bury(
    session: Session, source: str, key: str, payload: Mapping[str, Any], traceback: str, now: datetime
) -> int:
    """Keeps `payload` (JSON) with the traceback that tells why; the id of its row.

    What is buried again, with the same key and content, is dead again: the same row, one failure more.
    """
    query = select(DeadLetterRow).filter_by(source=source, key=key).order_by(col(DeadLetterRow.id).desc())
    for row in session.exec(locked(query)):
        if row.payload == payload:
            _dies_again(row, traceback, now)
            session.flush()
            return stored_id(row.id)
    new = DeadLetterRow(
        source=source,
        key=key,
        payload=dict(payload),
        traceback=traceback,
        buried_at=now,
        state_since=now,
    )
    session.add(new)
    session.flush()
    return stored_id(new.id)


def fail_again(session: Session, letter_id: int, traceback: str, now: datetime) -> None:
    """Its retry was in vain. Said twice, as by two replicas, it counts once."""
    row = _lock(session, letter_id)
    if row is not None and row.state == DeadLetterState.TO_RETRY:
        _dies_again(row, traceback, now)
        session.flush()


def _dies_again(row: DeadLetterRow, traceback: str, now: datetime) -> None:
    row.state, row.state_since = DeadLetterState.DEAD.value, now
    row.failures, row.traceback = row.failures + 1, traceback


def waiting(session: Session) -> Sequence[DeadLetter]:
    """All that waits for a person, or for the program to do what the person wished; the oldest first."""
    query = select(DeadLetterRow).where(col(DeadLetterRow.state).in_(_WAITING))
    return [record_of(DeadLetter, row) for row in session.exec(query.order_by(col(DeadLetterRow.id)))]


def count(session: Session) -> int:
    query = select(func.count()).select_from(DeadLetterRow).where(col(DeadLetterRow.state).in_(_WAITING))
    return session.exec(query).one()


def get(session: Session, letter_id: int) -> DeadLetter | None:
    row = session.get(DeadLetterRow, letter_id)
    return record_of(DeadLetter, row) if row else None


def wish(session: Session, letter_id: int, wanted: DeadLetterState, now: datetime) -> bool:
    """Marks it to be retried or dropped; False if it does not wait for a person's word."""
    waits = (col(DeadLetterRow.id) == letter_id, col(DeadLetterRow.state).in_(_WAITING))
    marked = update(DeadLetterRow).where(*waits).values(state=wanted.value, state_since=now)
    return session.exec(marked).rowcount == 1


def wished(session: Session, wanted: DeadLetterState, after: int = 0) -> Sequence[DeadLetter]:
    """What is to be done next, in the order in which it was buried, from the one behind the id `after`: a
    hundred at most.
    """
    query = select(DeadLetterRow).where(DeadLetterRow.state == wanted.value, col(DeadLetterRow.id) > after)
    rows = session.exec(query.order_by(col(DeadLetterRow.id)).limit(_PORTION))
    return [record_of(DeadLetter, row) for row in rows]


def mark_retried(session: Session, letter_id: int, now: datetime) -> bool:
    """It was handled, or is on its way once more; False if somebody else has said so already."""
    row = _lock(session, letter_id)
    if row is None or row.state != DeadLetterState.TO_RETRY:
        return False
    row.state, row.state_since = DeadLetterState.RETRIED.value, now
    session.flush()
    return True


def drop(session: Session, letter_id: int) -> bool:
    """Forgets one that is to be dropped; whether it was still there."""
    doomed = (col(DeadLetterRow.id) == letter_id, col(DeadLetterRow.state) == DeadLetterState.TO_DROP.value)
    return session.exec(delete(DeadLetterRow).where(*doomed)).rowcount == 1


def unannounced(session: Session, limit: int | None = None) -> list[DeadLetter]:
    """Those that wait and that staff have not heard of, the oldest first."""
    query = select(DeadLetterRow).where(
        DeadLetterRow.state == DeadLetterState.DEAD.value, col(DeadLetterRow.announced_at).is_(None)
    )
    return [
        record_of(DeadLetter, row) for row in session.exec(query.order_by(col(DeadLetterRow.id)).limit(limit))
    ]


def mark_announced(session: Session, letter_ids: Sequence[int], now: datetime) -> None:
    told = update(DeadLetterRow).where(col(DeadLetterRow.id).in_(letter_ids))
    session.exec(told.values(announced_at=now))


def _lock(session: Session, letter_id: int) -> DeadLetterRow | None:
    return session.exec(locked(select(DeadLetterRow).where(DeadLetterRow.id == letter_id))).one_or_none()
