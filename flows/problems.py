"""A mistake in what the admin wrote: where it is, what is wrong, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

Place = tuple[str | int, ...]
"""Keys and list positions from the top of the config, e.g. `("flows", "delivery", "nodes", 0, "when")`."""


class Severity(StrEnum):
    """A notice is no fault: it says what is not known."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; `hint` says what to do about it. `offset` counts characters in the text at `place`; `None`
    means the value as a whole.

    `at_key` when not the value at `place` is wrong but the name under which it stands.
    """

    place: Place
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    offset: int | None = None
    at_key: bool = False
