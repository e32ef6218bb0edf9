"""Revisions of the configuration."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from storage.records import RevisionState
from storage.tables.base import FRESH_IDS, Row, one_of


class RevisionRow(Row, table=True):
    """A configuration that was valid, with what it changed. `share` is the percentage of customers for whom
    it is in force.
    """

    __tablename__ = "revision"
    __table_args__ = (
        one_of("state", RevisionState),
        CheckConstraint("share BETWEEN 0 AND 100", name="share"),
        Index("ix_revision_state_id", "state", "id"),
        FRESH_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(index=True)
    practice: dict[str, Any] = Field(sa_type=JSON)
    changes: list[str] = Field(sa_type=JSON)
    author: str
    created_at: datetime
    state: str
    state_since: datetime
    share: int
