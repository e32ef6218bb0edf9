"""Runs and their answers: found, locked, and saved only if nobody moved them meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlmodel import Session, col, select, update

from flows.run import Answer, Complaint, Run, RunStatus
from flows.sentiment import Mood, NotScored
from storage.errors import RunMovedOn
from storage.flow_revisions import load_revision
from storage.inserting import insert_new
from storage.locking import locked
from storage.records import Origin, StoredRun, stored_id
from storage.tables import AnswerRow, RunRow

_COMPLAINT = TypeAdapter(Complaint)

Stage = Literal["sent_at", "first_answer_at", "completed_at", "blocked_at", "expired_at", "stopped_at"]
"""The columns that say when a run came to a stage. Each is set once."""


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
    query = select(RunRow.id).filter_by(touchpoint=new.touchpoint, purchase_id=new.purchase_id)
    return session.exec(query).one()


def lock(session: Session, run_id: int) -> StoredRun | None:
    row = session.exec(locked(select(RunRow).where(RunRow.id == run_id))).one_or_none()
    return _stored(session, row) if row else None


def get(session: Session, run_id: int) -> StoredRun:
    return _stored(session, session.get_one(RunRow, run_id))


def conversation_of(session: Session, run_id: int) -> int | None:
    return session.exec(select(RunRow.conversation_id).where(RunRow.id == run_id)).one_or_none()


def waiting_in(session: Session, conversation_id: int) -> StoredRun | None:
    """The run whose question is open in this chat; the newest if there should be several."""
    query = (
        select(RunRow)
        .where(RunRow.conversation_id == conversation_id, RunRow.status == RunStatus.WAITING.value)
        .order_by(col(RunRow.id).desc())
        .limit(1)
    )
    row = session.exec(locked(query)).one_or_none()
    return _stored(session, row) if row else None


def newest_without_ticket(session: Session, conversation_id: int, since: datetime) -> StoredRun | None:
    """The last survey sent in this chat since then, unless it has its ticket already."""
    query = select(RunRow).where(RunRow.conversation_id == conversation_id, col(RunRow.sent_at) >= since)
    row = session.exec(query.order_by(col(RunRow.id).desc()).limit(1)).one_or_none()
    return _stored(session, row) if row and not row.ticket_open else None


def scheduled_for(session: Session, purchase_id: int) -> Sequence[int]:
    """Ids of the runs about this purchase that have not started yet, the one due first first."""
    query = (
        select(RunRow.id)
        .where(RunRow.purchase_id == purchase_id, RunRow.status == RunStatus.SCHEDULED.value)
        .order_by(col(RunRow.due_at), col(RunRow.id))
    )
    return [run_id for run_id in session.exec(query) if run_id is not None]


def open_link(session: Session, purchase_id: int, conversation_id: int, now: datetime) -> None:
    """Everything to be asked about this purchase is asked in this conversation from now on.

    A run that has its conversation (a known customer buys again) keeps it; its link is opened all the same.
    """
    runs = update(RunRow).where(col(RunRow.purchase_id) == purchase_id)
    session.exec(runs.where(col(RunRow.conversation_id).is_(None)).values(conversation_id=conversation_id))
    session.exec(runs.where(col(RunRow.link_opened_at).is_(None)).values(link_opened_at=now))


def begin(session: Session, run_id: int, revision_id: int, language: str, *, is_test: bool) -> None:
    """Ties a run to the flow revision it starts on and to its language; says whether it is only a test."""
    change(session, run_id, revision_id=revision_id, language=language, is_test=is_test)


def change(session: Session, run_id: int, **columns: Any) -> None:
    session.exec(update(RunRow).where(col(RunRow.id) == run_id).values(**columns))


def mark_once(session: Session, run_id: int, stage: Stage, at: datetime) -> None:
    """Sets one of the stage times, if it is not set yet."""
    unset = getattr(RunRow, stage).is_(None)
    session.exec(update(RunRow).where(col(RunRow.id) == run_id, unset).values({stage: at}))


def save(session: Session, before: Run, after: Run, now: datetime) -> None:
    """Stores where the run stands now. Raises `RunMovedOn` if it is no longer at the step of `before`."""
    unchanged = (col(RunRow.id) == before.id, col(RunRow.step_number) == before.step_number)
    if session.exec(update(RunRow).where(*unchanged).values(**_columns(after))).rowcount != 1:
        raise RunMovedOn(f"run {before.id} has left step {before.step_number}")
    if len(after.answers) > len(before.answers):
        mark_once(session, before.id, "first_answer_at", now)
    ended = _ENDED.get(after.status)
    if ended and before.status is not after.status:
        mark_once(session, before.id, ended, now)


_ENDED: dict[RunStatus, Stage] = {
    RunStatus.COMPLETE: "completed_at",
    RunStatus.EXPIRED: "expired_at",
    RunStatus.STOPPED: "stopped_at",
}


def add_answer(session: Session, stored: StoredRun, answer: Answer, channel: str) -> None:
    mood = answer.mood
    row = AnswerRow(
        run_id=stored.run.id,
        revision_id=stored_id(stored.revision_id),
        node=answer.node,
        kind=answer.kind,
        position=answer.position,
        language=answer.language,
        channel=channel,
        origin=stored.origin,
        first_value=answer.value,
        final_value=answer.value,
        polarity=mood.polarity if mood else None,
        not_scored=mood.not_scored.value if mood and mood.not_scored else None,
        scorer=f"{mood.engine} {mood.version}" if mood else None,
        answered_at=answer.at,
    )
    session.add(row)
    session.flush()


def _columns(run: Run) -> dict[str, Any]:
    return {
        "status": run.status.value,
        "step_number": run.step_number,
        "node": run.node,
        "language": run.language,
        "waiting_since": run.waiting_since,
        "reminders_sent": run.reminders_sent,
        "worst_mood": run.worst_mood,
        "complaint": _COMPLAINT.dump_python(run.complaint, mode="json") if run.complaint else None,
        "ticket_open": run.ticket_open,
    }


def _stored(session: Session, row: RunRow) -> StoredRun:
    return StoredRun(
        run=_run(session, row),
        flow_name=row.flow,
        flow=load_revision(session, row.revision_id) if row.revision_id else None,
        revision_id=row.revision_id,
        touchpoint=row.touchpoint,
        purchase_id=row.purchase_id,
        customer_id=row.customer_id,
        conversation_id=row.conversation_id,
        origin=Origin(row.origin),
        is_test=row.is_test,
        due_at=row.due_at,
    )


def _run(session: Session, row: RunRow) -> Run:
    answers = session.exec(
        select(AnswerRow).where(AnswerRow.run_id == row.id).order_by(col(AnswerRow.position))
    )
    return Run(
        id=stored_id(row.id),
        language=row.language or "",
        step_number=row.step_number,
        status=RunStatus(row.status),
        node=row.node,
        waiting_since=row.waiting_since,
        answers=tuple(_answer(answer) for answer in answers),
        reminders_sent=row.reminders_sent,
        worst_mood=row.worst_mood,
        complaint=_COMPLAINT.validate_python(row.complaint) if row.complaint else None,
        ticket_open=row.ticket_open,
    )


def _answer(row: AnswerRow) -> Answer:
    return Answer(
        node=row.node,
        kind=row.kind,
        position=row.position,
        value=row.final_value,
        language=row.language,
        at=row.answered_at,
        mood=_mood(row),
    )


def _mood(row: AnswerRow) -> Mood | None:
    if row.scorer is None:
        return None
    engine, _, version = row.scorer.partition(" ")
    return Mood(row.polarity, NotScored(row.not_scored) if row.not_scored else None, engine, version)
