"""What could not be handled is set aside, with everything needed to understand it and try again."""

import json
import traceback
from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from flows.answers import clean
from storage import dead_letters


def bury(
    session: Session,
    source: str,
    key: str,
    payload: Mapping[str, object],
    error: BaseException,
    now: datetime,
) -> None:
    """Keeps `payload` as JSON; what JSON or the database cannot hold is kept as its printed form."""
    trace = clean("".join(traceback.format_exception(error)))
    storable = json.loads(clean(json.dumps(payload, default=repr, ensure_ascii=False)))
    dead_letters.bury(session, source, clean(key), storable, trace, now)
