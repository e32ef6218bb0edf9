"""What staff can do, the same for every desk channel. Made by `bot.slack.actions`, pure values."""

from dataclasses import dataclass
from enum import StrEnum

from flows.tickets import TicketState


class Cause(StrEnum):
    """What was behind a complaint, chosen when it is resolved."""

    WRONG_ITEM = "wrong item"
    DAMAGED = "damaged"
    LATE = "late"
    QUALITY = "quality"
    PRICE = "price"
    SERVICE = "service"
    MISUNDERSTANDING = "misunderstanding"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who acted, and where they can be answered. `team_id` is the person's own workspace as the payload
    names it.
    """

    user_id: str
    team_id: str | None
    channel: str | None = None
    message_ts: str | None = None
    response_url: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    ticket_id: int


@dataclass(frozen=True, slots=True)
class Reopen:
    ticket_id: int


@dataclass(frozen=True, slots=True)
class Reply:
    ticket_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Resolve:
    """`closing_reason` says why the customer got no answer; `note` is what staff want to remember."""

    ticket_id: int
    cause: Cause
    closing_reason: str | None
    note: str | None


StaffAct = Claim | Reopen | Reply | Resolve


@dataclass(frozen=True, slots=True)
class StaffArrival:
    """Something to be done. By `key` a repeat is recognised."""

    key: str
    origin: Origin
    act: StaffAct


@dataclass(frozen=True, slots=True)
class TicketPeek:
    """What a modal shows of a ticket. `owner` is a user id, `last_words` what the customer wrote last."""

    state: TicketState
    owner: str | None
    answered: bool
    customer_name: str
    last_words: str | None


@dataclass(frozen=True, slots=True)
class FlowNews:
    """How a survey stands. `under_way` counts the customers in the middle of it, on so many `revisions`."""

    name: str
    title: str
    is_in_force: bool
    under_way: int
    revisions: int
    answers_today: int


@dataclass(frozen=True, slots=True)
class FlowsNews:
    """The surveys, and the revision of the configuration in force; a canary is in force for some customers,
    `canary_share` percent of them.
    """

    revision_id: int | None
    canary_id: int | None
    canary_share: int
    flows: tuple[FlowNews, ...]
