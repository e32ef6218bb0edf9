"""What the rules ask for. `bot.use_cases.apply_effects` is the one place that turns these into rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.run import Answer, Complaint


@dataclass(frozen=True, slots=True)
class Button:
    """`label` is read by the customer; `value` comes back in `flows.events.Tapped`."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a person reads it: its words, and the rows of its buttons, tied to a step of the run."""

    text: str
    rows: tuple[tuple[Button, ...], ...]
    step: int


@dataclass(frozen=True, slots=True)
class Ask:
    question: Question


@dataclass(frozen=True, slots=True)
class Say:
    text: str


@dataclass(frozen=True, slots=True)
class Notify:
    """A word beside the conversation (the toast on a tap): shown at once, best effort, never stored."""

    text: str


@dataclass(frozen=True, slots=True)
class StoreAnswer:
    answer: Answer


class TimerPurpose(StrEnum):
    START = "start"
    REMIND = "remind"
    EXPIRE = "expire"
    OPEN_TICKET = "open ticket"


@dataclass(frozen=True, slots=True)
class TimerSetting:
    purpose: TimerPurpose
    due_at: datetime


@dataclass(frozen=True, slots=True)
class SetTimers:
    """All timers of the run from now on, tied to its present step; those set before are gone."""

    timers: tuple[TimerSetting, ...]


@dataclass(frozen=True, slots=True)
class OpenTicket:
    complaint: Complaint


@dataclass(frozen=True, slots=True)
class RefreshTicket:
    """The run has a new answer, which its ticket's card should show."""


Effect = Ask | Say | Notify | StoreAnswer | SetTimers | OpenTicket | RefreshTicket
