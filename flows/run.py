"""One customer's pass through a flow: where it stands and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.facts import MOOD
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
    """One reply. `value` is None when the question was skipped, which counts in no measure.

    `kind` is the `ask` of its node, `position` counts the run's replies from 1, `language` is that of the
    wording in which it was asked, and `mood` is there for words only.
    """

    node: str
    kind: str
    position: int
    value: Value | None
    language: str
    at: datetime
    mood: Mood | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a person should look at this run, and by when the customer must hear from one.

    Without a `channel` its ticket goes to the default channel.
    """

    rule: str
    why: str
    channel: str | None
    priority: str
    since: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Run:
    """Where a pass stands. `step_number` grows by one with each new wait and with the end (`flows.engine`).

    `node` and `waiting_since` are there while it waits. `worst_mood` is the lowest polarity of the customer's
    words so far. A complaint is pending until `ticket_open`.
    """

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

    def values(self) -> dict[str, object]:
        """What conditions name: answers by node and by kind of scale (the last of a kind), and `mood`.

        Skipped, unanswered and unscored ones are left out, so that a condition on them is false.
        """
        values: dict[str, object] = {}
        for answer in self.answers:
            if answer.value is not None:
                values[answer.node] = answer.value
            if isinstance(answer.value, int):
                values[answer.kind] = answer.value
        if self.worst_mood is not None:
            values[MOOD] = self.worst_mood
        return values
