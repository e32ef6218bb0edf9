"""Runs with their answers: found, counted, locked, and saved only if nobody moved them meanwhile."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session

from flows.definition import Flow
from flows.run import Answer, Complaint, Run, RunStatus
from storage import answers, writing
from storage import run_statements as statements
from storage.errors import RunMovedOn
from storage.flow_revisions import read_flow
from storage.records import Origin, StoredRun, WaitingRun, WaitingRuns
from storage.tables import RunRow
from storage.writing import insert_new

_COMPLAINT = TypeAdapter(Complaint)


@dataclass(frozen=True, slots=True)
class NewRun:
    """What is known when a purchase becomes eligible. `held_back` says why it will not be asked about."""

    flow: str
    touchpoint: str
    purchase_id: int
    customer_id: int
    conversation_id: int | None
    origin: Origin
    happened_at: datetime
    due_at: datetime | None
    link_issued_at: datetime
    link_opened_at: datetime | None = None
    held_back: str | None = None
    is_test: bool = False


def add_run(session: Session, new: NewRun, now: datetime) -> int | None:
    """The new run's id, or None when this touchpoint has a run about this purchase already."""
    status = RunStatus.HELD_BACK if new.held_back else RunStatus.SCHEDULED
    columns: dict[str, Any] = {name: getattr(new, name) for name in new.__dataclass_fields__}
    columns |= {"status": status.value, "eligible_at": now, "step_number": 0}
    if not insert_new(session, RunRow, **columns, reminders_sent=0, ticket_open=False):
        return None
    run_id: int = statements.ABOUT.one(session, touchpoint=new.touchpoint, purchase_id=new.purchase_id).id
    return run_id


def lock(session: Session, run_id: int) -> StoredRun | None:
    row = statements.LOCKED.first(session, run_id=run_id)
    return _stored(session, row) if row else None


def get(session: Session, run_id: int) -> StoredRun:
    """Raises `sqlalchemy.exc.NoResultFound` for an unknown id."""
    return _stored(session, statements.BY_ID.one(session, run_id=run_id))


def standing_of(session: Session, run_id: int) -> tuple[RunStatus, int]:
    """Where the run stands: its status and its step. Raises `sqlalchemy.exc.NoResultFound`."""
    row = statements.STANDING.one(session, run_id=run_id)
    return RunStatus(row.status), row.step_number


def conversation_of(session: Session, run_id: int) -> int | None:
    row = statements.CONVERSATION.first(session, run_id=run_id)
    return row.conversation_id if row else None


def waiting_in(session: Session, conversation_id: int) -> StoredRun | None:
    """The run whose question is open in this chat; the newest if there should be several."""
    row = statements.WAITING.first(session, chat=conversation_id)
    return _stored(session, row) if row else None


def customers_at(session: Session, flow: str) -> dict[str, int]:
    """How many customers wait at each node of a flow, on whatever revision of it; tests do not count."""
    return {row.node: row.customers for row in statements.CUSTOMERS_AT.rows(session, name=flow)}


def waiting(session: Session) -> list[WaitingRuns]:
    """How many runs wait where; tests do not count."""
    rows = statements.WAITING_RUNS.rows(session)
    return [WaitingRuns(row.flow, row.revision_id, row.node, row.runs) for row in rows]


def waiting_at(session: Session, flow: str, node: str, *, but_not_on: int | None) -> list[WaitingRun]:
    """All runs that wait at this node of another revision of the flow than `but_not_on`."""
    rows = statements.WAITING_AT.rows(session, name=flow, asked=node, but_not_on=but_not_on)
    return [WaitingRun(row.id, row.config_revision) for row in rows]


def newest_without_ticket(session: Session, conversation_id: int, since: datetime) -> StoredRun | None:
    """The last survey sent in this chat since then, unless it has its ticket already."""
    row = statements.NEWEST.first(session, chat=conversation_id, since=since)
    return _stored(session, row) if row and not row.ticket_open else None


def scheduled_for(session: Session, purchase_id: int) -> Sequence[StoredRun]:
    """The runs about this purchase that have not started yet, the one due first first."""
    return [_stored(session, row) for row in statements.SCHEDULED.rows(session, purchase=purchase_id)]


def open_link(session: Session, purchase_id: int, conversation_id: int, now: datetime) -> None:
    """Everything to be asked about this purchase is asked in this conversation from now on.

    A run that has its conversation (a known customer buys again) keeps it; its link is opened all the same.
    """
    statements.GIVE_CHAT.run(session, purchase=purchase_id, chat=conversation_id)
    statements.OPEN_LINK.run(session, purchase=purchase_id, now=now)


def begin(
    session: Session,
    stored: StoredRun,
    revision: tuple[int, Flow],
    language: str,
    *,
    is_test: bool,
    config_revision: int | None = None,
) -> StoredRun:
    """The run, tied to the flow revision it starts on (its id, and the flow), to its language, to whether it
    is only a test, and to the revision of the configuration that was in force.
    """
    revision_id, flow = revision
    tied = {"revision_id": revision_id, "language": language, "is_test": is_test}
    change(session, stored.run.id, **tied, config_revision=config_revision)
    run = replace(stored.run, language=language)
    return replace(stored, run=run, flow=flow, revision_id=revision_id, is_test=is_test)


def change(session: Session, run_id: int, **columns: Any) -> None:
    writing.change(session, RunRow, run_id, **columns)


def mark_once(session: Session, run_id: int, stage: statements.Stage, at: datetime) -> None:
    """Sets one of the stage times, if it is not set yet."""
    statements.mark(stage).run(session, run_id=run_id, at=at)


def save_all(session: Session, moves: Sequence[tuple[Run, Run]], now: datetime) -> None:
    """Stores where each run stands now, as (before, after).

    Raises `RunMovedOn` if one is no longer at the step of its `before`: then nothing of it may be committed.
    """
    saved = statements.SAVE.run_for_all(session, [_moved(before, after, now) for before, after in moves])
    if saved != len(moves):
        steps = ", ".join(f"run {before.id} at step {before.step_number}" for before, _ in moves)
        raise RunMovedOn(f"{len(moves) - saved} moved on meanwhile of {steps}")


def _moved(before: Run, run: Run, now: datetime) -> dict[str, Any]:
    stages = dict.fromkeys(statements.STAGES_OF_A_MOVE, None) | dict.fromkeys(_reached(before, run), now)
    return stages | {
        "run_id": before.id,
        "step_before": before.step_number,
        "status": run.status.value,
        "step_number": run.step_number,
        "node": run.node,
        "language": run.language,
        "waiting_since": run.waiting_since,
        "reminders_sent": run.reminders_sent,
        "worst_mood": run.worst_mood,
        "complaint": _COMPLAINT.dump_python(run.complaint, mode="json") if run.complaint else None,
        "ticket_open": run.ticket_open,
        "draft": dict(run.draft) or None,
        "tries": run.tries,
    }


def _reached(before: Run, run: Run) -> Iterator[str]:
    if run.answers and not before.answers:
        yield "first_answer_at"
    if run.status in _ENDED and run.status is not before.status:
        yield _ENDED[run.status]


_ENDED = {
    RunStatus.COMPLETE: "completed_at",
    RunStatus.EXPIRED: "expired_at",
    RunStatus.STOPPED: "stopped_at",
}


def _stored(session: Session, row: Any) -> StoredRun:
    begun = [row.id] if row.revision_id is not None else []
    return stored_run(row, answers.of_runs(session, begun)[row.id])


def stored_run(row: Any, given: Iterable[Answer]) -> StoredRun:
    """The run of a row that has `run_statements.COLUMNS`."""
    return StoredRun(
        run=_run(row, given),
        flow_name=row.flow,
        flow=read_flow(row.written) if row.written else None,
        revision_id=row.revision_id,
        touchpoint=row.touchpoint,
        purchase_id=row.purchase_id,
        customer_id=row.customer_id,
        conversation_id=row.conversation_id,
        origin=Origin(row.origin),
        is_test=row.is_test,
        due_at=row.due_at,
    )


def _run(row: Any, given: Iterable[Answer]) -> Run:
    return Run(
        id=row.id,
        language=row.language or "",
        step_number=row.step_number,
        status=RunStatus(row.status),
        node=row.node,
        waiting_since=row.waiting_since,
        answers=tuple(given),
        reminders_sent=row.reminders_sent,
        worst_mood=row.worst_mood,
        complaint=_COMPLAINT.validate_python(row.complaint) if row.complaint else None,
        ticket_open=row.ticket_open,
        draft=row.draft or {},
        tries=row.tries,
    )
