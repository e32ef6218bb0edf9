"""When an answer becomes a ticket, and what its card shows."""

from tests.journeys.conftest import OpenWorld
from tests.journeys.settings import EVERY_KIND, settings
from tests.journeys.world import World


async def test_without_a_reason_the_ticket_is_opened_after_three_minutes_and_not_before(
    world: World,
) -> None:
    ada = await world.asked()
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    await world.passes(minutes=2, seconds=59)
    assert world.complaints.messages == []
    await world.passes(seconds=1)
    card = await world.complaints.sees("Ada")
    assert "1 of 5" in card.shown

    ada.writes("The mug came without its handle")
    await card.shows("without its handle")
    await world.settles()
    assert len(world.complaints.messages) == 1


async def test_skipping_the_reason_opens_the_ticket_at_once(world: World) -> None:
    ada = await world.asked()
    ada.taps("2 ⭐")
    await ada.sees("What is the main reason")
    ada.taps("Skip")
    await ada.sees("We are sorry")
    card = await world.complaints.sees("Ada")
    await card.shows("skipped")


async def test_words_that_sound_unhappy_open_a_ticket_whatever_the_rating(world: World) -> None:
    ada = await world.asked()
    ada.taps("4 ⭐")
    await ada.sees("What is the main reason")
    ada.writes("This was a horrible, terrible delivery")
    card = await world.complaints.sees("horrible, terrible")
    assert "mood" in card.shown
    assert "4 of 5" in card.shown


async def test_happy_answers_open_no_ticket(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.writes("A wonderful mug, thank you")
    await ada.sees("We read every answer")
    await world.settles()
    assert world.complaints.messages == world.feedback.messages == []


async def test_the_card_says_why_it_came_and_by_when_an_answer_is_due(world: World) -> None:
    _, card = await world.complaint()
    for part in ("Unhappy with a delivery", "csat is 2 of 5", "high", "#1001", "Answer due", "nobody yet"):
        assert part in card.shown
    assert card.buttons == ["Claim", "Reply", "Resolve"]


async def test_later_answers_of_the_run_update_the_card(open_world: OpenWorld) -> None:
    complaints = '[[complaints]]\nname = "Hard to buy"\nwhen = "ces <= 3"\nchannel = "#complaints-delivery"'
    async with open_world(settings(flows=EVERY_KIND, complaints=complaints)) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("What did you buy it for?")
        ada.taps("A gift")
        await ada.sees("made it easy")
        ada.taps("2")
        await ada.sees("recommend us")
        await world.passes(minutes=3)
        card = await world.complaints.sees("Hard to buy")
        assert "NPS" not in card.shown
        ada.taps("3")
        await card.shows("3 of 10")
        await ada.sees("all in all")
        ada.taps("4 ⭐")
        await card.shows("4 of 5")
        await world.settles()
        assert len(await world.rows("ticket")) == 1


async def test_a_second_survey_can_make_a_second_ticket(world: World) -> None:
    ada, card = await world.complaint("1001", id="c-ada")
    await world.replies(world.giulia, card, "We are on it.")
    await world.resolves(world.giulia, card)
    await ada.sees("considers this settled")
    await world.delivers("1002", id="c-ada")
    await world.settles()
    ada.taps("1 ⭐")
    await world.settles()
    ada.taps("Skip")
    second = await world.complaints.sees("#1002", after=card)
    assert second != card
    assert [row["run_id"] for row in await world.rows("ticket")] == [1, 2]


async def test_a_complaint_whose_survey_expires_before_its_reason_is_shown_all_the_same(
    open_world: OpenWorld,
) -> None:
    async with open_world(settings(outreach='expires_after = "2 minutes"')) as world:
        ada = await world.asked()
        ada.taps("1 ⭐")
        await ada.sees("What is the main reason")
        await world.passes(minutes=2)
        await world.complaints.sees("Ada")


async def test_a_customer_who_stops_before_giving_the_reason_is_still_seen_by_staff(world: World) -> None:
    ada = await world.asked()
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    ada.writes("/stop")
    await ada.sees("no more questions")
    await world.complaints.sees("1 of 5")
