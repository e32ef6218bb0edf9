"""One customer's pass through a flow: where it stands and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from flows.sentiment import Mood

Value = int | float | str | list[str] | dict[str, object]
"""An answer as stored, by the kind of its node: a number; the id of a choice, words, or a day (ISO 8601);
the ids of several; and as a table the rated aspects, a file, a place, a contact, or a consent with the
version of its text.
"""


class RunStatus(StrEnum):
    SCHEDULED = "scheduled"
    HELD_BACK = "held back"
    WAITING = "waiting"
    COMPLETE = "complete"
    EXPIRED = "expired"
    STOPPED = "stopped"


class Missing(StrEnum):
    """Why an answer has no value."""

    SKIPPED = "skipped"
    TIMED_OUT = "timed out"
    NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply. `value` is None when the question was passed over, which counts in no measure; `missing`
    says why, or why only a part of it was answered.

    `kind` is the `ask` of its node, `position` counts the run's replies from 1, `language` is that of the
    wording in which it was asked, and `mood` is there for words only. `step` is the one at which it was asked
    first; `message` is the id of the customer's own message that said it, in their channel. `changed` when it
    stands in the place of an earlier one, whose `position`, `at` and `step` it keeps.
    """

    node: str
    kind: str
    position: int
    value: Value | None
    language: str
    at: datetime
    mood: Mood | None = None
    missing: Missing | None = None
    step: int = 0
    message: str | None = None
    changed: bool = False


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


Draft = Mapping[str, object]
"""What is picked so far of an answer that takes several taps, as `flows.drafts` reads it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Where a pass stands. `step_number` grows by one with each new wait and with the end (`flows.engine`).

    `node` and `waiting_since` are there while it waits; a run that waits at a node with an answer is about to
    change it. `draft` and `tries`, the number of replies that could not be taken, belong to the present wait.
    `worst_mood` is the lowest polarity of words that were no answer. A complaint is pending until
    `ticket_open`.
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
    draft: Draft = field(default_factory=dict)
    tries: int = 0

    def answer_to(self, node: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.node == node), None)

    def answer_first_asked_at(self, step: int) -> Answer | None:
        return next((answer for answer in self.answers if answer.step == step), None)
