"""The statements of `storage.runs`, which says what they are for."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from sqlalchemy import Integer, String, bindparam, distinct, false, func, literal_column, select, update
from sqlmodel import col

from flows.run import RunStatus
from storage.flow_revisions import WRITTEN
from storage.locking import locked
from storage.prepared import Prepared
from storage.tables import FlowRevisionRow, RunRow

Stage = Literal["sent_at", "blocked_at"]
"""The columns that say what happened to a run from outside. As those of its moves, each is set once."""

STAGES_OF_A_MOVE = ("first_answer_at", "completed_at", "expired_at", "stopped_at")
"""The columns that say when a run came to a stage by its own moves."""

_MOVED = (
    "status",
    "step_number",
    "node",
    "language",
    "waiting_since",
    "reminders_sent",
    "worst_mood",
    "complaint",
    "ticket_open",
    "draft",
    "tries",
)
_PLANNED = ("id", "flow", "revision_id", "touchpoint", "purchase_id", "customer_id", "conversation_id")
_KEPT = (*_PLANNED, "origin", "is_test", "due_at", *_MOVED)


def _given(names: Iterable[str]) -> dict[str, Any]:
    return {name: bindparam(name) for name in names}


def _once(stage: str) -> Any:
    """The moment at which the run came there first; it is not there yet while both are missing."""
    column: Any = getattr(RunRow, stage)
    return func.coalesce(column, bindparam(stage, type_=column.type))


_THIS = col(RunRow.id) == bindparam("run_id")
_IN_CHAT = col(RunRow.conversation_id) == bindparam("chat")
_OF_PURCHASE = col(RunRow.purchase_id) == bindparam("purchase")
_ONE = literal_column("1", Integer)
_WAITS = col(RunRow.status) == literal_column(f"'{RunStatus.WAITING.value}'", String)
"""It stands in the statement itself, as in the index of those that wait."""
_COUNTS = col(RunRow.is_test).is_(false())
_OF_FLOW = col(RunRow.flow) == bindparam("name")

COLUMNS: list[Any] = [*(getattr(RunRow, name) for name in _KEPT), WRITTEN]
"""What `storage.runs.stored_run` makes a run of, with `BEGUN_ON`."""

BEGUN_ON = col(FlowRevisionRow.id) == col(RunRow.revision_id)
_RUNS = select(*COLUMNS).outerjoin(FlowRevisionRow, BEGUN_ON)
_NEWEST_FIRST = _RUNS.order_by(col(RunRow.id).desc()).limit(_ONE)

BY_ID = Prepared(_RUNS.where(_THIS))
LOCKED = Prepared(locked(_RUNS.where(_THIS), of=RunRow))
WAITING = Prepared(locked(_NEWEST_FIRST.where(_IN_CHAT, _WAITS), of=RunRow))
NEWEST = Prepared(_NEWEST_FIRST.where(_IN_CHAT, col(RunRow.sent_at) >= bindparam("since")))
STANDING = Prepared(select(col(RunRow.status), col(RunRow.step_number)).where(_THIS))
CONVERSATION = Prepared(select(col(RunRow.conversation_id)).where(_THIS))
ABOUT = Prepared(
    select(col(RunRow.id)).where(
        col(RunRow.touchpoint) == bindparam("touchpoint"), col(RunRow.purchase_id) == bindparam("purchase_id")
    )
)
SCHEDULED = Prepared(
    _RUNS.where(_OF_PURCHASE, col(RunRow.status) == RunStatus.SCHEDULED.value).order_by(
        col(RunRow.due_at), col(RunRow.id)
    )
)
CUSTOMERS_AT = Prepared(
    select(col(RunRow.node), func.count(distinct(col(RunRow.customer_id))).label("customers"))
    .where(_OF_FLOW, _WAITS, _COUNTS)
    .group_by(col(RunRow.node))
)
_PLACE = (col(RunRow.flow), col(RunRow.revision_id), col(RunRow.node))
WAITING_RUNS = Prepared(
    select(*_PLACE, func.count().label("runs")).where(_WAITS, _COUNTS).group_by(*_PLACE).order_by(*_PLACE)
)
WAITING_AT = Prepared(
    select(col(RunRow.id), col(RunRow.config_revision))
    .where(
        _OF_FLOW,
        _WAITS,
        col(RunRow.node) == bindparam("asked"),
        col(RunRow.revision_id).is_distinct_from(bindparam("but_not_on", type_=Integer)),
    )
    .order_by(col(RunRow.id))
)
GIVE_CHAT = Prepared(
    update(RunRow)
    .where(_OF_PURCHASE, col(RunRow.conversation_id).is_(None))
    .values(conversation_id=bindparam("chat"))
)
OPEN_LINK = Prepared(
    update(RunRow)
    .where(_OF_PURCHASE, col(RunRow.link_opened_at).is_(None))
    .values(link_opened_at=bindparam("now"))
)
SAVE = Prepared(
    update(RunRow)
    .where(_THIS, col(RunRow.step_number) == bindparam("step_before"))
    .values(_given(_MOVED) | {stage: _once(stage) for stage in STAGES_OF_A_MOVE})
)


@cache
def mark(stage: Stage) -> Prepared:
    """Sets the moment of this stage, unless it is set."""
    unset = getattr(RunRow, stage).is_(None)
    return Prepared(update(RunRow).where(_THIS, unset).values({stage: bindparam("at")}))
