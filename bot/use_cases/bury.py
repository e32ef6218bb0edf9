"""What could not be handled is set aside with everything needed to try again, and staff hear of it."""

import json
import traceback
from collections.abc import Mapping

from bot.use_cases.announce import announce_dead_letters
from bot.use_cases.turn import Turn
from flows.answers import clean
from storage import dead_letters


def bury(turn: Turn, source: str, key: str, payload: Mapping[str, object], error: BaseException) -> None:
    """Keeps `payload` as JSON; what JSON or the database cannot hold is kept as its printed form.

    A notice to staff that cannot be sent is not announced: that would be one more such notice.
    """
    printed = clean(json.dumps(payload, default=repr, ensure_ascii=False))
    storable = json.loads(printed, parse_constant=str)
    letter_id = dead_letters.bury(turn.session, source, clean(key), storable, trace_of(error), turn.now)
    if source == "outbox" and payload.get("kind") == "notice":
        dead_letters.mark_announced(turn.session, [letter_id], turn.now)
    else:
        announce_dead_letters(turn)


def trace_of(error: BaseException) -> str:
    """The traceback as the database can hold it."""
    return clean("".join(traceback.format_exception(error)))
