"""What our buttons carry: `a:<run>:<step>:<value>` for an answer, `l:<code>` for a language.

It comes back from the customer's device, so anything may come back. Telegram allows 64 bytes
(https://core.telegram.org/bots/api#inlinekeyboardbutton).
"""

import re

from bot.incoming import ButtonPressed, LanguagePicked

LONGEST_DATA = 64

_ANSWER = re.compile(r"a:([0-9]{1,10}):([0-9]{1,9}):(.+)", re.DOTALL)
_LARGEST_ID = 2**31 - 1
"""What an id can be in PostgreSQL, which takes a larger one for an error
(https://www.postgresql.org/docs/current/datatype-numeric.html). Nine digits are always less."""

ROOM_FOR_VALUE = LONGEST_DATA - len(f"a:{_LARGEST_ID}:{10**9 - 1}:")
"""Bytes of a value that surely fit, whatever the run and its step."""

_LANGUAGE = re.compile(r"l:([A-Za-z0-9-]+)")


def write_answer(run_id: int, step: int, value: str) -> str:
    """Raises ValueError if it does not fit, which leaves at least 41 bytes for the value."""
    return _fitting(f"a:{run_id}:{step}:{value}")


def write_language(code: str) -> str:
    return _fitting(f"l:{code}")


def read_button(data: str) -> ButtonPressed | LanguagePicked | None:
    """What the button says, or None if it is none of ours."""
    if (answer := _ANSWER.fullmatch(data)) and int(answer[1]) <= _LARGEST_ID:
        run_id, step, value = answer.groups()
        return ButtonPressed(run_id=int(run_id), step=int(step), choice=value)
    if language := _LANGUAGE.fullmatch(data):
        return LanguagePicked(language[1])
    return None


def _fitting(data: str) -> str:
    if len(data.encode()) > LONGEST_DATA:
        raise ValueError(f"a button can carry {LONGEST_DATA} bytes, not {data!r}")
    return data
