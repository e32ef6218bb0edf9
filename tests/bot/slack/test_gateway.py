"""Clicks and modals reach the desk and are acknowledged after its commit; nobody is left without a word."""

import asyncio

import pytest
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import SlackStandIn
from bot.demo.slack.gate import Disturbance
from bot.demo.slack.sightings import SeenChannel, SeenMessage
from bot.demo.slack.socket_mode import NotAcknowledged
from bot.demo.slack.staff import Person
from bot.slack.gateway import SlackGateway
from bot.staff import Cause, Claim, Reply, Resolve, TicketPeek
from flows.tickets import TicketState
from storage.errors import StoreUnavailable
from tests.bot.slack.conftest import LedgerDesk, Trouble

# --- clicks


async def test_a_claim_reaches_the_desk_once_with_name_and_place(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    payload = await bea.clicks(card, "Claim")
    [(arrival, name)] = desk.worked
    assert (arrival.act, name) == (Claim(12), "Bea")
    assert arrival.origin.user_id == bea.id
    assert (arrival.origin.channel, arrival.origin.message_ts) == (card.channel_id, card.ts)
    assert arrival.key
    assert payload == {}


async def test_a_click_is_acknowledged_after_the_commit(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.may_commit.clear()
    slack.line.ack_seconds = 0.2
    with pytest.raises(NotAcknowledged):
        await bea.clicks(card, "Claim")
    desk.may_commit.set()
    slack.line.ack_seconds = 3
    await bea.clicks(card, "Claim")
    assert len({arrival.key for arrival, _ in desk.worked}) == 2


async def test_a_refusal_is_whispered_to_the_person(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.refusals = [f"<@{bea.id}> is on this ticket."]
    await bea.clicks(card, "Claim")
    assert (await bea.sees_ephemeral("is on this ticket")).reading.mentions == (bea.id,)


async def test_a_word_finds_another_way_when_the_channel_takes_none(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk, trouble: Trouble
) -> None:
    trouble.before_effect["chat.postEphemeral"] = [Disturbance(200, {"ok": False, "error": "not_in_channel"})]
    desk.refusals = ["This ticket is resolved already."]
    await bea.clicks(card, "Claim")
    await bea.sees_ephemeral("resolved already")


@pytest.mark.parametrize("kind", ["guest", "stranger"])
async def test_who_is_no_member_is_told_so_and_sees_and_changes_nothing(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, desk: LedgerDesk, kind: str
) -> None:
    other = slack.staff("Gus", restricted=True) if kind == "guest" else slack.stranger("Gus")
    slack.channel("complaints", members=[other])
    for button in ("Claim", "Reply", "Resolve"):
        await other.clicks(card, button)
    await other.sees_ephemeral("Only full members")
    assert desk.worked == []
    assert other.modal is None


async def test_when_slack_does_not_name_our_workspace_a_click_does(
    slack: SlackStandIn,
    gateway: SlackGateway,
    card: SeenMessage,
    bea: Person,
    desk: LedgerDesk,
    trouble: Trouble,
) -> None:
    nameless = {"ok": True, "user_id": slack.installation.bot_user_id}
    trouble.after_effect["auth.test"] = [Disturbance(200, nameless)]
    guest = slack.staff("Gus", restricted=True)
    slack.channel("complaints", members=[guest])
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(gateway.run(stopping))
        await slack.connected()
        for person in (guest, bea):
            await person.clicks(card, "Claim")
        stopping.set()
    assert [name for _, name in desk.worked] == ["Bea"]


async def test_a_click_on_an_old_card_works_on_the_ticket_as_it_is(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.peeks[12] = TicketPeek(
        TicketState.RESOLVED, bea.id, answered=True, customer_name="Ada", last_words=None
    )
    await bea.clicks(card, "Resolve")
    await bea.sees_ephemeral("already resolved")
    await bea.clicks(card, "Reply")
    assert "afterword" in (await bea.sees_modal()).text


async def test_a_ticket_that_is_gone_is_said_to_be_gone(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.peeks.clear()
    await bea.clicks(card, "Reply")
    await bea.sees_ephemeral("no such ticket")


async def test_a_modal_that_slack_does_not_open_is_asked_for_again(
    running: SlackGateway, card: SeenMessage, bea: Person, trouble: Trouble
) -> None:
    trouble.before_effect["views.open"] = [Disturbance(200, {"ok": False, "error": "expired_trigger_id"})]
    await bea.clicks(card, "Reply")
    await bea.sees_ephemeral("press the button again")


# --- modals


async def test_a_reply_is_written_and_sent(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await bea.clicks(card, "Reply")
    form = await bea.sees_modal("Where is it?")
    assert await bea.submits(form, {"text": "A & B, we are sorry"}) is None
    assert bea.modal is None
    [(arrival, _)] = desk.worked
    assert arrival.act == Reply(12, "A & B, we are sorry")
    assert (arrival.origin.channel, arrival.origin.message_ts) == (card.channel_id, card.ts)


async def test_a_resolution_carries_cause_reason_and_note(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await bea.clicks(card, "Resolve")
    form = await bea.sees_modal()
    values = {"cause": "Late", "Why close without an answer?": "Spam", "Note for colleagues": "Third time"}
    assert await bea.submits(form, values) is None
    assert desk.worked[0][0].act == Resolve(12, Cause.LATE, "Spam", "Third time")


async def test_a_refused_modal_stays_open_with_the_reason_and_can_be_sent_again(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.refusals = ["This ticket is resolved already."]
    await bea.clicks(card, "Reply")
    form = await bea.sees_modal()
    assert await bea.submits(form, {"text": "Sorry"}) == {"text": "This ticket is resolved already."}
    assert bea.modal is not None
    assert await bea.submits(form, {"text": "Sorry"}) is None
    assert len(desk.worked) == 1


async def test_blank_words_are_not_sent(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    await bea.clicks(card, "Reply")
    form = await bea.sees_modal()
    assert await bea.submits(form, {"text": " \n "}) == {"text": "Write what the customer should read."}
    assert desk.worked == []


# --- when something breaks


async def test_a_desk_that_fails_once_is_asked_again(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.failures = [RuntimeError("database is locked")]
    await bea.clicks(card, "Claim")
    assert len(desk.worked) == 1
    assert desk.buried == []


async def test_a_desk_that_fails_twice_buries_the_act_and_says_so(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.failures = [RuntimeError("first"), RuntimeError("second")]
    await bea.clicks(card, "Claim")
    await bea.sees_ephemeral("Something went wrong")
    [(source, key, error)] = desk.buried
    assert (source, str(error)) == ("slack", "second")
    assert key.endswith(":ticket_claim:12")


async def test_while_the_database_is_away_the_person_is_asked_to_try_again(
    running: SlackGateway, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.failures = [StoreUnavailable("the database is locked")]
    await bea.clicks(card, "Claim")
    await bea.sees_ephemeral("try again in a moment")
    assert (desk.worked, desk.buried) == ([], [])
    await bea.clicks(card, "Claim")
    assert len(desk.worked) == 1


async def test_what_is_neither_done_nor_buried_is_not_acknowledged(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, bea: Person, desk: LedgerDesk
) -> None:
    desk.failures = [RuntimeError("first"), RuntimeError("second")]
    desk.grave_is_open = False
    slack.line.ack_seconds = 0.3
    with pytest.raises(NotAcknowledged):
        await bea.clicks(card, "Claim")
    await bea.clicks(card, "Claim")
    assert len(desk.worked) == 1


async def test_a_click_that_cannot_be_read_is_buried_and_answered(
    running: SlackGateway, client: AsyncWebClient, channel: SeenChannel, bea: Person, desk: LedgerDesk
) -> None:
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Explode"},
        "action_id": "ticket_explode",
    }
    await client.chat_postMessage(
        channel=channel.id, text="old", blocks=[{"type": "actions", "elements": [button]}]
    )
    await bea.clicks(channel.messages[0], "Explode")
    await bea.sees_ephemeral("could not be read")
    assert len(desk.buried) == 1
    assert desk.worked == []


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "event_callback", "event": 7},
        {"type": "event_callback", "event": {"type": "message", "user": 1.5}},
        {"type": "block_actions", "user": "U1", "actions": [7]},
        {"type": "view_submission", "user": {"id": "U1"}, "view": 0.1},
        {"type": "view_submission", "user": {"id": "U1"}, "view": {"blocks": [1, {"type": "input"}]}},
    ],
)
async def test_what_slack_never_sends_breaks_nothing(
    running: SlackGateway, slack: SlackStandIn, card: SeenMessage, bea: Person, payload: dict[str, object]
) -> None:
    slack.line.ack_seconds = 0.3
    with structlog.testing.capture_logs() as log:
        await slack.line.send({"type": "interactive", "payload": payload})
        await bea.clicks(card, "Claim")
    assert [entry for entry in log if entry["log_level"] == "error"] == []


# --- what is for nobody here


async def test_talk_among_staff_is_acknowledged_and_left_alone(
    running: SlackGateway,
    slack: SlackStandIn,
    card: SeenMessage,
    channel: SeenChannel,
    bea: Person,
    desk: LedgerDesk,
) -> None:
    bea.writes(channel, "I call them tomorrow", thread=card)
    bea.writes(channel, "lunch?")
    slack.push_event({"type": "app_mention", "user": bea.id, "text": "hello", "channel": channel.id})
    slack.push_event({"type": "some_new_event"})
    await slack.settled()
    assert (desk.worked, desk.buried, slack.lost_events) == ([], [], [])
    assert len(channel.messages) == 2


async def test_the_command_explains_itself(running: SlackGateway, bea: Person, channel: SeenChannel) -> None:
    answer = await bea.commands("/riscontro", channel=channel)
    assert answer["response_type"] == "ephemeral"
    assert "stays among colleagues" in answer["text"]
