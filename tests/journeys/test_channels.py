"""A card always finds a place: where its channel is, or in the default channel with the reason."""

from functools import partial

from structlog.testing import capture_logs

from bot.demo.slack.gate import Disturbance, OpenGate, Passage
from bot.demo.slack.posting import delete
from tests.journeys.conftest import OpenWorld
from tests.journeys.recovery import Recovery
from tests.journeys.settings import settings
from tests.journeys.trouble import measured, nothing_waits, troubles
from tests.journeys.world import World

ELSEWHERE = settings().replace('channel = "#complaints-delivery"', 'channel = "#nowhere"')


async def complains(world: World) -> None:
    ada = await world.asked()
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    ada.writes("The box was crushed")
    await ada.sees("We are sorry")
    await world.settles()


async def test_a_card_for_a_channel_that_is_missing_goes_to_the_default_channel(
    open_world: OpenWorld,
) -> None:
    async with open_world(ELSEWHERE) as world:
        await complains(world)
        card = await world.feedback.sees("The box was crushed")
        assert "meant for #nowhere" in card.shown
        notice = await world.feedback.sees("#nowhere cannot be used")
        assert "create it, or invite the app to it" in notice.shown
        await world.replies(world.giulia, card, "We are sorry, Ada.")
        await card.thread_sees("delivered")


async def test_a_card_for_an_archived_channel_goes_to_the_default_channel(world: World) -> None:
    world.complaints.archive()
    await complains(world)
    card = await world.feedback.sees("The box was crushed")
    assert "is archived" in card.shown


async def test_a_card_for_a_channel_without_the_app_goes_to_the_default_channel(world: World) -> None:
    world.complaints.remove(world.slack.installation.bot_user_id)
    await complains(world)
    card = await world.feedback.sees("The box was crushed")
    assert "the app" in card.shown


async def test_a_card_waits_for_the_default_channel_and_nothing_is_lost(world: World) -> None:
    world.complaints.archive()
    world.feedback.archive()
    await complains(world)
    ada = world.customers[0]
    ada.sends_photo(caption="see")
    await world.settles()
    assert world.feedback.messages == []
    await world.passes(minutes=11)
    assert "#feedback is archived: unarchive it" in (await troubles(world))["outbox"]
    world.feedback.unarchive()
    await world.passes(minutes=10)
    card = await world.feedback.sees("The box was crushed")
    await card.thread_sees("see")
    assert len([row for row in await world.rows("outbox") if row["state"] == "pending"]) == 0


async def test_a_card_that_waits_for_the_default_channel_is_told_once_and_counts_as_waiting(
    world: World,
) -> None:
    world.complaints.archive()
    world.feedback.archive()
    before = {outcome: await slack_sends(world, outcome) for outcome in ("retry", "gave_up")}
    with capture_logs() as log:
        await complains(world)
        for _ in range(3):
            await world.passes(minutes=5)
    told = [entry["reason"] for entry in log if entry["event"] == "outbox.letter_waits"]
    assert told == ["#feedback is archived: unarchive it, or name another channel in the config"]
    gave_up = [row for row in await world.rows("outbox") if row["state"] == "gave up"]
    assert await slack_sends(world, "gave_up") - before["gave_up"] == len(gave_up)
    assert await slack_sends(world, "retry") - before["retry"] == 4


async def slack_sends(world: World, outcome: str) -> float:
    return await measured(world, "sends_total", channel="slack", outcome=outcome)


async def test_what_is_said_about_a_ticket_follows_its_card_to_the_default_channel(world: World) -> None:
    ada, card = await world.complaint()
    world.complaints.archive()
    ada.writes("And the second box is crushed as well")
    await world.settles()
    moved = await world.feedback.sees("Ada")
    await moved.thread_sees("the second box")
    assert moved != card


async def test_a_ticket_whose_channel_was_deleted_goes_on_in_the_default_channel(
    world: World, recovery: Recovery
) -> None:
    ada, _ = await world.complaint()
    world.complaints.delete()
    ada.writes("And the second box is crushed as well")
    await recovery.takes(
        world, "a channel is deleted", "card and words elsewhere", partial(nothing_waits, world)
    )
    card = await world.feedback.sees("Ada")
    await card.thread_sees("the second box")
    await world.feedback.sees("#complaints-delivery cannot be used")
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await ada.sees("A new mug leaves today.")


async def test_a_photo_sent_before_the_complaint_is_not_lost_when_the_channel_is_missing(
    open_world: OpenWorld,
) -> None:
    async with open_world(ELSEWHERE) as world:
        ada = await world.asked()
        ada.sends_photo()
        await ada.sees("we have kept it with your answers")
        ada.taps("1 ⭐")
        await ada.sees("What is the main reason")
        ada.taps("Skip")
        card = await world.feedback.sees("Ada")
        await world.settles()
        assert [reply.files[0].mimetype for reply in card.thread if reply.files] == ["image/jpeg"]


async def test_a_card_that_somebody_deleted_is_posted_anew_at_its_next_change(world: World) -> None:
    ada, card = await world.complaint()
    delete(world.slack.workspace, card.kept)
    ada.blocks()
    await world.settles()
    (again,) = world.complaints.messages
    await again.shows("can no longer be reached")
    await world.giulia.clicks(again, "Claim")
    await again.shows("Giulia")


class RefusesThreads(OpenGate):
    """Slack takes cards and notices, and refuses for good what belongs into a thread."""

    async def before(self, passage: Passage, /) -> Disturbance | None:
        if passage.name == "chat.postMessage" and passage.body.get("thread_ts"):
            return Disturbance(200, {"ok": False, "error": "invalid_blocks"})
        return None


async def test_staff_are_told_of_words_that_slack_did_not_take(world: World) -> None:
    ada, _ = await world.complaint()
    world.slack.gate = RefusesThreads()
    ada.writes("And the second parcel is late, too")
    await world.settles()
    await world.feedback.sees("Something about ticket 1 could not be shown in its thread")
