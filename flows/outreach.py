"""Whether and when a customer is asked: the touchpoints, and the limits that protect people."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from flows.contact_hours import ContactHours
from flows.definition.pieces import Duration, Piece, duration
from flows.durations import describe_duration, parse_duration


def _is_off(value: Any) -> bool:
    """Whether it is a text that switches a limit off: `""`, or a duration of nothing such as `"0s"`."""
    try:
        return isinstance(value, str) and not (value.strip() and parse_duration(value))
    except ValueError:
        return False


def _limit(value: Any) -> Any:
    return timedelta(0) if _is_off(value) else duration(value)


def _reminders(value: Any) -> Any:
    """One reminder needs no list around it."""
    listed = [value] if isinstance(value, str) else value
    return () if isinstance(listed, list | tuple) and all(map(_is_off, listed)) else listed


def _contact_hours(value: Any) -> Any:
    if value is None or _is_off(value):
        return None
    if isinstance(value, ContactHours):
        return value
    if isinstance(value, str):
        return ContactHours.parse(value)
    raise ValueError('contact hours are a text: write for example "10:00-20:00", or "" for no limit')


Limit = Annotated[
    timedelta,
    BeforeValidator(_limit),
    PlainSerializer(describe_duration, when_used="json"),
    WithJsonSchema({"type": "string"}),
]
"""A duration that may be switched off, and is zero then."""


class PurchaseEventType(StrEnum):
    PAID = "purchase.paid"
    FULFILLED = "purchase.fulfilled"
    DELIVERED = "purchase.delivered"
    REFUNDED = "purchase.refunded"
    RETURNED = "purchase.returned"
    CANCELLED = "purchase.cancelled"


class Touchpoint(Piece):
    """A moment worth asking about.

    `on` is the event, `after` how much later the survey comes, and `flow` which one.
    """

    on: PurchaseEventType = Field(examples=["purchase.delivered"])
    after: Duration = timedelta(0)
    flow: str = Field(examples=["after_delivery"])


class Outreach(Piece):
    """Limits on asking. `""` and `"0s"` switch each of them off but the life of links.

    `contact_hours` are those of the customer's own clock. `cooldown` lies between two surveys to one
    customer. `reminders` come so long after a question that stays unanswered, and after `expires_after` it
    is closed. A purchase that is older than `max_age` starts no survey, and a link works for
    `links_expire_after`.
    """

    contact_hours: Annotated[
        ContactHours | None,
        BeforeValidator(_contact_hours),
        PlainSerializer(lambda hours: str(hours or ""), when_used="json"),
        WithJsonSchema({"type": "string"}),
    ] = None
    cooldown: Limit = timedelta(0)
    reminders: Annotated[
        tuple[Limit, ...], BeforeValidator(_reminders, json_schema_input_type=Limit | list[Limit])
    ] = ()
    expires_after: Limit = timedelta(days=7)
    max_age: Limit = timedelta(days=30)
    links_expire_after: Annotated[Duration, Field(gt=timedelta(0))] = timedelta(days=90)

    model_config = Piece.model_config | {"arbitrary_types_allowed": True}


class HeldBack(StrEnum):
    """Why a customer is not asked. Stored, since who is left out changes what a measure means."""

    TOO_OLD = "the purchase is too old"
    OPTED_OUT = "the customer wants no questions"
    COOLDOWN = "asked not long ago"
    COMPLAINT_OPEN = "a complaint of theirs is open"
    BLOCKED = "the customer blocked the bot"
    FLOW_GONE = "its flow is no longer in the configuration"


ONE_AT_A_TIME = timedelta(days=1)
"""How long a survey waits before it looks again whether the one under way is over."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the customer at the moment of asking.

    `time_zone` is theirs (IANA); `came_by_link` is their own wish to be asked now.
    """

    time_zone: str
    opted_out: bool = False
    blocked: bool = False
    complaint_open: bool = False
    run_waiting: bool = False
    last_asked_at: datetime | None = None
    came_by_link: bool = False


def first_due(
    touchpoint: Touchpoint, occurred_at: datetime, outreach: Outreach, now: datetime
) -> datetime | HeldBack:
    """When the survey falls due (UTC), or why this event starts none."""
    if outreach.max_age and occurred_at < now - outreach.max_age:
        return HeldBack.TOO_OLD
    return occurred_at + touchpoint.after


def may_ask(standing: Standing, outreach: Outreach, now: datetime) -> datetime | HeldBack:
    """`now` if the customer may be asked at once, a later moment within contact hours, or why not at all.

    Whoever came by a link asked for it: cooldown, contact hours and an open survey, which guard against being
    disturbed, do not hold.
    """
    if standing.blocked:
        return HeldBack.BLOCKED
    if standing.opted_out:
        return HeldBack.OPTED_OUT
    if standing.complaint_open:
        return HeldBack.COMPLAINT_OPEN
    if standing.came_by_link:
        return now
    if standing.last_asked_at is not None and now < standing.last_asked_at + outreach.cooldown:
        return HeldBack.COOLDOWN
    if standing.run_waiting:
        return within_contact_hours(outreach, now + ONE_AT_A_TIME, standing.time_zone)
    return within_contact_hours(outreach, now, standing.time_zone)


def within_contact_hours(outreach: Outreach, moment: datetime, time_zone: str) -> datetime:
    if outreach.contact_hours is None:
        return moment
    return outreach.contact_hours.next_allowed(moment, time_zone)
