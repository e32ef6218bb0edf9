"""What could not be handled, set aside so that the rest goes on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from storage.tables import DeadLetterRow


def bury(
    session: Session, source: str, key: str, payload: Mapping[str, Any], traceback: str, now: datetime
) -> None:
    """Keeps `payload` (JSON) with the traceback that tells why."""
    row = DeadLetterRow(source=source, key=key, payload=dict(payload), traceback=traceback, buried_at=now)
    session.add(row)


def count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(DeadLetterRow)).one()
