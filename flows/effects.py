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


class Request(StrEnum):
    """What a button below the input shares: the customer's phone number, or where they are."""

    CONTACT = "contact"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a person reads it: its words, and the rows of its buttons, tied to a step of the run.

    `text` is markup (`flows.wording.markup`); `picture` is the path or address of an image. What stands
    `above` in the same message, such as an introduction, stays there; what stands `below` is told only as
    long as the question is open.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...]
    step: int
    picture: str | None = None
    request: Request | None = None
    above: str = ""
    below: str = ""

    @property
    def words(self) -> str:
        """All of the message."""
        return in_paragraphs(self.above, self.text, self.below)


def in_paragraphs(*parts: str | None) -> str:
    """Those that say something, with a blank line between them."""
    return "\n\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Ask:
    question: Question


@dataclass(frozen=True, slots=True)
class Redraw:
    """The question that is open shows what is picked so far: in place, best effort, never stored."""

    question: Question


@dataclass(frozen=True, slots=True)
class WebLink:
    """A button that opens a page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Say:
    """Words in markup. With `takes_keyboard` the buttons below the input go away."""

    text: str
    picture: str | None = None
    link: WebLink | None = None
    takes_keyboard: bool = False


@dataclass(frozen=True, slots=True)
class Notify:
    """A word beside the conversation (the toast on a tap): shown at once, best effort, never stored."""

    text: str


@dataclass(frozen=True, slots=True)
class StoreAnswer:
    answer: Answer


@dataclass(frozen=True, slots=True)
class ReplaceAnswer:
    """The answer takes the place of the one given before to the same node, which is kept as history."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class WithdrawAnswers:
    """A changed answer leads elsewhere: what was answered on the way that is left no longer counts."""

    nodes: tuple[str, ...]


class TimerPurpose(StrEnum):
    START = "start"
    REMIND = "remind"
    TIME_OUT = "time out"
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


Effect = (
    Ask
    | Redraw
    | Say
    | Notify
    | StoreAnswer
    | ReplaceAnswer
    | WithdrawAnswers
    | SetTimers
    | OpenTicket
    | RefreshTicket
)
