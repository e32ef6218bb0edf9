"""A letter to staff is in Slack once, and what became of it is told as it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.slack import SlackStandIn
from bot.demo.slack.gate import Disturbance
from bot.demo.slack.installation import Installation
from bot.demo.slack.sightings import SeenChannel
from bot.outgoing import NoticeLetter, ReplyNote, ReplyState, StaffNote, TextLetter
from bot.ports import GiveUp, RetryAt, Sent, Unknown
from bot.slack.client import open_client
from bot.slack.sender import SlackSender
from flows.tickets import TicketState
from tests.bot.slack.conftest import Clock, Drawer, Trouble
from tests.bot.slack.letters import CARD, card_letter, note_letter, post_card, said

GARBAGE = Disturbance(status=502)


async def test_a_card_is_posted_and_drawn_anew_in_its_place(
    channel: SeenChannel, sender: SlackSender
) -> None:
    sent = await post_card(sender)
    [message] = channel.messages
    assert sent == Sent(message.ts, channel.id)
    assert message.metadata == {"event_type": "riscontro_outbox", "event_payload": {"outbox_id": "1"}}
    claimed = replace(CARD, state=TicketState.CLAIMED, owner="U0DEMO00001")
    again = replace(card_letter(claimed, outbox_id=2), card_ts=sent.platform_id)
    assert await sender.send(again) == sent
    [message] = channel.messages
    assert message.buttons == ["Reply", "Resolve"]


async def test_no_link_of_a_message_is_unfolded(
    slack: SlackStandIn, channel: SeenChannel, sender: SlackSender
) -> None:
    await post_card(sender)
    arguments = slack.calls[-1].args
    assert (arguments["unfurl_links"], arguments["unfurl_media"]) == (False, False)
    assert "link_names" not in arguments


async def test_notes_stand_in_the_thread_and_change_in_place(
    channel: SeenChannel, sender: SlackSender
) -> None:
    card = await post_card(sender)
    assert card.place
    assert card.platform_id
    reply = ReplyNote("Giovanni", "A new one is on its way.", ReplyState.SENDING, None)
    letter = note_letter(reply, channel=card.place, thread_ts=card.platform_id)
    sent = await sender.send(letter)
    assert isinstance(sent, Sent)
    delivered = replace(letter, note=replace(reply, state=ReplyState.DELIVERED), note_ts=sent.platform_id)
    assert await sender.send(delivered) == sent
    [note] = channel.messages[0].thread
    assert note.shown.endswith("✅ delivered")


async def test_a_notice_goes_to_its_channel(channel: SeenChannel, sender: SlackSender) -> None:
    assert isinstance(await sender.send(NoticeLetter(7, "#complaints", "Telegram is back.")), Sent)
    assert channel.messages[0].shown == "Telegram is back."


async def test_letters_to_customers_are_not_its_business(sender: SlackSender) -> None:
    with pytest.raises(TypeError):
        await sender.send(TextLetter("42", "Hello"))


# --- once, whatever happens on the way


@pytest.mark.parametrize("lost", [None, GARBAGE])
async def test_a_post_whose_answer_was_lost_is_found_and_adopted(
    channel: SeenChannel, sender: SlackSender, trouble: Trouble, lost: Disturbance | None
) -> None:
    trouble.after_effect["chat.postMessage"] = [lost]
    assert isinstance(await sender.send(card_letter()), Unknown)
    assert await sender.send(replace(card_letter(), uncertain=True)) == Sent(
        channel.messages[0].ts, channel.id
    )
    assert len(channel.messages) == 1


async def test_a_post_that_never_arrived_is_posted_when_nothing_is_found(
    channel: SeenChannel, sender: SlackSender, trouble: Trouble
) -> None:
    trouble.before_effect["chat.postMessage"] = [None]
    assert isinstance(await sender.send(card_letter()), Unknown)
    assert channel.messages == []
    assert isinstance(await sender.send(replace(card_letter(), uncertain=True)), Sent)
    assert len(channel.messages) == 1


async def test_another_letter_is_not_mistaken_for_the_lost_one(
    channel: SeenChannel, sender: SlackSender
) -> None:
    await sender.send(card_letter(outbox_id=1))
    assert isinstance(await sender.send(replace(card_letter(outbox_id=11), uncertain=True)), Sent)
    assert len(channel.messages) == 2


async def test_a_lost_note_is_found_in_its_thread_among_many(
    clock: Clock, channel: SeenChannel, sender: SlackSender, trouble: Trouble
) -> None:
    card = await post_card(sender)
    assert card.place
    assert card.platform_id
    for number in range(230):
        clock.move(seconds=2)
        letter = note_letter(
            StaffNote(f"line {number}"),
            channel=card.place,
            thread_ts=card.platform_id,
            outbox_id=1_000 + number,
        )
        assert isinstance(await sender.send(letter), Sent)
    clock.move(seconds=2)
    lost = note_letter(said("Where is it?"), channel=card.place, thread_ts=card.platform_id, outbox_id=9)
    trouble.after_effect["chat.postMessage"] = [None]
    assert isinstance(await sender.send(lost), Unknown)
    assert isinstance(await sender.send(replace(lost, uncertain=True)), Sent)
    assert len(channel.messages[0].thread) == 231


async def test_while_nothing_can_be_looked_up_nothing_is_posted(
    channel: SeenChannel, sender: SlackSender, trouble: Trouble
) -> None:
    trouble.before_effect["conversations.history"] = [Disturbance(504), GARBAGE]
    for _ in range(2):
        assert isinstance(await sender.send(replace(card_letter(), uncertain=True)), Unknown)
    assert channel.messages == []


# --- what Slack refuses


async def test_a_channel_without_the_app_is_named_with_what_to_do(
    slack: SlackStandIn, sender: SlackSender
) -> None:
    slack.channel("public", with_app=False)
    slack.channel("secret", private=True, with_app=False)
    old = slack.channel("old")
    old.channel.archived = True
    for name, advice in (
        ("#public", "the app is not in #public: invite it there"),
        ("#secret", "the app sees no channel #secret: create it, or invite the app to it"),
        ("#nowhere", "the app sees no channel #nowhere: create it, or invite the app to it"),
        ("#old", "#old is archived: unarchive it, or name another channel in the config"),
    ):
        assert await sender.send(card_letter(channel=name)) == GiveUp(advice, place_gone=True)
    assert await sender.send(replace(card_letter(channel="#nowhere"), uncertain=True)) == GiveUp(
        "the app sees no channel #nowhere: create it, or invite the app to it", place_gone=True
    )


async def test_a_deleted_card_cannot_be_drawn_anew(channel: SeenChannel, sender: SlackSender) -> None:
    gone = replace(card_letter(), card_ts="17.000001")
    assert await sender.send(gone) == GiveUp("the message was deleted in Slack", place_gone=True)


async def test_a_wrong_token_loses_nothing(
    slack: SlackStandIn, channel: SeenChannel, drawer: Drawer, clock: Clock
) -> None:
    async with open_client("xoxb-demo-wrong", slack.api_url) as client:
        delivery = await SlackSender(client, drawer, clock).send(card_letter())
    assert delivery == RetryAt(
        clock.at + timedelta(minutes=1), "Slack refuses the app's token: invalid_auth", everything=True
    )


async def test_a_missing_permission_loses_nothing(drawer: Drawer, clock: Clock) -> None:
    slack = SlackStandIn(clock.now, Installation(scopes=frozenset({"users:read"})))
    await slack.start()
    slack.channel("complaints")
    async with open_client(slack.installation.bot_token, slack.api_url) as client:
        delivery = await SlackSender(client, drawer, clock).send(card_letter())
    await slack.stop()
    assert delivery == RetryAt(
        clock.at + timedelta(minutes=1), "the app lacks a permission in Slack: chat:write"
    )


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (Disturbance(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "30"}), 30),
        (Disturbance(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "soon"}), 30),
        (Disturbance(200, {"ok": False, "error": "ratelimited"}, {"Retry-After": "2"}), 2),
        (Disturbance(503, {"ok": False, "error": "service_unavailable"}), 10),
    ],
)
async def test_what_slack_puts_off_is_put_off(
    clock: Clock, channel: SeenChannel, sender: SlackSender, trouble: Trouble, answer: Disturbance, wait: int
) -> None:
    trouble.before_effect["chat.postMessage"] = [answer]
    delivery = await sender.send(card_letter())
    assert isinstance(delivery, RetryAt)
    assert delivery.at == clock.at + timedelta(seconds=wait)


async def test_while_slack_is_away_a_letter_waits(slack: SlackStandIn, sender: SlackSender) -> None:
    await slack.stop()
    delivery = await sender.send(card_letter())
    assert isinstance(delivery, RetryAt)
    assert delivery.reason == "Slack cannot be reached"


@pytest.mark.parametrize(
    "failure",
    [Disturbance(200, {"ok": False, "error": "internal_error"}), Disturbance(502), Disturbance(503)],
)
async def test_a_failure_within_slack_or_before_it_may_have_posted(
    channel: SeenChannel, sender: SlackSender, trouble: Trouble, failure: Disturbance
) -> None:
    trouble.after_effect["chat.postMessage"] = [failure]
    assert isinstance(await sender.send(card_letter()), Unknown)


async def test_a_refusal_nobody_foresaw_is_told(
    channel: SeenChannel, sender: SlackSender, trouble: Trouble
) -> None:
    trouble.before_effect["chat.postMessage"] = [Disturbance(200, {"ok": False, "error": "no_such_thing"})]
    assert await sender.send(card_letter()) == GiveUp("Slack refused it: no_such_thing")
