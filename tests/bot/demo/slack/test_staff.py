"""What staff do with a Bolt app: cards, forms, commands, the Home tab."""

import asyncio
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import SeenMessage, SlackStandIn
from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.entries import REQUIRED
from tests.bot.demo.slack.conftest import Clock


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(label: str, value: str) -> dict[str, Any]:
    return {"text": plain(label), "value": value}


def button(label: str, action_id: str, value: str) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": plain(label), "value": value}


CAUSES = [option("Late", "late"), option("Broken", "broken")]
CARD: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Ada* says &lt;!channel&gt; &amp; more"}},
    {
        "type": "actions",
        "block_id": "ticket",
        "elements": [
            button("Claim", "claim", "7"),
            button("Reply", "reply", "7"),
            {"type": "static_select", "action_id": "cause", "placeholder": plain("Cause"), "options": CAUSES},
        ],
    },
]
REPLY_INPUT = {"type": "plain_text_input", "action_id": "text", "multiline": True, "max_length": 20}
CAUSE_INPUT = {"type": "static_select", "action_id": "cause", "options": CAUSES, "initial_option": CAUSES[0]}
FORM = {
    "type": "modal",
    "callback_id": "reply_form",
    "title": plain("Reply"),
    "submit": plain("Send"),
    "private_metadata": "7",
    "blocks": [
        {"type": "input", "block_id": "message", "label": plain("Message"), "element": REPLY_INPUT},
        {
            "type": "input",
            "block_id": "why",
            "label": plain("Cause"),
            "element": CAUSE_INPUT,
            "optional": True,
        },
    ],
}


@pytest.fixture
async def card(slack: SlackStandIn, client: AsyncWebClient) -> SeenMessage:
    """A ticket card with buttons, posted by the app."""
    channel = slack.channel("#complaints")
    await client.chat_postMessage(channel=channel.id, text="Ada", blocks=CARD)
    return await channel.sees("Ada")


@pytest.fixture
def with_form(app: AsyncApp, running: AsyncSocketModeHandler) -> list[dict[str, Any]]:
    """The button Reply opens the form; what is submitted is collected here."""
    submitted: list[dict[str, Any]] = []

    @app.action("reply")
    async def open_form(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @app.view("reply_form")
    async def take_form(ack: Any, body: dict[str, Any]) -> None:
        submitted.append(body)
        text = body["view"]["state"]["values"]["message"]["text"]["value"]
        if text == "no":
            await ack(response_action="errors", errors={"message": "Say more than that"})
        else:
            await ack()

    return submitted


async def test_a_card_shows_text_and_not_what_it_could_do(card: SeenMessage) -> None:
    assert card.buttons == ["Claim", "Reply"]
    assert card.shown == "*Ada* says <!channel> & more\nClaim\nReply\nCause"
    assert card.broadcasts == ()


async def test_a_click_carries_who_what_and_where(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, card: SeenMessage
) -> None:
    clicks: list[dict[str, Any]] = []

    @app.action("claim")
    async def claim(ack: Any, body: dict[str, Any]) -> None:
        clicks.append(body)
        await ack()

    gio = slack.staff("Giovanni Rossi")
    await gio.clicks(card, "Claim")
    await gio.clicks(card, "claim")
    body = clicks[0]
    assert len(clicks) == 2
    assert body["user"] | {"name": "", "username": ""} == {
        "id": gio.id,
        "team_id": slack.installation.team_id,
        "name": "",
        "username": "",
    }
    assert body["container"]["message_ts"] == body["message"]["ts"] == card.ts
    assert body["channel"]["name"] == "complaints"
    action = body["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"]) == ("claim", "ticket", "7")


async def test_a_choice_carries_the_option(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, card: SeenMessage
) -> None:
    chosen: list[dict[str, Any]] = []

    @app.action("cause")
    async def choose(ack: Any, action: dict[str, Any]) -> None:
        chosen.append(action["selected_option"])
        await ack()

    await slack.staff("Giovanni Rossi").chooses(card, "Cause", "Broken")
    assert chosen == [CAUSES[1]]


async def test_who_sees_an_old_card_can_still_click_it(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, card: SeenMessage
) -> None:
    values: list[str] = []

    @app.action("claim")
    async def claim(ack: Any, action: dict[str, Any]) -> None:
        values.append(action["value"])
        await ack()

    old = card.freeze()
    await app.client.chat_update(channel=card.channel_id, ts=card.ts, text="resolved")
    await card.shows("resolved")
    gio = slack.staff("Giovanni Rossi")
    with pytest.raises(AssertionError, match="there is no 'Claim'"):
        await gio.clicks(card, "Claim")
    await gio.clicks(old, "Claim")
    assert values == ["7"]


async def test_a_form_is_filled_in_and_taken(
    slack: SlackStandIn, with_form: list[dict[str, Any]], card: SeenMessage
) -> None:
    gio = slack.staff("Giovanni Rossi")
    await gio.clicks(card, "Reply")
    form = await gio.sees_modal("Message")
    assert await gio.submits(form, {"Message": ""}) == {"message": REQUIRED}
    assert await gio.submits(form, {"Message": "x" * 21}) == {
        "message": "Please enter at most 20 characters."
    }
    assert with_form == []
    assert await gio.submits(form, {"Message": "no"}) == {"message": "Say more than that"}
    assert form.is_open
    assert await gio.submits(form, {"Message": "We are sorry", "Cause": "Broken"}) is None
    assert gio.modal is None
    view = with_form[-1]["view"]
    assert view["private_metadata"] == "7"
    assert view["state"]["values"] == {
        "message": {"text": {"type": "plain_text_input", "value": "We are sorry"}},
        "why": {"cause": {"type": "static_select", "selected_option": CAUSES[1]}},
    }


async def test_a_trigger_works_once_and_for_three_seconds(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, card: SeenMessage, clock: Clock
) -> None:
    outcomes: list[str] = []

    async def try_to_open(trigger_id: str) -> None:
        try:
            await app.client.views_open(trigger_id=trigger_id, view=FORM)
            outcomes.append("opened")
        except SlackApiError as refusal:
            outcomes.append(refusal.response["error"])

    @app.action("reply")
    async def open_form(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await try_to_open(body["trigger_id"])
        await try_to_open(body["trigger_id"])

    @app.action("claim")
    async def open_late(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        clock.move(seconds=4)
        await try_to_open(body["trigger_id"])

    gio = slack.staff("Giovanni Rossi")
    await gio.clicks(card, "Reply")
    await gio.clicks(card, "Claim")
    await try_to_open("made up")
    assert outcomes == ["opened", "exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]


async def test_an_answer_can_be_for_one_person_and_replace_the_card(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, card: SeenMessage
) -> None:
    @app.action("claim")
    async def claim(ack: Any, respond: Any) -> None:
        await respond("Only you see this")
        await respond("Claimed", replace_original=True)
        await ack()

    gio, eva = slack.staff("Giovanni Rossi"), slack.staff("Eva Bianchi")
    await gio.clicks(card, "Claim")
    await gio.sees_ephemeral("Only you")
    await card.shows("Claimed")
    assert eva.ephemerals == []


async def test_a_command_is_answered_to_its_person(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    @app.command("/riscontro")
    async def answer(ack: Any, command: dict[str, Any]) -> None:
        await ack(f"{command['user_name']}: {command['text']}")

    gio = slack.staff("Giovanni Rossi")
    await gio.commands("/riscontro", "flows")
    message = await gio.sees_ephemeral("flows")
    assert message.text == "giovanni.rossi: flows"


async def test_the_home_tab_is_published_for_who_opens_it(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler
) -> None:
    @app.event("app_home_opened")
    async def publish(event: dict[str, Any], client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [{"type": "header", "text": plain("Three tickets wait")}]}
        await client.views_publish(user_id=event["user"], view=view)

    gio = slack.staff("Giovanni Rossi")
    gio.opens_home()
    await gio.sees_home("Three tickets")
    assert slack.staff("Eva Bianchi").home is None


async def test_private_channels_are_for_their_members(slack: SlackStandIn) -> None:
    gio, eva = slack.staff("Giovanni Rossi"), slack.staff("Eva Bianchi")
    channel = slack.channel("#leads", private=True, members=[gio])
    note = gio.writes(channel, "between us")
    with pytest.raises(AssertionError, match="Eva Bianchi is not in the private channel"):
        eva.writes(channel, "hello?")
    with pytest.raises(AssertionError, match="own messages"):
        eva.edits(note, "mine now")


async def test_who_watches_is_told_of_changes(slack: SlackStandIn, card: SeenMessage) -> None:
    changes: list[Change] = []
    stop_watching = slack.subscribe(changes.append)
    gio, channel = slack.staff("Giovanni Rossi"), slack.channel("#complaints")
    reply = gio.writes(channel, "on it", thread=card)
    gio.reacts(card, "eyes")
    stop_watching()
    gio.reacts(reply, "eyes")
    assert [change.kind for change in changes] == [ChangeKind.POSTED, ChangeKind.REACTED]
    [shown] = slack.snapshot(channel)["messages"]
    assert shown["reactions"] == {"eyes": ["Giovanni Rossi"]}
    assert [(answer["user"], answer["shown"]) for answer in shown["thread"]] == [("Giovanni Rossi", "on it")]


async def test_what_is_not_seen_fails_with_what_is_there(
    slack: SlackStandIn, card: SeenMessage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.demo.slack.sightings.PATIENCE", 0.01)
    with pytest.raises(AssertionError, match=r"nobody sees 'Bea' in #complaints .*Ada"):
        await slack.channel("#complaints").sees("Bea")


async def test_who_waits_sees_what_comes_later(slack: SlackStandIn, card: SeenMessage) -> None:
    channel = slack.channel("#complaints")
    waiting = asyncio.ensure_future(channel.sees("Ada", after=card))
    await asyncio.sleep(0)
    later = slack.staff("Giovanni Rossi").writes(channel, "Ada called again")
    assert await waiting == later
