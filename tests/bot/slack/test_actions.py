"""What staff do is read into what they meant; what cannot be read is named, and breaks nothing."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.actions import (
    AskReply,
    AskResolve,
    Field,
    MalformedPayload,
    UnfilledField,
    read_action,
    read_origin,
    read_team,
)
from bot.staff import Cause, Claim, Origin, Reopen, Reply, Resolve, StaffArrival

ORIGIN = Origin("U1", "T1", "C1", "17.1", "https://slack.example/response/1")
PLACE = Origin("U1", "T1", "C1", "17.1")


def click(action_id: str, value: str = "12") -> dict[str, Any]:
    return {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T1"},
        "team": {"id": "T9"},
        "channel": {"id": "C1"},
        "container": {"type": "message", "message_ts": "17.1", "channel_id": "C1"},
        "trigger_id": "trigger-1",
        "response_url": "https://slack.example/response/1",
        "actions": [{"action_id": action_id, "value": value, "action_ts": "18.2"}],
    }


def form(callback_id: str, **values: object) -> dict[str, Any]:
    state = {name: {name: value} for name, value in values.items()}
    return {
        "type": "view_submission",
        "user": {"id": "U1", "team_id": "T1"},
        "team": None,
        "view": {
            "id": "V1",
            "callback_id": callback_id,
            "private_metadata": json.dumps({"ticket": 12, "channel": "C1", "message_ts": "17.1"}),
            "state": {"values": state},
        },
    }


def text(value: str | None) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


CAUSE = {"type": "static_select", "selected_option": {"value": "late"}}


def test_clicks_are_read() -> None:
    assert read_action(click("ticket_claim")) == StaffArrival("18.2:U1:ticket_claim:12", ORIGIN, Claim(12))
    assert read_action(click("ticket_reopen")) == StaffArrival("18.2:U1:ticket_reopen:12", ORIGIN, Reopen(12))
    assert read_action(click("ticket_reply")) == AskReply(12, "trigger-1", ORIGIN)
    assert read_action(click("ticket_resolve")) == AskResolve(12, "trigger-1", ORIGIN)


def test_a_sent_reply_is_read_as_plain_words() -> None:
    read = read_action(form("reply_form", text=text(" A &amp; B,\n&lt;3 ")))
    assert read == StaffArrival("V1", PLACE, Reply(12, "A & B,\n<3"))


def test_a_sent_resolution_is_read() -> None:
    answered = form("resolve_form", cause=CAUSE, note=text("Lost by the carrier"))
    assert read_action(answered) == StaffArrival(
        "V1", PLACE, Resolve(12, Cause.LATE, None, "Lost by the carrier")
    )
    unanswered = form("resolve_form", cause=CAUSE, note=text(None), closing_reason=text("Spam"))
    assert read_action(unanswered) == StaffArrival("V1", PLACE, Resolve(12, Cause.LATE, "Spam", None))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (form("reply_form", text=text(" \n ")), Field.TEXT),
        (form("resolve_form", cause=CAUSE, note=text(None), closing_reason=text(" ")), Field.CLOSING_REASON),
    ],
)
def test_a_blank_input_is_pointed_at(sent: dict[str, Any], field: Field) -> None:
    with pytest.raises(UnfilledField) as caught:
        read_action(sent)
    assert caught.value.field == field


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"type": "message_action", "user": {"id": "U1"}},
        click("ticket_explode"),
        click("ticket_claim", "twelve"),
        {**click("ticket_claim"), "actions": []},
        {**click("ticket_reply"), "trigger_id": ""},
        {**click("ticket_claim"), "user": None},
        form("other_form", text=text("hello")),
        form("reply_form"),
        form("resolve_form", cause={"selected_option": None}, note=text(None)),
        form("resolve_form", cause={"selected_option": {"value": "boredom"}}, note=text(None)),
    ],
)
def test_what_cannot_be_read_is_malformed(payload: dict[str, Any]) -> None:
    with pytest.raises(MalformedPayload):
        read_action(payload)


def test_the_workspace_is_used_where_the_user_names_none() -> None:
    payload = click("ticket_claim")
    del payload["user"]["team_id"]
    assert read_origin(payload).team_id == "T9"


def test_a_click_that_names_less_is_read_all_the_same() -> None:
    payload = {**click("ticket_claim"), "message": {"ts": "17.1"}}
    del payload["container"], payload["team"]
    read = read_action(payload)
    assert isinstance(read, StaffArrival)
    assert (read.act, read.origin) == (Claim(12), ORIGIN)


@pytest.mark.parametrize(("team", "expected"), [({"id": "T9"}, "T9"), ({}, None), (None, None), ("T9", None)])
def test_the_workspace_of_a_click_is_read_where_it_stands(team: object, expected: str | None) -> None:
    assert read_team({**click("ticket_claim"), "team": team}) == expected


@pytest.mark.parametrize("number", ["9" * 19, "-1", "1.5", "٣", "12 ", "", None, True, []])
def test_a_number_that_no_database_holds_is_no_ticket(number: object) -> None:
    payload = click("ticket_claim")
    payload["actions"][0]["value"] = number
    with pytest.raises(MalformedPayload):
        read_action(payload)


@pytest.mark.parametrize("user", ["", "U\ud83d", "U\x00", "U1&user=U2", "U" * 70_000, 7, {"id": "U1"}])
def test_a_user_who_is_not_named_as_slack_names_them_is_nobody(user: object) -> None:
    with pytest.raises(MalformedPayload):
        read_action({**click("ticket_claim"), "user": {"id": user}})


@pytest.mark.parametrize("place", ["channel", "container", "response_url"])
def test_a_place_that_is_no_text_is_malformed(place: str) -> None:
    odd: object = {"id": 7, "channel_id": ["C1"], "ts": {}, "message_ts": 1.5}
    payload = {**click("ticket_claim"), "user": {"id": "U1"}, place: odd}
    with pytest.raises(MalformedPayload):
        read_action(payload)


def test_what_no_database_takes_is_replaced_in_what_staff_write() -> None:
    read = read_action(form("reply_form", text=text("a\x00b\ud83d")))
    assert isinstance(read, StaffArrival)
    assert read.act == Reply(12, "a\ufffdb\ufffd")


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just([]), st.just({}))
WHOLE = [click("ticket_claim"), click("ticket_reply"), form("reply_form", text=text("hello"))]
WHOLE.append(form("resolve_form", cause=CAUSE, note=text("x")))


def places(thing: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside a payload, as a path of keys."""
    entries = (
        thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else []
    )
    return [path, *(place for key, entry in entries for place in places(entry, (*path, key)))]


@given(st.data(), st.sampled_from(WHOLE), LEAVES)
def test_a_payload_broken_anywhere_is_read_or_malformed(
    data: st.DataObject, whole: dict[str, Any], leaf: object
) -> None:
    payload = copy.deepcopy(whole)
    path = data.draw(st.sampled_from(places(payload)[1:]))
    inner: Any = payload
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = leaf
    try:
        read = read_action(payload)
    except (MalformedPayload, UnfilledField):
        return
    assert isinstance(read, StaffArrival | AskReply | AskResolve)
