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

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from storage import budgets
from storage import outbox_statements as statements
from storage.budgets import Limits
from storage.records import OutboxItem, OutboxState, record_of, stored_id
from storage.tables import OutboxRow

LEASE = timedelta(seconds=60)
AHEAD = timedelta(seconds=1)


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
    _hurry(session, [draft])
    return stored_id(statements.QUEUE.one(session, **_columns(draft, now)).id)


def queue_all(session: Session, drafts: Sequence[Draft], now: datetime) -> None:
    """The same for many, in their order."""
    _hurry(session, drafts)
    statements.QUEUE_MANY.run_for_all(session, [_columns(draft, now) for draft in drafts])


def _hurry(session: Session, drafts: Sequence[Draft]) -> None:
    urgent = [draft for draft in drafts if draft.priority is not Priority.BULK]
    statements.HURRY.run_for_all(
        session, [{"key": draft.ordering_key, "urgency": int(draft.priority)} for draft in urgent]
    )


def _columns(draft: Draft, now: datetime) -> dict[str, Any]:
    columns = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    given = {"payload": dict(draft.payload), "priority": int(draft.priority)}
    return {**columns, **given, "queued_at": now, "not_before": now}


def claim(session: Session, owner: str, limits: Limits, now: datetime, most: int = 30) -> list[Claim]:
    """Takes up to `most` rows that may leave within a second, the most urgent first.

    Channels that `limits` does not name are left alone.
    """
    rows = _worth_sending(session, _channels_with_room(session, limits, now), now, most)
    needed = [_intervals(row, limits) for row in rows]
    held = budgets.lock(session, [name for names in needed for name in names], now)
    places = [budgets.reserve(held, intervals, now, AHEAD) for intervals in needed]
    budgets.save(session, held)
    leaving = [(row, send_at) for row, send_at in zip(rows, places, strict=True) if send_at is not None]
    lease = {"owner": owner, "until": now + LEASE}
    statements.LEASE.run_for_all(session, [{"item_id": row.id, **lease} for row, _ in leaving])
    return [Claim(_claimed(row), send_at) for row, send_at in leaving]


def _worth_sending(session: Session, channels: Sequence[str], now: datetime, most: int) -> list[Any]:
    """Candidates of which none is dropped; what stood behind a dropped one may leave in its place."""
    rows = _candidates(session, channels, now, most)
    while [row for row in rows if _is_dropped(session, row)]:
        rows = _candidates(session, channels, now, most)
    return rows


def _is_dropped(session: Session, row: Any) -> bool:
    """What a later row shows anew takes no place in the limits. A first card must stand before its thread,
    and a note that may stand in the thread already must be found there.
    """
    first_card = row.kind == "card" and row.card_ts is None
    may_stand = row.kind == "note" and _is_uncertain(row)
    if row.kind not in {"card", "note"} or first_card or may_stand or not _is_superseded(session, row):
        return False
    give_up(session, row.id, "a later one shows the same and more")
    return True


def _is_uncertain(row: Any) -> bool:
    """A lease that has ended without a word: it may have been sent."""
    return row.uncertain or row.leased_until is not None


def _claimed(row: Any) -> OutboxItem:
    now = row._replace(uncertain=_is_uncertain(row), attempts=row.attempts + 1)
    return record_of(OutboxItem, now)


def _intervals(row: Any, limits: Limits) -> dict[str, timedelta]:
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


def _candidates(session: Session, channels: Sequence[str], now: datetime, most: int) -> list[Any]:
    """Locked rows that nobody works on, each the first of its ordering key, whose own budget has room."""
    if not channels:
        return []
    named = {f"channel_{at}": channel for at, channel in enumerate(channels)}
    found = statements.candidates(len(channels))
    return found.rows(session, **named, now=now, latest=now + AHEAD, most=most)


def _is_superseded(session: Session, row: Any) -> bool:
    """Whether a later row would draw the same thing anew, so that this one need not be sent."""
    same = {"key": row.ordering_key, "same_kind": row.kind, "message": row.message_id or 0}
    return statements.SUPERSEDING.first(session, **same, item_id=row.id) is not None


def mark_sent(session: Session, item_id: int, platform_id: str | None, now: datetime) -> None:
    """It arrived, whatever was thought of it before. `platform_id` is what the platform calls it."""
    statements.SENT.run(session, item_id=item_id, now=now, platform_id=platform_id)


def mark_unknown(session: Session, item_id: int, reason: str) -> None:
    """It may have arrived, and is not sent again. What is known to have arrived stays sent."""
    _end(session, item_id, OutboxState.UNKNOWN, reason)


def give_up(session: Session, item_id: int, reason: str) -> None:
    """It is not sent any more. What is known to have arrived stays sent."""
    _end(session, item_id, OutboxState.GAVE_UP, reason)


def retry(session: Session, item: OutboxItem, at: datetime, reason: str, *, uncertain: bool) -> None:
    """It may be claimed again from `at` on. Said too late, after another claim, it changes nothing."""
    still_ours = {"item_id": item.id, "attempt": item.attempts}
    statements.RETRY.run(session, **still_ours, not_before=at, reason=reason, uncertain=uncertain)


def revive(session: Session, item_id: int, now: datetime) -> bool:
    """What was given up is sent after all, with the tries of a new letter; False if it is not given up."""
    given_up = (col(OutboxRow.id) == item_id, col(OutboxRow.state) == OutboxState.GAVE_UP.value)
    anew = {"state": OutboxState.PENDING.value, "not_before": now, "attempts": 0, "reason": None}
    return session.exec(update(OutboxRow).where(*given_up).values(anew)).rowcount == 1


def _end(session: Session, item_id: int, state: OutboxState, reason: str) -> None:
    statements.END.run(session, item_id=item_id, state=state.value, reason=reason)


def give_up_all_to(session: Session, conversation_id: int, reason: str) -> list[int]:
    """Nothing more can reach this chat. Returns the ids of the staff replies that were among what waited."""
    waiting = (
        col(OutboxRow.conversation_id) == conversation_id,
        col(OutboxRow.state) == statements.PENDING,
    )
    replies = session.exec(select(OutboxRow.message_id).where(*waiting)).all()
    gave_up = {"state": OutboxState.GAVE_UP.value, "reason": reason}
    session.exec(update(OutboxRow).where(*waiting).values(**gave_up, **statements.RELEASED))
    return [message_id for message_id in replies if message_id is not None]


def withdraw_questions(session: Session, conversation_id: int) -> None:
    """What the bot was about to ask or tell by itself is not sent any more; what a ticket says still is."""
    waiting = (
        col(OutboxRow.conversation_id) == conversation_id,
        col(OutboxRow.state) == statements.PENDING,
        col(OutboxRow.run_id).is_not(None),
        col(OutboxRow.leased_until).is_(None),
    )
    statement = update(OutboxRow).where(*waiting)
    session.exec(statement.values(state=OutboxState.GAVE_UP.value, reason="the customer wants no questions"))


def waiting_under(session: Session, ordering_key: str) -> list[OutboxItem]:
    """All that waits to be sent under this key, in its order."""
    query = select(OutboxRow).where(
        OutboxRow.ordering_key == ordering_key, OutboxRow.state == statements.PENDING
    )
    return [record_of(OutboxItem, row) for row in session.exec(query.order_by(col(OutboxRow.id)))]


def find_sent(session: Session, conversation_id: int, platform_id: str) -> OutboxItem | None:
    """What we sent under this platform id, for a customer who replies to it."""
    row = statements.BY_PLATFORM_ID.first(session, chat=conversation_id, platform_id=platform_id)
    return record_of(OutboxItem, row) if row else None


def questions_of(session: Session, conversation_id: int, run_id: int) -> list[OutboxItem]:
    """All questions of this run that reached its chat, in their order."""
    rows = statements.QUESTIONS.rows(session, chat=conversation_id, run=run_id)
    return [record_of(OutboxItem, row) for row in rows]


def last_sent_in(session: Session, conversation_id: int) -> OutboxItem | None:
    """The newest question, or word about a ticket, that reached or is on its way to this chat."""
    row = statements.LAST_WORD.first(session, chat=conversation_id)
    return record_of(OutboxItem, row) if row else None


def newest_to(session: Session, conversation_id: int) -> OutboxItem | None:
    """The last of all that was put on its way to this chat, whatever it is."""
    row = statements.NEWEST.first(session, chat=conversation_id)
    return record_of(OutboxItem, row) if row else None


def oldest_waiting(session: Session) -> OutboxItem | None:
    """The letter that has waited longest to be sent."""
    query = select(OutboxRow).where(OutboxRow.state == statements.PENDING)
    row = session.exec(query.order_by(col(OutboxRow.queued_at), col(OutboxRow.id)).limit(1)).first()
    return record_of(OutboxItem, row) if row else None


def count_waiting(session: Session) -> int:
    query = select(func.count()).select_from(OutboxRow).where(OutboxRow.state == statements.PENDING)
    return session.exec(query).one()
