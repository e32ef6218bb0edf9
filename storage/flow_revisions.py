"""Every version of a flow that a run has started on."""

import json
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, select

from flows.definition import Flow
from storage.inserting import insert_new
from storage.records import stored_id
from storage.tables import FlowRevisionRow


def save_revision(session: Session, name: str, flow: Flow, now: datetime) -> int:
    """The id of this very definition, stored if it is new."""
    definition = flow.model_dump(mode="json")
    digest = sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()
    insert_new(session, FlowRevisionRow, flow=name, digest=digest, definition=definition, created_at=now)
    query = select(FlowRevisionRow.id).where(FlowRevisionRow.flow == name, FlowRevisionRow.digest == digest)
    return stored_id(session.exec(query).one())


def load_revision(session: Session, revision_id: int) -> Flow:
    """The flow as it was. Raises `sqlalchemy.exc.NoResultFound` for an unknown id."""
    return Flow.model_validate(session.get_one(FlowRevisionRow, revision_id).definition)
