"""What can happen to a run. Whatever belongs to one moment of it carries that moment's step number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flows.sentiment import Mood

SKIP = "skip"
BACK = "back"
CHANGE = "change"
KEEP = "keep"
DONE = "done"
NONE = "none"
SHARE = "share"
YES = "yes"
NO = "no"
"""The values of buttons that are no option. No choice can collide with them: options are sent by position."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The customer pressed a button of the question asked at `step`; `choice` is the button's value."""

    step: int
    choice: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """The customer wrote words while the question was open. They were scored before the transaction.

    `message` is the id of their message, by which an edit of it is known again.
    """

    text: str
    mood: Mood
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Rewrote:
    """The customer changed the words of an earlier message of theirs, scored as all words are."""

    text: str
    mood: Mood
    message: str


class ShareKind(StrEnum):
    PHOTO = "photo"
    VOICE = "voice"
    FILE = "file"
    STICKER = "sticker"
    CONTACT = "contact"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Shared:
    """The customer sent something other than words. `value` is what is stored of it (`flows.run.Value`)."""

    kind: ShareKind
    value: Mapping[str, object] = field(default_factory=dict)
    message: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """The customer wants to be asked in this language (BCP 47) from now on."""

    language: str


@dataclass(frozen=True, slots=True)
class ReminderDue:
    step: int


@dataclass(frozen=True, slots=True)
class WaitExpired:
    step: int


@dataclass(frozen=True, slots=True)
class WaitTimedOut:
    """The time that this very question has is over; the run goes on without its answer."""

    step: int


@dataclass(frozen=True, slots=True)
class GraceEnded:
    """The reason for a low rating did not come in time: a person should look without it."""

    step: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """The customer wants no more questions, or can no longer be reached."""


Event = (
    Tapped
    | Wrote
    | Rewrote
    | Shared
    | LanguageChosen
    | ReminderDue
    | WaitTimedOut
    | WaitExpired
    | GraceEnded
    | Stopped
)
