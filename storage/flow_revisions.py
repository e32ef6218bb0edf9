"""Every version of a flow that a run has started on."""

import json
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import Text, bindparam, cast, select
from sqlmodel import Session, col

from flows.definition import Flow
from storage.prepared import Prepared
from storage.records import stored_id
from storage.tables import FlowRevisionRow
from storage.writing import insert_new


def save_revision(session: Session, name: str, flow: Flow, now: datetime) -> int:
    """The id of this very definition, stored if it is new."""
    digest = _digest(flow.model_dump_json())
    known = _BY_DIGEST.first(session, name=name, fingerprint=digest)
    if known is None:
        new = {"flow": name, "digest": digest, "definition": flow.model_dump(mode="json")}
        insert_new(session, FlowRevisionRow, **new, created_at=now)
        known = _BY_DIGEST.one(session, name=name, fingerprint=digest)
    return stored_id(known.id)


def known_revision(session: Session, name: str, flow: Flow) -> int | None:
    """The id of this very definition, if any run has started on it."""
    known = _BY_DIGEST.first(session, name=name, fingerprint=_digest(flow.model_dump_json()))
    return None if known is None else stored_id(known.id)


@lru_cache(maxsize=64)
def _digest(written: str) -> str:
    """The same for the same definition, whatever the order of its keys."""
    return sha256(json.dumps(json.loads(written), sort_keys=True).encode()).hexdigest()


def load_revision(session: Session, revision_id: int) -> Flow:
    """The flow as it was. Raises `sqlalchemy.exc.NoResultFound` for an unknown id."""
    return read_flow(_BY_ID.one(session, revision_id=revision_id).written)


@lru_cache(maxsize=64)
def read_flow(written: str) -> Flow:
    """The flow that this JSON is the definition of. Each is read once: there are few, and every turn needs
    one.
    """
    return Flow.model_validate_json(written)


WRITTEN = cast(col(FlowRevisionRow.definition), Text).label("written")
"""The definition as the text that `read_flow` takes."""

_BY_ID = Prepared(select(WRITTEN).where(col(FlowRevisionRow.id) == bindparam("revision_id")))
_BY_DIGEST = Prepared(
    select(FlowRevisionRow.id).where(  # type: ignore[call-overload]  # a column
        col(FlowRevisionRow.flow) == bindparam("name"),
        col(FlowRevisionRow.digest) == bindparam("fingerprint"),
    )
)
