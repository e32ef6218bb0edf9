"""Runs with all that a step of them may need to know, read by one statement, and their answers by another.

Every tap needs one, many timers fall due at once, and to look for each thing of each of them would take
longer than all the rest.

Whoever fires timers has the conversation locked before its run, as everywhere, and the timer last. Many at
once wait for none of them: what somebody else has in hand is passed over.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Integer, bindparam, select
from sqlmodel import Session, SQLModel, col

from flows.effects import TimerPurpose
from flows.run import Answer
from storage import answers
from storage import run_statements as statements
from storage.locking import locked
from storage.prepared import Prepared
from storage.records import Conversation, Customer, DueTimer, Purchase, Situation, columns_of, record_of
from storage.runs import stored_run
from storage.tables import ConversationRow, CustomerRow, FlowRevisionRow, PurchaseRow, RunRow, TimerRow
from storage.timers import IS_DUE, OLDEST_FIRST

RecordT = TypeVar("RecordT")
Due = tuple[DueTimer, Situation]


def due_now(session: Session, now: datetime, most: int) -> list[Due]:
    """Of the `most` oldest due timers those that nobody works on, one for each conversation.

    Left out are those whose run has no conversation, and starts of runs: whether a survey may start takes
    more looks, and all the chats would be locked meanwhile.
    """
    rows = _DUE.rows(session, now=now, most=most)
    first = {row.conversation_id: row for row in reversed(rows)}
    return _with_situations(session, [row for row in rows if first[row.conversation_id] is row])


def of_run(session: Session, run_id: int) -> Situation | None:
    """The run in its situation; None for one that is unknown or has no conversation.

    Only the run is locked: whoever asks has locked its conversation.
    """
    row = _OF_RUN.first(session, run_id=run_id)
    return None if row is None else _situation(row, answers.of_runs(session, [run_id])[run_id])


def of_timer(session: Session, timer_id: int) -> Due | None:
    """The timer in its situation; None if it is no longer set, or its run has no conversation."""
    return next(iter(_with_situations(session, _OF_TIMER.rows(session, timer_id=timer_id))), None)


def _with_situations(session: Session, rows: Sequence[Any]) -> list[Due]:
    given = answers.of_runs(session, [row.id for row in rows if row.revision_id is not None])
    return [(_part(DueTimer, TimerRow, row), _situation(row, given[row.id])) for row in rows]


def _situation(row: Any, given: Sequence[Answer]) -> Situation:
    return Situation(
        stored=stored_run(row, given),
        conversation=_part(Conversation, ConversationRow, row),
        customer=_part(Customer, CustomerRow, row),
        purchase=_part(Purchase, PurchaseRow, row),
    )


def _part(kind: type[RecordT], table: type[SQLModel], row: Any) -> RecordT:
    return record_of(kind, row, within=f"{table.__tablename__}__")


def _columns(kind: type[Any], table: type[SQLModel]) -> list[Any]:
    """Named apart, since each table has an `id`."""
    return [column.label(f"{table.__tablename__}__{column.key}") for column in columns_of(kind, table)]


_SITUATIONS = (
    select(
        *statements.COLUMNS,
        *_columns(Conversation, ConversationRow),
        *_columns(Customer, CustomerRow),
        *_columns(Purchase, PurchaseRow),
    )
    .select_from(RunRow)
    .join(ConversationRow, col(ConversationRow.id) == col(RunRow.conversation_id))
    .join(CustomerRow, col(CustomerRow.id) == col(RunRow.customer_id))
    .join(PurchaseRow, col(PurchaseRow.id) == col(RunRow.purchase_id))
    .outerjoin(FlowRevisionRow, statements.BEGUN_ON)
)
_OF_RUN = Prepared(locked(_SITUATIONS.where(col(RunRow.id) == bindparam("run_id")), of=RunRow))
_TIMERS = _SITUATIONS.add_columns(*_columns(DueTimer, TimerRow)).join(
    TimerRow, col(TimerRow.run_id) == col(RunRow.id)
)
_LOCKED = [ConversationRow, RunRow, TimerRow]
_OLDEST = (
    select(col(TimerRow.id)).where(IS_DUE).order_by(*OLDEST_FIRST).limit(bindparam("most", type_=Integer))
)
_DUE = Prepared(
    _TIMERS.where(col(TimerRow.id).in_(_OLDEST), IS_DUE, col(TimerRow.purpose) != TimerPurpose.START.value)
    .order_by(*OLDEST_FIRST)
    .with_for_update(key_share=True, skip_locked=True, of=_LOCKED)
)
_OF_TIMER = Prepared(
    _TIMERS.where(col(TimerRow.id) == bindparam("timer_id")).with_for_update(key_share=True, of=_LOCKED)
)
