"""What the program needs from outside, as few small protocols: the time, someone who delivers, and whether it
all works.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from bot.outgoing import Letter


class Clock(Protocol):
    """The only source of the present moment, so that tests and the demo can push it."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Sent:
    """The platform has it, under this id (a Telegram message id, a Slack ts); None where it gives none."""

    platform_id: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Certainly not sent; worth another try from `at` on. `everything` holds the whole bot back, not only
    this chat.
    """

    at: datetime
    reason: str
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost: it may or may not have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Will never succeed as it is. `blocked` means that the person can no longer be reached at all,
    `place_gone` that the channel takes nothing, or that the message to be changed or answered is gone.
    """

    reason: str
    blocked: bool = False
    place_gone: bool = False


Delivery = Sent | RetryAt | Unknown | GiveUp


class Sender(Protocol):
    """Shapes a letter for its channel and sends it once. Never raises for what a platform answers."""

    async def send(self, letter: Letter) -> Delivery: ...


class Files(Protocol):
    """Gets what a customer attached."""

    async def fetch(self, file_id: str) -> bytes:
        """The file's bytes. Raises `FileUnavailable` when the platform no longer has it or it is too
        large.
        """


class FileUnavailable(Exception):
    """The reason is in the message, in words for staff."""


class NotReady(Exception):
    """A channel cannot take it now; later it may."""


Retake = Callable[[Mapping[str, object]], Awaitable[None]]
"""Handles once more what a channel set aside: a repeat changes nothing. Raises `NotReady`, and any fault."""


@dataclass(frozen=True, slots=True)
class Check:
    """Whether something the program needs works, and why not."""

    ok: bool
    reason: str | None = None


AskHealth = Callable[[], Awaitable[Mapping[str, Check]]]
"""Looks at the database, Telegram and Slack, each by its name; what is out of order, or silent, there is no
exception.
"""


@dataclass(frozen=True, slots=True)
class Posted:
    """What a platform sent us over HTTP. `headers` are found by their names in small letters."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What it is answered: an HTTP status, and mostly nothing more."""

    status: int
    body: str = ""
    media_type: str = "text/plain"


Receive = Callable[[Posted], Awaitable[Answer]]
"""Takes what a platform sent. Success is answered after the commit only, for the platform then forgets it."""
