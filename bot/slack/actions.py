"""Reads what staff did in Slack, a click or a sent modal, into what they meant. Pure.

Payloads: Slack's reference, pages "block_actions payload" and "view_submission payload".
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.slack.mrkdwn import read_plain_words
from bot.staff import Cause, Claim, Origin, Reopen, Reply, Resolve, StaffArrival
from flows.answers import clean

Payload = Mapping[str, Any]

_SLACK_ID = re.compile(r"[A-Za-z0-9]{1,64}")
_TICKET_ID = re.compile(r"[0-9]{1,18}")  # what a database can hold


class Button(StrEnum):
    """The buttons of a card, by `action_id`. Their value is the ticket's number."""

    CLAIM = "ticket_claim"
    REPLY = "ticket_reply"
    RESOLVE = "ticket_resolve"
    REOPEN = "ticket_reopen"


class Form(StrEnum):
    """The modals, by `callback_id`."""

    REPLY = "reply_form"
    RESOLVE = "resolve_form"


class Field(StrEnum):
    """The inputs of the modals: each is its block's id and its own."""

    TEXT = "text"
    CAUSE = "cause"
    NOTE = "note"
    CLOSING_REASON = "closing_reason"


@dataclass(frozen=True, slots=True)
class AskReply:
    """They want the reply modal. The trigger opens one modal, within three seconds."""

    ticket_id: int
    trigger_id: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class AskResolve:
    """They want the resolve modal."""

    ticket_id: int
    trigger_id: str
    origin: Origin


class MalformedPayload(Exception):
    """Not what Slack documents or this program's cards and modals produce."""


class UnfilledField(Exception):
    """A required input holds nothing but white space. Carries the field and what to tell the person."""

    def __init__(self, field: Field, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def read_action(payload: Payload) -> StaffArrival | AskReply | AskResolve:
    """What a `block_actions` or `view_submission` payload means.

    Raises:
        MalformedPayload: when it cannot be read.
        UnfilledField: when a modal was sent with a required input left blank.
    """
    try:
        match payload["type"]:
            case "block_actions":
                return _read_click(payload)
            case "view_submission":
                return _read_form(payload)
            case other:
                raise MalformedPayload(f"a payload of type {other!r}")
    except _MALFORMED as error:
        raise MalformedPayload(f"{type(error).__name__}: {error}") from error


def read_origin(payload: Payload) -> Origin:
    """Who acted and where, as far as it is there. Raises `MalformedPayload` without a user."""
    try:
        user = payload["user"]
        container = payload.get("container") or {}
        return Origin(
            user_id=_matching(_SLACK_ID, user["id"]),
            team_id=_optional(user.get("team_id") or (payload.get("team") or {}).get("id")),
            channel=_optional((payload.get("channel") or {}).get("id") or container.get("channel_id")),
            message_ts=_optional(container.get("message_ts") or (payload.get("message") or {}).get("ts")),
            response_url=_optional(payload.get("response_url")),
        )
    except _MALFORMED as error:
        raise MalformedPayload(f"no readable user: {error!r}") from error


def read_team(payload: Payload) -> str | None:
    """The workspace in which it was done."""
    team = payload.get("team")
    return team.get("id") if isinstance(team, Mapping) else None


def _read_click(payload: Payload) -> StaffArrival | AskReply | AskResolve:
    action = payload["actions"][0]
    pressed = Button(action["action_id"])
    ticket_id = _ticket(action["value"])
    origin = read_origin(payload)
    key = f"{_text(action['action_ts'])}:{origin.user_id}:{pressed}:{ticket_id}"
    match pressed:
        case Button.CLAIM:
            return StaffArrival(key, origin, Claim(ticket_id))
        case Button.REOPEN:
            return StaffArrival(key, origin, Reopen(ticket_id))
        case Button.REPLY:
            return AskReply(ticket_id, _text(payload["trigger_id"]), origin)
        case Button.RESOLVE:
            return AskResolve(ticket_id, _text(payload["trigger_id"]), origin)


def _read_form(payload: Payload) -> StaffArrival:
    view = payload["view"]
    place = json.loads(view["private_metadata"])
    user = read_origin(payload)
    channel, message_ts = _optional(place.get("channel")), _optional(place.get("message_ts"))
    origin = Origin(user.user_id, user.team_id, channel, message_ts)
    values = view["state"]["values"]
    ticket_id = _ticket(place["ticket"])
    match Form(view["callback_id"]):
        case Form.REPLY:
            text = _required(values, Field.TEXT, "Write what the customer should read.")
            return StaffArrival(_text(view["id"]), origin, Reply(ticket_id, text))
        case Form.RESOLVE:
            return StaffArrival(_text(view["id"]), origin, _read_resolution(ticket_id, values))


def _read_resolution(ticket_id: int, values: Payload) -> Resolve:
    cause = Cause(values[Field.CAUSE][Field.CAUSE]["selected_option"]["value"])
    asked_why = Field.CLOSING_REASON in values
    return Resolve(
        ticket_id,
        cause,
        _required(values, Field.CLOSING_REASON, "Say why it is closed without an answer.")
        if asked_why
        else None,
        _entered(values, Field.NOTE) or None,
    )


def _required(values: Payload, field: Field, message: str) -> str:
    if not (text := _entered(values, field)):
        raise UnfilledField(field, message)
    return text


def _entered(values: Payload, field: Field) -> str:
    return clean(read_plain_words(values[field][field].get("value") or "")).strip()


def _ticket(value: object) -> int:
    return int(_matching(_TICKET_ID, str(value)))


def _matching(form: re.Pattern[str], value: object) -> str:
    if not form.fullmatch(text := _text(value)):
        raise ValueError(f"{text:.100} is not what belongs there")
    return text


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("it is not a text")
    return clean(value)


_MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)
"""What reading raises that finds something else than expected."""
