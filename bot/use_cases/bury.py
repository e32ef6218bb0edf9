"""What could not be handled is set aside, with everything needed to understand it and try again."""

import json
import traceback
from collections.abc import Mapping

from bot.use_cases.turn import Turn
from flows.answers import clean
from storage import dead_letters


def bury(turn: Turn, source: str, key: str, payload: Mapping[str, object], error: BaseException) -> None:
    """Keeps `payload` as JSON; what JSON or the database cannot hold is kept as its printed form."""
    trace = clean("".join(traceback.format_exception(error)))
    printed = clean(json.dumps(payload, default=repr, ensure_ascii=False))
    storable = json.loads(printed, parse_constant=str)
    dead_letters.bury(turn.session, source, clean(key), storable, trace, turn.now)
