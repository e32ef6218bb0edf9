"""Views that change, pile up and close; what the app may answer to a submission."""

from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import Person, SeenView, SlackStandIn
from tests.bot.demo.slack.conftest import Refused


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def form(title: str = "First", **changes: Any) -> dict[str, Any]:
    entry = {"type": "plain_text_input", "action_id": "text"}
    why = {"type": "input", "block_id": "why", "label": plain("Why"), "element": entry}
    more = {"type": "button", "action_id": "more", "text": plain("More")}
    blocks = [why, {"type": "actions", "block_id": "extra", "elements": [more]}]
    body = {"type": "modal", "callback_id": "form", "title": plain(title), "submit": plain("Send")}
    return {**body, "blocks": blocks, **changes}


@pytest.fixture
def gio(slack: SlackStandIn) -> Person:
    return slack.staff("Giovanni Rossi")


async def opened(slack: SlackStandIn, app: AsyncApp, gio: Person, **changes: Any) -> SeenView:
    """Open the form by a command."""

    @app.command("/open")
    async def answer(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=form(**changes))
        await ack()

    await gio.commands("/open")
    return await gio.sees_modal("First")


async def test_an_update_keeps_what_was_entered_and_is_guarded_by_its_hash(
    slack: SlackStandIn,
    app: AsyncApp,
    running: AsyncSocketModeHandler,
    gio: Person,
    refused: Refused,
) -> None:
    seen: list[dict[str, Any]] = []

    @app.action("more")
    async def update(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        seen.append(body["view"])
        await client.views_update(
            view_id=body["view"]["id"], hash=body["view"]["hash"], view=form("Second", external_id="seven")
        )
        await ack()

    view = await opened(slack, app, gio)
    await gio.clicks(view, "More")
    assert view.title == "Second"
    stale = app.client.views_update(view_id=view.id, hash=seen[0]["hash"], view=form("Third"))
    assert (await refused(stale))["error"] == "hash_conflict"
    await app.client.views_update(external_id="seven", view=form("Fourth"))
    assert view.title == "Fourth"
    gone = app.client.views_update(view_id="V0", view=form("Fifth"))
    assert (await refused(gone))["error"] == "not_found"


async def test_three_views_pile_up_and_no_more(
    slack: SlackStandIn,
    app: AsyncApp,
    running: AsyncSocketModeHandler,
    gio: Person,
) -> None:
    outcomes: list[str] = []

    @app.action("more")
    async def push(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        pushed = form(f"After {body['view']['title']['text']}")
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=pushed)
            outcomes.append("pushed")
        except SlackApiError as refusal:
            outcomes.append(refusal.response["error"])
        await ack()

    @app.view("form")
    async def take(ack: Any) -> None:
        await ack()

    view = await opened(slack, app, gio)
    for _ in range(3):
        await gio.clicks(await gio.sees_modal(), "More")
    assert outcomes == ["pushed", "pushed", "push_limit_reached"]
    top = await gio.sees_modal("After After First")
    assert await gio.submits(top, {"Why": "because"}) is None
    assert (await gio.sees_modal("After First")).view.previous_id == view.id


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        ({"response_action": "update", "view": form("Changed")}, "Changed"),
        ({"response_action": "push", "view": form("On top")}, "On top"),
        ({"response_action": "clear"}, None),
    ],
)
async def test_a_submission_can_be_answered_by_a_view(
    slack: SlackStandIn,
    app: AsyncApp,
    running: AsyncSocketModeHandler,
    gio: Person,
    answer: dict[str, Any],
    title: str | None,
) -> None:
    @app.view("form")
    async def take(ack: Any) -> None:
        await ack(**answer)

    view = await opened(slack, app, gio)
    assert await gio.submits(view, {"Why": "because"}) is None
    assert (gio.modal.title if gio.modal else None) == title


async def test_errors_must_name_an_input(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, gio: Person
) -> None:
    @app.view("form")
    async def take(ack: Any) -> None:
        await ack(response_action="errors", errors={"text": "an action id is no block id"})

    view = await opened(slack, app, gio)
    with pytest.raises(AssertionError, match="errors must name input blocks"):
        await gio.submits(view, {"Why": "because"})


@pytest.mark.parametrize("asked", [True, False])
async def test_the_app_hears_of_a_closed_view_when_it_asked(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, gio: Person, *, asked: bool
) -> None:
    closed: list[str] = []

    @app.view_closed("form")
    async def hear(ack: Any, view: dict[str, Any]) -> None:
        closed.append(view["id"])
        await ack()

    view = await opened(slack, app, gio, notify_on_close=asked)
    await gio.closes(view)
    assert closed == [view.id] * asked
    assert slack.screen(gio)["modal"] is None


async def test_the_screen_is_data_for_the_page(
    slack: SlackStandIn, app: AsyncApp, running: AsyncSocketModeHandler, gio: Person
) -> None:
    await opened(slack, app, gio)
    drawn = slack.screen(gio)["modal"]
    assert drawn["title"] == plain("First")
    assert drawn["values"] == {"why": {"text": {"type": "plain_text_input", "value": None}}}
