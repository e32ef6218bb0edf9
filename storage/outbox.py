"""What waits to be sent. A row is written with the state that caused it, sent after the commit, then marked.

    queue → claim (a lease, and a place in the platform's limits) → send → sent | retry | gave up | unknown

Rows with one ordering key leave one after the other: as long as an earlier one is pending, a later one is not
claimed. A lease that ran out means that a process died between sending and marking, so the row is *uncertain*:
it may have arrived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select, update

from storage.budgets import reserve
from storage.records import OutboxItem, record_of, stored_id
from storage.tables import OutboxRow

LEASE = timedelta(seconds=60)
AHEAD = timedelta(seconds=1)


class Priority(IntEnum):
    """Lower leaves first: a person who waits for an answer comes before anything the bot starts by itself."""

    REPLY = 0
    CONVERSATION = 1
    BULK = 5


class OutboxState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    UNKNOWN = "unknown"
    GAVE_UP = "gave up"


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be queued. `budget` names the limit of its chat or channel."""

    channel: str
    ordering_key: str
    budget: str
    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    priority: Priority = Priority.CONVERSATION
    conversation_id: int | None = None
    run_id: int | None = None
    ticket_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A row this process may send, and the moment at which it may leave."""

    item: OutboxItem
    send_at: datetime


def queue(session: Session, draft: Draft, now: datetime) -> int:
    columns = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    columns |= {"payload": dict(draft.payload), "priority": int(draft.priority)}
    row = OutboxRow(**columns, queued_at=now, not_before=now)
    session.add(row)
    session.flush()
    return stored_id(row.id)


def claim(
    session: Session, owner: str, limits: Mapping[str, Mapping[str, timedelta]], now: datetime, most: int = 30
) -> list[Claim]:
    """Takes up to `most` rows that may leave within a second, the most urgent first.

    `limits` gives each channel's least time between two sends: under `each` for one budget, under any other name
    for a budget that all of the channel's rows share. Channels that are not named are left alone.
    """
    claims: list[Claim] = []
    for row in _candidates(session, list(limits), now, most):
        intervals = {name: gap for name, gap in limits[row.channel].items() if name != "each"}
        send_at = reserve(session, intervals | {row.budget: limits[row.channel]["each"]}, now, AHEAD)
        if send_at is None:
            continue
        row.uncertain = row.uncertain or row.leased_until is not None
        row.lease_owner, row.leased_until, row.attempts = owner, now + LEASE, row.attempts + 1
        session.add(row)
        claims.append(Claim(record_of(OutboxItem, row), send_at))
    return claims


def _candidates(session: Session, channels: Sequence[str], now: datetime, most: int) -> Sequence[OutboxRow]:
    earlier = aliased(OutboxRow)
    first_of_its_key = ~(
        select(earlier.id)
        .where(
            earlier.state == OutboxState.PENDING.value,
            earlier.ordering_key == OutboxRow.ordering_key,
            col(earlier.id) < col(OutboxRow.id),
        )
        .exists()
    )
    free = or_(col(OutboxRow.leased_until).is_(None), col(OutboxRow.leased_until) < now)
    query = (
        select(OutboxRow)
        .where(OutboxRow.state == OutboxState.PENDING.value, OutboxRow.not_before <= now, free)
        .where(col(OutboxRow.channel).in_(channels), first_of_its_key)
        .order_by(col(OutboxRow.priority), col(OutboxRow.id))
        .limit(most)
        .with_for_update(skip_locked=True, of=OutboxRow)
    )
    return session.exec(query).all()


def adopt_orphans(session: Session, now: datetime) -> None:
    """At the start of the only process there is: what the last one had in hand is taken up at once, as uncertain."""
    leased = (col(OutboxRow.state) == OutboxState.PENDING.value, col(OutboxRow.leased_until).is_not(None))
    session.exec(update(OutboxRow).where(*leased).values(leased_until=now - timedelta(seconds=1)))


def is_superseded(session: Session, item: OutboxItem) -> bool:
    """Whether a later row would draw the same thing anew, so that this one need not be sent."""
    query = select(OutboxRow.id).where(
        OutboxRow.state == OutboxState.PENDING.value,
        OutboxRow.ordering_key == item.ordering_key,
        OutboxRow.kind == item.kind,
        OutboxRow.message_id == item.message_id,
        col(OutboxRow.id) > item.id,
    )
    return session.exec(query.limit(1)).first() is not None


def mark_sent(session: Session, item_id: int, platform_id: str | None, now: datetime) -> None:
    _mark(session, item_id, state=OutboxState.SENT.value, sent_at=now, platform_id=platform_id, reason=None)


def mark_unknown(session: Session, item_id: int, reason: str) -> None:
    _mark(session, item_id, state=OutboxState.UNKNOWN.value, reason=reason)


def give_up(session: Session, item_id: int, reason: str) -> None:
    _mark(session, item_id, state=OutboxState.GAVE_UP.value, reason=reason)


def retry(session: Session, item_id: int, at: datetime, reason: str, *, uncertain: bool) -> None:
    _mark(session, item_id, not_before=at, reason=reason, uncertain=uncertain)


def _mark(session: Session, item_id: int, **columns: Any) -> None:
    statement = update(OutboxRow).where(col(OutboxRow.id) == item_id)
    session.exec(statement.values(**columns, lease_owner=None, leased_until=None))


def give_up_all_to(session: Session, conversation_id: int, reason: str) -> list[int]:
    """Nothing more can reach this chat. Returns the ids of the staff replies that were among what waited."""
    waiting = (
        col(OutboxRow.conversation_id) == conversation_id,
        col(OutboxRow.state) == OutboxState.PENDING.value,
        col(OutboxRow.channel) == "telegram",
    )
    replies = session.exec(select(OutboxRow.message_id).where(*waiting)).all()
    columns = {
        "state": OutboxState.GAVE_UP.value,
        "reason": reason,
        "leased_until": None,
        "lease_owner": None,
    }
    session.exec(update(OutboxRow).where(*waiting).values(**columns))
    return [message_id for message_id in replies if message_id is not None]


def withdraw_questions(session: Session, conversation_id: int) -> None:
    """What the bot was about to ask or tell by itself is not sent any more; what a ticket says still is."""
    waiting = (
        col(OutboxRow.conversation_id) == conversation_id,
        col(OutboxRow.state) == OutboxState.PENDING.value,
        col(OutboxRow.run_id).is_not(None),
        col(OutboxRow.leased_until).is_(None),
    )
    statement = update(OutboxRow).where(*waiting)
    session.exec(statement.values(state=OutboxState.GAVE_UP.value, reason="the customer wants no questions"))


def find_sent(session: Session, conversation_id: int, platform_id: str) -> OutboxItem | None:
    """What we sent under this platform id, for a customer who replies to it."""
    query = select(OutboxRow).filter_by(conversation_id=conversation_id, platform_id=platform_id)
    row = session.exec(query.order_by(col(OutboxRow.id).desc()).limit(1)).one_or_none()
    return record_of(OutboxItem, row) if row else None


def last_sent_in(session: Session, conversation_id: int) -> OutboxItem | None:
    """The newest question, or word about a ticket, that reached or is on its way to this chat."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.conversation_id == conversation_id, OutboxRow.channel == "telegram")
        .where(OutboxRow.state != OutboxState.GAVE_UP.value)
        .where(or_(OutboxRow.kind == "question", col(OutboxRow.ticket_id).is_not(None)))
        .order_by(col(OutboxRow.id).desc())
        .limit(1)
    )
    row = session.exec(query).one_or_none()
    return record_of(OutboxItem, row) if row else None


def oldest_waiting(session: Session) -> datetime | None:
    """When the longest-waiting letter was queued."""
    query = select(func.min(OutboxRow.queued_at)).where(OutboxRow.state == OutboxState.PENDING.value)
    return session.exec(query).one()


def count_waiting(session: Session) -> int:
    query = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == OutboxState.PENDING.value)
    return session.exec(query).one()
