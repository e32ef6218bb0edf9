"""What waits to be sent. A row is written with the state that caused it, sent after the commit, then marked.

    queue → claim (a lease, and a place in the platform's limits) → send → sent | retry | gave up | unknown

Rows with one ordering key leave one after the other: as long as an earlier one is pending, a later one is not
claimed. A lease that ran out means that a process died between sending and marking, so the row is
*uncertain*: it may have arrived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import func, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select, update

from storage import budgets
from storage.records import OutboxItem, OutboxState, record_of, stored_id
from storage.tables import OutboxRow, SendBudgetRow

LEASE = timedelta(seconds=60)
AHEAD = timedelta(seconds=1)

_PENDING = literal(OutboxState.PENDING.value, literal_execute=True)
"""Stands in the statement itself. PostgreSQL plans a statement that comes often for whatever values are given
apart from it, and could then not use the indexes of pending rows.
"""


class Priority(IntEnum):
    """Lower leaves first: a person who waits for an answer comes before anything the bot starts by itself."""

    REPLY = 0
    CONVERSATION = 1
    BULK = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be queued. `budget` names the limit of its chat or channel.

    `conversation_id` is the chat it goes to; a letter to staff has none.
    """

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
    """The id of the new row.

    What waits before it under the same ordering key becomes as urgent: a reply cannot overtake the bot's own
    words in a chat, so those must not make it wait behind a mailing to everybody else.
    """
    before = (col(OutboxRow.ordering_key) == draft.ordering_key, col(OutboxRow.state) == _PENDING)
    less_urgent = col(OutboxRow.priority) > int(draft.priority)
    if draft.priority is not Priority.BULK:
        session.exec(update(OutboxRow).where(*before, less_urgent).values(priority=int(draft.priority)))
    columns = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    columns |= {"payload": dict(draft.payload), "priority": int(draft.priority)}
    row = OutboxRow(**columns, queued_at=now, not_before=now)
    session.add(row)
    session.flush()
    return stored_id(row.id)


Limits = Mapping[str, Mapping[str, timedelta]]
"""Each channel's least time between two sends: under `each` for one budget, under any other name for a budget
that all of the channel's rows share.
"""


def claim(session: Session, owner: str, limits: Limits, now: datetime, most: int = 30) -> list[Claim]:
    """Takes up to `most` rows that may leave within a second, the most urgent first.

    Channels that `limits` does not name are left alone.
    """
    rows = _candidates(session, _channels_with_room(session, limits, now), now, most)
    needed = {row.id: _intervals(row, limits) for row in rows}
    held = budgets.lock(session, [name for names in needed.values() for name in names], now)
    claims: list[Claim] = []
    for row in rows:
        send_at = budgets.reserve(held, needed[row.id], now, AHEAD)
        if send_at is not None:
            claims.append(_lease(row, owner, now, send_at))
    return claims


def _intervals(row: OutboxRow, limits: Limits) -> dict[str, timedelta]:
    """The budgets that one row needs a place in, each with its interval."""
    limit = limits[row.channel]
    return {row.budget: limit["each"]} | {name: limit[name] for name in _shared(limit)}


def _shared(limit: Mapping[str, timedelta]) -> list[str]:
    return [name for name in limit if name != "each"]


def _channels_with_room(session: Session, limits: Limits, now: datetime) -> list[str]:
    """Without channels that must wait as a whole: their rows would only stand in the way of the others."""
    shared = {name for limit in limits.values() for name in _shared(limit)}
    free = budgets.free_within(session, shared, now + AHEAD)
    return [channel for channel, limit in limits.items() if free.issuperset(_shared(limit))]


def _candidates(session: Session, channels: Sequence[str], now: datetime, most: int) -> Sequence[OutboxRow]:
    """Locked rows that nobody works on, each the first of its ordering key, whose own budget has room."""
    earlier = aliased(OutboxRow)
    is_second = select(earlier.id).where(
        earlier.state == _PENDING,
        earlier.ordering_key == OutboxRow.ordering_key,
        col(earlier.id) < col(OutboxRow.id),
    )
    must_wait = select(SendBudgetRow.name).where(
        SendBudgetRow.name == OutboxRow.budget, SendBudgetRow.free_at > now + AHEAD
    )
    free = or_(col(OutboxRow.leased_until).is_(None), col(OutboxRow.leased_until) < now)
    query = (
        select(OutboxRow)
        .where(OutboxRow.state == _PENDING, OutboxRow.not_before <= now, free)
        .where(col(OutboxRow.channel).in_(channels), ~is_second.exists(), ~must_wait.exists())
        .order_by(col(OutboxRow.priority), col(OutboxRow.id))
        .limit(most)
        .with_for_update(skip_locked=True, of=OutboxRow)
    )
    return session.exec(query).all()


def _lease(row: OutboxRow, owner: str, now: datetime, send_at: datetime) -> Claim:
    row.uncertain = row.uncertain or row.leased_until is not None
    row.lease_owner, row.leased_until, row.attempts = owner, now + LEASE, row.attempts + 1
    return Claim(record_of(OutboxItem, row), send_at)


def is_superseded(session: Session, item: OutboxItem) -> bool:
    """Whether a later row would draw the same thing anew, so that this one need not be sent."""
    query = select(OutboxRow.id).where(
        OutboxRow.state == _PENDING,
        OutboxRow.ordering_key == item.ordering_key,
        OutboxRow.kind == item.kind,
        OutboxRow.message_id == item.message_id,
        col(OutboxRow.id) > item.id,
    )
    return session.exec(query.limit(1)).first() is not None


def mark_sent(session: Session, item_id: int, platform_id: str | None, now: datetime) -> None:
    """It arrived, whatever was thought of it before. `platform_id` is what the platform calls it."""
    columns = {"state": OutboxState.SENT.value, "sent_at": now, "platform_id": platform_id, "reason": None}
    session.exec(update(OutboxRow).where(col(OutboxRow.id) == item_id).values(**columns, **_RELEASED))


def mark_unknown(session: Session, item_id: int, reason: str) -> None:
    """It may have arrived, and is not sent again. What is known to have arrived stays sent."""
    _end(session, item_id, OutboxState.UNKNOWN, reason)


def give_up(session: Session, item_id: int, reason: str) -> None:
    """It is not sent any more. What is known to have arrived stays sent."""
    _end(session, item_id, OutboxState.GAVE_UP, reason)


def retry(session: Session, item: OutboxItem, at: datetime, reason: str, *, uncertain: bool) -> None:
    """It may be claimed again from `at` on. Said too late, after another claim, it changes nothing."""
    still_ours = (col(OutboxRow.id) == item.id, col(OutboxRow.attempts) == item.attempts)
    columns = {"not_before": at, "reason": reason, "uncertain": uncertain}
    session.exec(update(OutboxRow).where(*still_ours).values(**columns, **_RELEASED))


def revive(session: Session, item_id: int, now: datetime) -> bool:
    """What was given up is sent after all, with the tries of a new letter; False if it is not given up."""
    given_up = (col(OutboxRow.id) == item_id, col(OutboxRow.state) == OutboxState.GAVE_UP.value)
    anew = {"state": OutboxState.PENDING.value, "not_before": now, "attempts": 0, "reason": None}
    return session.exec(update(OutboxRow).where(*given_up).values(anew)).rowcount == 1


_RELEASED: dict[str, None] = {"lease_owner": None, "leased_until": None}


def _end(session: Session, item_id: int, state: OutboxState, reason: str) -> None:
    unsent = (col(OutboxRow.id) == item_id, col(OutboxRow.state) != OutboxState.SENT.value)
    session.exec(update(OutboxRow).where(*unsent).values(state=state.value, reason=reason, **_RELEASED))


def give_up_all_to(session: Session, conversation_id: int, reason: str) -> list[int]:
    """Nothing more can reach this chat. Returns the ids of the staff replies that were among what waited."""
    waiting = (
        col(OutboxRow.conversation_id) == conversation_id,
        col(OutboxRow.state) == _PENDING,
    )
    replies = session.exec(select(OutboxRow.message_id).where(*waiting)).all()
    gave_up = {"state": OutboxState.GAVE_UP.value, "reason": reason}
    session.exec(update(OutboxRow).where(*waiting).values(**gave_up, **_RELEASED))
    return [message_id for message_id in replies if message_id is not None]


def withdraw_questions(session: Session, conversation_id: int) -> None:
    """What the bot was about to ask or tell by itself is not sent any more; what a ticket says still is."""
    waiting = (
        col(OutboxRow.conversation_id) == conversation_id,
        col(OutboxRow.state) == _PENDING,
        col(OutboxRow.run_id).is_not(None),
        col(OutboxRow.leased_until).is_(None),
    )
    statement = update(OutboxRow).where(*waiting)
    session.exec(statement.values(state=OutboxState.GAVE_UP.value, reason="the customer wants no questions"))


def waiting_under(session: Session, ordering_key: str) -> list[OutboxItem]:
    """All that waits to be sent under this key, in its order."""
    query = select(OutboxRow).where(OutboxRow.ordering_key == ordering_key, OutboxRow.state == _PENDING)
    return [record_of(OutboxItem, row) for row in session.exec(query.order_by(col(OutboxRow.id)))]


def find_sent(session: Session, conversation_id: int, platform_id: str) -> OutboxItem | None:
    """What we sent under this platform id, for a customer who replies to it."""
    query = select(OutboxRow).filter_by(conversation_id=conversation_id, platform_id=platform_id)
    row = session.exec(query.order_by(col(OutboxRow.id).desc()).limit(1)).one_or_none()
    return record_of(OutboxItem, row) if row else None


def find_question(session: Session, conversation_id: int, run_id: int) -> OutboxItem | None:
    """The newest question of this run that reached its chat."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.conversation_id == conversation_id, col(OutboxRow.platform_id).is_not(None))
        .where(OutboxRow.kind == "question", OutboxRow.run_id == run_id)
        .order_by(col(OutboxRow.id).desc())
        .limit(1)
    )
    row = session.exec(query).one_or_none()
    return record_of(OutboxItem, row) if row else None


def last_sent_in(session: Session, conversation_id: int) -> OutboxItem | None:
    """The newest question, or word about a ticket, that reached or is on its way to this chat."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.conversation_id == conversation_id)
        .where(OutboxRow.state != OutboxState.GAVE_UP.value)
        .where(or_(OutboxRow.kind == "question", col(OutboxRow.ticket_id).is_not(None)))
        .order_by(col(OutboxRow.id).desc())
        .limit(1)
    )
    row = session.exec(query).one_or_none()
    return record_of(OutboxItem, row) if row else None


def newest_to(session: Session, conversation_id: int) -> OutboxItem | None:
    """The last of all that was put on its way to this chat, whatever it is."""
    query = select(OutboxRow).where(OutboxRow.conversation_id == conversation_id)
    row = session.exec(query.order_by(col(OutboxRow.id).desc()).limit(1)).one_or_none()
    return record_of(OutboxItem, row) if row else None


def oldest_waiting(session: Session) -> datetime | None:
    """When the longest-waiting letter was queued."""
    query = select(func.min(OutboxRow.queued_at)).where(OutboxRow.state == _PENDING)
    return session.exec(query).one()


def count_waiting(session: Session) -> int:
    query = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == _PENDING)
    return session.exec(query).one()
