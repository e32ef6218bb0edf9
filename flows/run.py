"""One customer's pass through a flow: where it stands and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.sentiment import Mood

Value = int | str
"""An answer as stored: a number on a scale, the id of a choice, or the customer's words."""


class RunStatus(StrEnum):
    SCHEDULED = "scheduled"
    HELD_BACK = "held back"
    WAITING = "waiting"
    COMPLETE = "complete"
    EXPIRED = "expired"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply; `value` is None when the question was skipped, which counts in no measure."""

    node: str
    kind: str
    position: int
    value: Value | None
    language: str
    at: datetime
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a person should look at this run, and by when the customer must hear from one."""

    rule: str
    why: str
    channel: str | None
    priority: str
    since: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """`step_number` grows by one whenever the run moves. It guards the save, old keyboards and late timers."""

    id: int
    language: str
    step_number: int = 0
    status: RunStatus = RunStatus.SCHEDULED
    node: str | None = None
    waiting_since: datetime | None = None
    answers: tuple[Answer, ...] = ()
    reminders_sent: int = 0
    worst_mood: float | None = None
    complaint: Complaint | None = None
    ticket_open: bool = False

    def answer(self, node: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.node == node), None)

