"""The statements of `storage.outbox`, which says what they are for."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, func, insert, literal_column, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage.prepared import Prepared
from storage.records import OutboxItem, OutboxState, columns_of
from storage.tables import OutboxRow, SendBudgetRow, TicketRow

PENDING = literal_column(f"'{OutboxState.PENDING.value}'", String)
"""Stands in the statement itself. PostgreSQL plans a statement that comes often for whatever values are given
apart from it, and could then not use the indexes of pending rows.
"""

RELEASED: dict[str, None] = {"lease_owner": None, "leased_until": None}

_QUEUED = (
    "channel",
    "ordering_key",
    "budget",
    "kind",
    "payload",
    "priority",
    "conversation_id",
    "run_id",
    "ticket_id",
    "message_id",
    "queued_at",
    "not_before",
)


def _given(*names: str) -> dict[str, Any]:
    return {name: bindparam(name) for name in names}


_THIS = col(OutboxRow.id) == bindparam("item_id")
_IS_PENDING = col(OutboxRow.state) == PENDING
_UNDER_KEY = col(OutboxRow.ordering_key) == bindparam("key")
_ONE = literal_column("1", Integer)

_NEW = insert(OutboxRow).values(_given(*_QUEUED))
QUEUE, QUEUE_MANY = Prepared(_NEW.returning(col(OutboxRow.id))), Prepared(_NEW.inline())
HURRY = Prepared(
    update(OutboxRow)
    .where(_UNDER_KEY, _IS_PENDING, col(OutboxRow.priority) > bindparam("urgency"))
    .values(priority=bindparam("urgency"))
)
LEASE = Prepared(
    update(OutboxRow)
    .where(_THIS)
    .values(
        uncertain=or_(col(OutboxRow.uncertain), col(OutboxRow.leased_until).is_not(None)),
        lease_owner=bindparam("owner"),
        leased_until=bindparam("until"),
        attempts=col(OutboxRow.attempts) + _ONE,
    )
)
SENT = Prepared(
    update(OutboxRow)
    .where(_THIS)
    .values(
        state=OutboxState.SENT.value,
        sent_at=bindparam("now"),
        platform_id=bindparam("platform_id"),
        reason=None,
        **RELEASED,
    )
)
RETRY = Prepared(
    update(OutboxRow)
    .where(_THIS, col(OutboxRow.attempts) == bindparam("attempt"))
    .values(**_given("not_before", "reason", "uncertain"), **RELEASED)
)
END = Prepared(
    update(OutboxRow)
    .where(_THIS, col(OutboxRow.state) != OutboxState.SENT.value)
    .values(**_given("state", "reason"), **RELEASED)
)
SUPERSEDING = Prepared(
    select(col(OutboxRow.id))
    .where(
        _IS_PENDING,
        _UNDER_KEY,
        col(OutboxRow.kind) == bindparam("same_kind"),
        func.coalesce(OutboxRow.message_id, 0) == bindparam("message"),
        col(OutboxRow.id) > bindparam("item_id"),
    )
    .limit(_ONE)
)

_ITEMS = select(*columns_of(OutboxItem, OutboxRow))
_NEWEST = (
    _ITEMS.where(col(OutboxRow.conversation_id) == bindparam("chat"))
    .order_by(col(OutboxRow.id).desc())
    .limit(_ONE)
)
NEWEST = Prepared(_NEWEST)
BY_PLATFORM_ID = Prepared(_NEWEST.where(col(OutboxRow.platform_id) == bindparam("platform_id")))
QUESTIONS = Prepared(
    _ITEMS.where(
        col(OutboxRow.conversation_id) == bindparam("chat"),
        col(OutboxRow.platform_id).is_not(None),
        col(OutboxRow.kind) == "question",
        col(OutboxRow.run_id) == bindparam("run"),
    ).order_by(col(OutboxRow.id))
)
LAST_WORD = Prepared(
    _NEWEST.where(
        col(OutboxRow.state) != OutboxState.GAVE_UP.value,
        or_(col(OutboxRow.kind) == "question", col(OutboxRow.ticket_id).is_not(None)),
    )
)


@cache
def candidates(channels: int) -> Prepared:
    """Pending rows of so many channels, the most urgent first; each has the `card_ts` of its ticket."""
    earlier = aliased(OutboxRow)
    is_second = select(col(earlier.id)).where(
        col(earlier.state) == PENDING,
        col(earlier.ordering_key) == col(OutboxRow.ordering_key),
        col(earlier.id) < col(OutboxRow.id),
    )
    must_wait = select(col(SendBudgetRow.name)).where(
        col(SendBudgetRow.name) == col(OutboxRow.budget), col(SendBudgetRow.free_at) > bindparam("latest")
    )
    card_ts = select(col(TicketRow.card_ts)).where(col(TicketRow.id) == col(OutboxRow.ticket_id))
    free = or_(col(OutboxRow.leased_until).is_(None), col(OutboxRow.leased_until) < bindparam("now"))
    named = col(OutboxRow.channel).in_([bindparam(f"channel_{at}") for at in range(channels)])
    query = (
        _ITEMS.add_columns(col(OutboxRow.leased_until), card_ts.scalar_subquery().label("card_ts"))
        .where(_IS_PENDING, col(OutboxRow.not_before) <= bindparam("now"), free, named)
        .where(~is_second.exists(), ~must_wait.exists())
        .order_by(col(OutboxRow.priority), col(OutboxRow.id))
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True, of=OutboxRow)
    )
    return Prepared(query)
