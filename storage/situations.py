"""Runs with all that a step of them may need to know, read and locked by one statement: many timers fall due
at once, and to look for each thing of each of them would take longer than all the rest.

The conversation is locked before its run, as everywhere, and the timer last. Whoever fires many waits for
none of them: what somebody else has in hand is passed over.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Integer, bindparam, select
from sqlmodel import Session, SQLModel, col

from storage import run_statements as statements
from storage.prepared import Prepared
from storage.records import Conversation, Customer, DueTimer, Purchase, Situation, columns_of, record_of
from storage.runs import answers_of, stored_run
from storage.tables import ConversationRow, CustomerRow, FlowRevisionRow, PurchaseRow, RunRow, TimerRow
from storage.timers import IS_DUE, OLDEST_FIRST

RecordT = TypeVar("RecordT")
Due = tuple[DueTimer, Situation]


def due_now(session: Session, now: datetime, most: int) -> list[Due]:
    """Due timers that nobody works on, oldest first and one for each conversation, with their situations.

    Left out are those whose run has no conversation.
    """
    rows = _DUE.rows(session, now=now, most=most)
    first = {row.conversation_id: row for row in reversed(rows)}
    return _with_situations(session, [row for row in rows if first[row.conversation_id] is row])


def of_timer(session: Session, timer_id: int) -> Due | None:
    """The timer in its situation; None if it is no longer set, or its run has no conversation."""
    return next(iter(_with_situations(session, _OF_TIMER.rows(session, timer_id=timer_id))), None)


def _with_situations(session: Session, rows: Sequence[Any]) -> list[Due]:
    answers = answers_of(session, [row.id for row in rows if row.revision_id is not None])
    return [(_part(DueTimer, TimerRow, row), _situation(row, answers[row.id])) for row in rows]


def _situation(row: Any, answers: Sequence[Any]) -> Situation:
    return Situation(
        stored=stored_run(row, answers),
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
        *_columns(DueTimer, TimerRow),
        *_columns(Conversation, ConversationRow),
        *_columns(Customer, CustomerRow),
        *_columns(Purchase, PurchaseRow),
    )
    .select_from(TimerRow)
    .join(RunRow, col(RunRow.id) == col(TimerRow.run_id))
    .join(ConversationRow, col(ConversationRow.id) == col(RunRow.conversation_id))
    .join(CustomerRow, col(CustomerRow.id) == col(RunRow.customer_id))
    .join(PurchaseRow, col(PurchaseRow.id) == col(RunRow.purchase_id))
    .outerjoin(FlowRevisionRow, statements.BEGUN_ON)
)
_LOCKED = [ConversationRow, RunRow, TimerRow]
_DUE = Prepared(
    _SITUATIONS.where(IS_DUE)
    .order_by(*OLDEST_FIRST)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(key_share=True, skip_locked=True, of=_LOCKED)
)
_OF_TIMER = Prepared(
    _SITUATIONS.where(col(TimerRow.id) == bindparam("timer_id")).with_for_update(key_share=True, of=_LOCKED)
)
