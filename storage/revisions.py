"""Revisions of the configuration: which is in force, which is tried on some, and which came before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from storage.exclusive import wait_for
from storage.records import Revision, RevisionState, columns_of, record_of, stored_id
from storage.tables import RevisionRow

_REVISIONS = select(*columns_of(Revision, RevisionRow)).order_by(col(RevisionRow.id).desc())


def newest(session: Session, most: int) -> list[Revision]:
    """The newest first."""
    return [record_of(Revision, row) for row in session.connection().execute(_REVISIONS.limit(most))]


def in_state(session: Session, state: RevisionState) -> Revision | None:
    """The newest revision in this state."""
    row = (
        session.connection().execute(_REVISIONS.where(col(RevisionRow.state) == state.value).limit(1)).first()
    )
    return record_of(Revision, row) if row else None


def replaced_last(session: Session) -> Revision | None:
    """The one that was in force before the present one, those aside that were rolled back."""
    replaced = _REVISIONS.where(col(RevisionRow.state) == RevisionState.REPLACED.value)
    in_order = replaced.order_by(None).order_by(
        col(RevisionRow.state_since).desc(), col(RevisionRow.id).desc()
    )
    row = session.connection().execute(in_order.limit(1)).first()
    return record_of(Revision, row) if row else None


def get(session: Session, revision_id: int) -> Revision | None:
    row = session.connection().execute(_REVISIONS.where(col(RevisionRow.id) == revision_id)).first()
    return record_of(Revision, row) if row else None


def of_digest(session: Session, digest: str) -> Revision | None:
    """The newest revision with this very practice."""
    row = session.connection().execute(_REVISIONS.where(col(RevisionRow.digest) == digest).limit(1)).first()
    return record_of(Revision, row) if row else None


def practice_of(session: Session, revision_id: int) -> dict[str, Any]:
    """Raises `sqlalchemy.exc.NoResultFound` for an unknown id."""
    query = select(col(RevisionRow.practice)).where(col(RevisionRow.id) == revision_id)
    practice: dict[str, Any] = session.connection().execute(query).scalar_one()
    return practice


def add(
    session: Session,
    digest: str,
    practice: Mapping[str, Any],
    changes: Sequence[str],
    author: str,
    now: datetime,
) -> int:
    """The new revision's id; it is in force for nobody yet."""
    row = {
        "digest": digest,
        "practice": dict(practice),
        "changes": list(changes),
        "author": author,
        "created_at": now,
        "state": RevisionState.REPLACED.value,
        "state_since": now,
        "share": 0,
    }
    statement = insert(RevisionRow).values(row).returning(col(RevisionRow.id))
    return stored_id(session.connection().execute(statement).scalar_one())


def set_state(session: Session, revision_id: int, state: RevisionState, share: int, now: datetime) -> None:
    """Puts one revision into a state. Only one is in force: it is replaced by this one if this one comes into
    force.
    """
    if state is RevisionState.IN_FORCE:
        earlier = update(RevisionRow).where(col(RevisionRow.state) == state.value)
        replaced = {"state": RevisionState.REPLACED.value, "state_since": now, "share": 0}
        session.connection().execute(earlier.values(replaced))
    change = update(RevisionRow).where(col(RevisionRow.id) == revision_id)
    session.connection().execute(change.values(state=state.value, state_since=now, share=share))


def end_trial(session: Session, now: datetime) -> Revision | None:
    """Takes back what is on trial, and returns it."""
    tried = in_state(session, RevisionState.CANARY)
    if tried is not None:
        set_state(session, tried.id, RevisionState.ROLLED_BACK, 0, now)
    return tried


def lock(session: Session) -> None:
    """Whoever changes which revision is in force does so alone, until the end of the transaction."""
    wait_for(session, "what is in force")
