"""The ticket: a complaint being handled, as a state machine.

The law of this file: `MOVES` names every state with every action, and says where it leads or why it is
refused. Nothing else changes a ticket's state, but for a reply that failed (`reply_failed`). Beyond the
table, three conditions look at the ticket itself: a refused claim tells whether it is one's own, a resolution
needs an answer or a reason for having none, and the customer is answered once a reply has reached them
(`reply_delivered`) or may have (`reply_unknown`).

A ticket is resolved exactly while it has `resolved_at`. Whoever claims it owns it; whoever replies first owns
it if nobody does. Reopening clears the resolution and asks for a new answer, yet keeps the owner and the
first response time, which are facts of the past.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class TicketState(StrEnum):
    OPEN = "open"
    CLAIMED = "claimed"
    WAITING = "waiting for customer"
    RESOLVED = "resolved"
    REOPENED = "reopened"


class TicketAction(StrEnum):
    CLAIM = "claim"
    REPLY = "reply"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CUSTOMER_WROTE = "customer wrote"
    CUSTOMER_THANKED = "customer thanked"


class RefusalReason(StrEnum):
    HELD_BY_OTHER = "someone else holds it"
    ALREADY_YOURS = "it is already yours"
    ALREADY_RESOLVED = "it is already resolved"
    NOT_RESOLVED = "it is not resolved"
    NOT_ANSWERED = "the customer was not answered, and no reason was given"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One complaint. `answered`: since it was (re)opened, a reply was delivered or its outcome is unknown."""

    due_at: datetime
    state: TicketState = TicketState.OPEN
    owner: str | None = None
    answered: bool = False
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    cause: str | None = None
    closing_reason: str | None = None
    times_reopened: int = 0


@dataclass(frozen=True, slots=True)
class Act:
    """What someone did to a ticket. `actor` is a staff id, or `None` for the customer."""

    action: TicketAction
    actor: str | None = None
    cause: str | None = None
    closing_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act changes nothing, from which state, and who holds the ticket."""

    reason: RefusalReason
    action: TicketAction
    state: TicketState
    owner: str | None


_UNRESOLVED_REST: dict[TicketAction, TicketState | RefusalReason] = {
    TicketAction.REPLY: TicketState.WAITING,
    TicketAction.RESOLVE: TicketState.RESOLVED,
    TicketAction.REOPEN: RefusalReason.NOT_RESOLVED,
}

MOVES: dict[TicketState, dict[TicketAction, TicketState | RefusalReason]] = {
    TicketState.OPEN: {
        TicketAction.CLAIM: TicketState.CLAIMED,
        TicketAction.CUSTOMER_WROTE: TicketState.OPEN,
        TicketAction.CUSTOMER_THANKED: TicketState.OPEN,
        **_UNRESOLVED_REST,
    },
    TicketState.CLAIMED: {
        TicketAction.CLAIM: RefusalReason.HELD_BY_OTHER,
        TicketAction.CUSTOMER_WROTE: TicketState.CLAIMED,
        TicketAction.CUSTOMER_THANKED: TicketState.CLAIMED,
        **_UNRESOLVED_REST,
    },
    TicketState.WAITING: {
        TicketAction.CLAIM: RefusalReason.HELD_BY_OTHER,
        TicketAction.CUSTOMER_WROTE: TicketState.CLAIMED,
        TicketAction.CUSTOMER_THANKED: TicketState.WAITING,
        **_UNRESOLVED_REST,
    },
    TicketState.RESOLVED: {
        TicketAction.CLAIM: RefusalReason.ALREADY_RESOLVED,
        TicketAction.REPLY: TicketState.RESOLVED,  # an afterword does not open it again
        TicketAction.RESOLVE: RefusalReason.ALREADY_RESOLVED,
        TicketAction.REOPEN: TicketState.REOPENED,
        TicketAction.CUSTOMER_WROTE: TicketState.REOPENED,
        TicketAction.CUSTOMER_THANKED: TicketState.RESOLVED,
    },
    TicketState.REOPENED: {
        TicketAction.CLAIM: TicketState.CLAIMED,
        TicketAction.CUSTOMER_WROTE: TicketState.REOPENED,
        TicketAction.CUSTOMER_THANKED: TicketState.REOPENED,
        **_UNRESOLVED_REST,
    },
}

_BY_CUSTOMER = frozenset({TicketAction.CUSTOMER_WROTE, TicketAction.CUSTOMER_THANKED})


def act(ticket: Ticket, deed: Act, now: datetime) -> Ticket | Refusal:
    """The ticket after the deed, or why it is refused. `now` is UTC.

    Raises:
        ValueError: for a deed that no button can produce: staff acts without an actor, a customer's act with
        one,
            a resolution without a cause.
    """
    _require_whole(deed)
    match MOVES[ticket.state][deed.action]:
        case RefusalReason() as reason:
            return _refuse(ticket, deed, reason)
        case TicketState.RESOLVED if ticket.state is not TicketState.RESOLVED:
            return _resolve(ticket, deed, now)
        case TicketState.REOPENED if ticket.state is not TicketState.REOPENED:
            return _reopen(ticket)
        case state:
            return replace(ticket, state=state, owner=_owner_after(ticket, deed))


def reply_delivered(ticket: Ticket, at: datetime) -> Ticket:
    """A reply of a person reached the customer at that moment (UTC); only the first sets the first response
    time.
    """
    return replace(ticket, answered=True, first_response_at=ticket.first_response_at or at)


def reply_unknown(ticket: Ticket) -> Ticket:
    """A reply may have reached the customer: enough to resolve, not enough to count as a first response."""
    return replace(ticket, answered=True)


def reply_failed(ticket: Ticket) -> Ticket:
    """A reply did not reach the customer: unless another did, nobody waits for them, and its owner has it
    again.
    """
    waits_in_vain = ticket.state is TicketState.WAITING and not ticket.answered
    return replace(ticket, state=TicketState.CLAIMED) if waits_in_vain else ticket


def _require_whole(deed: Act) -> None:
    if (deed.actor is None) != (deed.action in _BY_CUSTOMER):
        raise ValueError(f"{deed.action}: staff acts need an actor, a customer's act has none")
    if deed.action is TicketAction.RESOLVE and not deed.cause:
        raise ValueError("a resolution needs a cause")


def _refuse(ticket: Ticket, deed: Act, reason: RefusalReason) -> Refusal:
    if reason is RefusalReason.HELD_BY_OTHER and ticket.owner == deed.actor:
        reason = RefusalReason.ALREADY_YOURS
    return Refusal(reason, deed.action, ticket.state, ticket.owner)


def _resolve(ticket: Ticket, deed: Act, now: datetime) -> Ticket | Refusal:
    if not (ticket.answered or deed.closing_reason):
        return _refuse(ticket, deed, RefusalReason.NOT_ANSWERED)
    return replace(
        ticket,
        state=TicketState.RESOLVED,
        resolved_at=now,
        cause=deed.cause,
        closing_reason=deed.closing_reason,
    )


def _reopen(ticket: Ticket) -> Ticket:
    return replace(
        ticket,
        state=TicketState.REOPENED,
        answered=False,
        resolved_at=None,
        cause=None,
        closing_reason=None,
        times_reopened=ticket.times_reopened + 1,
    )


def _owner_after(ticket: Ticket, deed: Act) -> str | None:
    match deed.action:
        case TicketAction.CLAIM:
            return deed.actor
        case TicketAction.REPLY if ticket.state is not TicketState.RESOLVED:
            return ticket.owner or deed.actor
        case _:
            return ticket.owner
