"""What can happen to a run. Whatever belongs to one moment of it carries that moment's step number."""

from dataclasses import dataclass

from flows.sentiment import Mood

SKIP = "skip"
"""The value of the skip button. No choice can collide with it: options are sent by position."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """The customer pressed a button of the question asked at `step`; `choice` is the button's value."""

    step: int
    choice: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """The customer wrote words while the question was open. They were scored before the transaction."""

    text: str
    mood: Mood


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
class GraceEnded:
    """The reason for a low rating did not come in time: a person should look without it."""

    step: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """The customer wants no more questions, or can no longer be reached."""


Event = Tapped | Wrote | LanguageChosen | ReminderDue | WaitExpired | GraceEnded | Stopped
